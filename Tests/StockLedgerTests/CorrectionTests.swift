import Measures
import Speech
import StockLedger
import Testing

@Suite("What a correction takes back")
struct CorrectionTests {
    private static let shelf = Identifier<Place>(1)
    private static let upper = Identifier<Place>(2)
    private static let donor = Identifier<Place>(11)
    private static let recipient = Identifier<Place>(12)

    private func line(_ from: Identifier<Place>, _ to: Identifier<Place>, _ units: Int64) throws -> MovementLine {
        MovementLine(lot: Identifier(1), from: from, to: to, quantity: try Quantity(units))
    }

    private func plan(
        _ said: MovementLine, right: Int64, since: [MovementLine] = [], onHand: [Identifier<Place>: Int64]
    ) throws -> Correction {
        try Correction.plan(said, right: try Quantity(right), since: since) {
            $0.number < 10
        } onHand: {
            (try? Quantity(onHand[$0] ?? 0)) ?? .zero
        }
    }

    @Test("less is taken back from where it was put, then from where it went")
    func carried() throws {
        // 100 were received, 80 of them moved up; it should have said 60: 20 are on the shelf, 20 more come from above.
        let plan = try plan(
            line(Self.donor, Self.shelf, 100), right: 60, since: [line(Self.shelf, Self.upper, 80)],
            onHand: [Self.shelf: 20, Self.upper: 80])
        #expect(plan.lines == [try line(Self.shelf, Self.donor, 20), try line(Self.upper, Self.donor, 20)])
        #expect(plan.short == .zero)
    }

    @Test("what left the warehouse is short, at the place it had been put")
    func partLeft() throws {
        // 70 of 100 were given out; it should have said 50: 50 too many, 30 are there, 20 are short.
        let plan = try plan(
            line(Self.donor, Self.shelf, 100), right: 50, since: [line(Self.shelf, Self.recipient, 70)], onHand: [Self.shelf: 30])
        #expect(plan == Correction(lines: [try line(Self.shelf, Self.donor, 30)], short: try Quantity(20), shortAt: Self.shelf))
    }

    @Test("outside has no balance: what was given out by mistake comes back whole")
    func distribution() throws {
        let plan = try plan(line(Self.shelf, Self.recipient, 70), right: 7, onHand: [:])
        // 70 − 7 = 63
        #expect(plan.lines == [try line(Self.recipient, Self.shelf, 63)])
    }

    @Test("what has come back to where it left is not taken twice")
    func cameBack() throws {
        // 10 went up, 5 came down again; only 4 had gone up: 6 too many, 5 are up there, and 1 more came down than can have.
        let plan = try plan(
            line(Self.shelf, Self.upper, 10), right: 4, since: [line(Self.upper, Self.shelf, 5)], onHand: [Self.shelf: 5, Self.upper: 5])
        #expect(plan.lines == [try line(Self.upper, Self.shelf, 5)])
        #expect(plan.short == (try Quantity(1)))
    }

    @Test("more goes the way of the line once more, as far as there is some")
    func more() throws {
        let plan = try plan(line(Self.shelf, Self.recipient, 10), right: 15, onHand: [Self.shelf: 3])
        #expect(plan == Correction(lines: [try line(Self.shelf, Self.recipient, 3)], short: try Quantity(2), shortAt: Self.shelf))
        #expect(try received(line(Self.donor, Self.shelf, 10), right: 15).lines == [try line(Self.donor, Self.shelf, 5)])
    }

    private func received(_ said: MovementLine, right: Int64) throws -> Correction { try plan(said, right: right, onHand: [:]) }

    @Test("what is right already is no correction")
    func nothing() throws {
        #expect(refusal { _ = try received(line(Self.donor, Self.shelf, 10), right: 10) }?.code == .nothingToCorrect)
    }
}
