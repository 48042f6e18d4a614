import Measures
import Speech
import StockLedger
import Testing

@Suite("Choosing lots")
struct LotSelectionTests {
    private let bin = Identifier<Place>(1)

    private func candidate(
        _ number: Int64, expires: Int32? = nil, received: Int32 = 0, onHand: Int64, reserved: Int64 = 0, owner: Int64 = 1, place: Int64 = 1,
        condition: Condition = .good
    ) throws -> LotCandidate {
        LotCandidate(
            lot: Lot(
                id: Identifier(number), item: Identifier(1), owner: Identifier(owner), condition: condition,
                expires: expires.map { CivilDate(dayNumber: $0) }, receivedOn: CivilDate(dayNumber: received)),
            place: Identifier(place), balance: Balance(onHand: try Quantity(onHand), reserved: try Quantity(reserved)))
    }

    private func pick(_ lot: Int64, _ units: Int64, reserved: Int64 = 0, place: Int64 = 1) throws -> LotPick {
        LotPick(lot: Identifier(lot), place: Identifier(place), quantity: try Quantity(units), fromReserved: try Quantity(reserved))
    }

    @Test("the soonest to expire goes first, then the first received, then those without a date")
    func order() throws {
        let candidates = try [
            candidate(1, received: 1, onHand: 5), candidate(2, expires: 90, received: 9, onHand: 5),
            candidate(3, expires: 30, received: 8, onHand: 5),
            candidate(4, expires: 90, received: 2, onHand: 5),
        ]
        // 5 of lot 3 (day 30), 5 of lot 4 (day 90, received first), 5 of lot 2, 3 of lot 1 = 18
        #expect(
            LotSelection.choose(try Quantity(18), from: candidates, standing: .intention)
                == LotChoice(picks: try [pick(3, 5), pick(4, 5), pick(2, 5), pick(1, 3)], shortage: nil))
    }

    @Test("an intention leaves what is promised alone and says what is missing")
    func intention() throws {
        let candidates = try [candidate(1, onHand: 10, reserved: 8), candidate(2, onHand: 5)]
        // Available: 2 + 5 = 7 of 15.
        let choice = LotSelection.choose(try Quantity(9), from: candidates, standing: .intention)
        let shortage = LotShortage(want: try Quantity(9), have: try Quantity(7), onHand: try Quantity(15), reserved: try Quantity(8))
        #expect(choice == LotChoice(picks: try [pick(1, 2), pick(2, 5)], shortage: shortage))
        #expect(shortage.missing == (try Quantity(2)))
        #expect(
            shortage.error(item: "soap", place: "main/a1", standing: .intention).figures == [
                .init("item", "soap"), .init("place", "main/a1"), .init("have", "7"), .init("want", "9"), .init("reserved", "8"),
            ])
    }

    @Test("a shortage is told with its figures, in both languages")
    func shortageInWords() throws {
        let error = LotShortage(want: try Quantity(200), have: try Quantity(120), onHand: try Quantity(120), reserved: .zero)
            .error(item: "blanket", place: "calais/a1", standing: .intention)
        #expect(
            error.description.hasPrefix(
                "STOCK.INSUFFICIENT item=blanket place=calais/a1 have=120 want=200 ; not enough stock: 120 available, 200 wanted; "))
        #expect(error.sentence.french.hasPrefix("stock insuffisant : 120 disponibles, 200 demandées ; "))
    }

    @Test("a fact takes what is available of every lot first, then what is promised, and says how much of it")
    func fact() throws {
        let candidates = try [candidate(1, expires: 1, onHand: 10, reserved: 8), candidate(2, expires: 2, onHand: 5)]
        // 2 available of lot 1, 5 of lot 2, then 2 promised of lot 1: 9
        #expect(
            LotSelection.choose(try Quantity(9), from: candidates, standing: .fact)
                == LotChoice(picks: try [pick(1, 4, reserved: 2), pick(2, 5)], shortage: nil))
    }

    @Test("a fact beyond what is on hand takes all and names the shortage")
    func factBeyond() throws {
        #expect(
            LotSelection.choose(try Quantity(12), from: [try candidate(1, onHand: 10, reserved: 8)], standing: .fact)
                == LotChoice(
                    picks: try [pick(1, 10, reserved: 8)],
                    shortage: LotShortage(
                        want: try Quantity(12), have: try Quantity(10), onHand: try Quantity(10), reserved: try Quantity(8))))
    }

    @Test("owner, lot, condition and the day of use filter")
    func filters() throws {
        let candidates = try [
            candidate(1, expires: 10, onHand: 5), candidate(2, expires: 20, onHand: 5, owner: 2),
            candidate(3, onHand: 5, condition: .damaged),
        ]
        func lots(_ filter: LotFilter) throws -> [Int64] {
            LotSelection.choose(try Quantity(15), from: candidates, filter: filter, standing: .fact).picks.map(\.lot.number)
        }
        #expect(try lots(LotFilter(owner: Identifier(2))) == [2])
        #expect(try lots(LotFilter(lot: Identifier(3))) == [3])
        #expect(try lots(LotFilter(condition: .good)) == [1, 2])
        // Good up to and including its day: lot 1 may still go out on day 10, not on day 11.
        #expect(try lots(LotFilter(usableOn: CivilDate(dayNumber: 10))) == [1, 2, 3])
        #expect(try lots(LotFilter(usableOn: CivilDate(dayNumber: 11))) == [2, 3])
    }

    @Test("one lot at two places is two candidates, a candidate given twice is one")
    func places() throws {
        let candidates = try [candidate(1, onHand: 5, place: 2), candidate(1, onHand: 5, place: 1), candidate(1, onHand: 5, place: 1)]
        #expect(
            LotSelection.choose(try Quantity(8), from: candidates, standing: .intention)
                == LotChoice(picks: try [pick(1, 5, place: 1), pick(1, 3, place: 2)], shortage: nil))
    }
}
