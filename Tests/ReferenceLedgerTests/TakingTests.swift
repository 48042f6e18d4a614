import Measures
import ReferenceLedger
import StockLedger
import Testing

@Suite("Taking goods, and what anyway does")
struct TakingTests {
    private func candidate(_ number: Int64, received: Int32, onHand: Int64, reserved: Int64 = 0) throws -> LotCandidate {
        LotCandidate(
            lot: Lot(id: Identifier(number), item: Identifier(1), owner: Identifier(1), receivedOn: CivilDate(dayNumber: received)),
            place: Identifier(9), balance: Balance(onHand: try Quantity(onHand), reserved: try Quantity(reserved)))
    }

    private func pick(_ lot: Int64, _ units: Int64, reserved: Int64 = 0) throws -> LotPick {
        LotPick(lot: Identifier(lot), place: Identifier(9), quantity: try Quantity(units), fromReserved: try Quantity(reserved))
    }

    @Test("an intention is refused, with anyway it takes promised goods like the fact it claims to be")
    func intention() throws {
        let candidates = [try candidate(1, received: 1, onHand: 10, reserved: 6)]
        #expect(
            Taking.decide(try Quantity(5), from: candidates, standing: .intention)
                == .refused(
                    LotShortage(want: try Quantity(5), have: try Quantity(4), onHand: try Quantity(10), reserved: try Quantity(6))))
        #expect(
            Taking.decide(try Quantity(5), from: candidates, standing: .intention, anyway: true) == .taken([try pick(1, 5, reserved: 1)]))
    }

    @Test("what the books do not know is booked to the lot received last, even when nothing of it is left")
    func shortfall() throws {
        let candidates = try [candidate(1, received: 1, onHand: 3), candidate(2, received: 2, onHand: 0)]
        // 3 of lot 1, then 5 short, as lot 2.
        #expect(
            Taking.decide(try Quantity(8), from: candidates, standing: .fact, anyway: true)
                == .takenAnyway(picks: [try pick(1, 3), try pick(2, 5)], shortfall: try pick(2, 5)))
    }

    @Test("the lot that is short keeps one line, with the sum")
    func oneLine() throws {
        #expect(
            Taking.decide(try Quantity(8), from: [try candidate(1, received: 1, onHand: 3)], standing: .fact, anyway: true)
                == .takenAnyway(picks: [try pick(1, 8)], shortfall: try pick(1, 5)))
    }

    @Test("an item without any lot needs one")
    func needsLot() throws {
        let shortage = LotShortage(want: try Quantity(8), have: .zero, onHand: .zero, reserved: .zero)
        #expect(Taking.decide(try Quantity(8), from: [], standing: .fact, anyway: true) == .needsLot(shortage))
        #expect(Taking.decide(try Quantity(8), from: [], standing: .fact) == .refused(shortage))
    }
}
