import Measures
import StockLedger
import Testing

@Suite("A figure of a count spread over lots")
struct StockCountTests {
    /// One lot on the shelf.
    private struct OnTheShelf {
        var lot: Int64
        var owner: Int64 = 1
        var grant: Int64?
        var expires: Int32?
        var received: Int32
        var units: Int64

        var candidate: LotCandidate {
            get throws {
                LotCandidate(
                    lot: Lot(
                        id: Identifier(lot), item: Identifier(1), owner: Identifier(owner), grant: grant.map { Identifier($0) },
                        expires: expires.map { CivilDate(dayNumber: $0) }, receivedOn: CivilDate(dayNumber: received)),
                    place: Identifier(9), balance: Balance(onHand: try Quantity(units), reserved: .zero))
            }
        }
    }

    private func spread(_ units: Int64, over shelf: [OnTheShelf]) throws -> CountEntry.Spread {
        CountEntry(books: try shelf.map { try $0.candidate }, counted: try Quantity(units)).spread()
    }

    private func counted(_ units: Int64, over shelf: [OnTheShelf]) throws -> [[Int64]] {
        guard case .lines(let lines) = try spread(units, over: shelf) else { return [] }
        return lines.map { [$0.lot.number, $0.expected.units, $0.counted.units, $0.variance] }
    }

    @Test("what is missing is missing from the lots that leave first")
    func missing() throws {
        // Soap: 10 of lot 1, which expires first, 20 of lot 2. 30 on the books, 17 counted: 13 missing, 10 of lot 1 and 3 of lot 2.
        let soap = [OnTheShelf(lot: 1, expires: 30, received: 1, units: 10), OnTheShelf(lot: 2, expires: 60, received: 2, units: 20)]
        #expect(try counted(17, over: soap) == [[1, 10, 0, -10], [2, 20, 17, -3]])
        #expect(try counted(30, over: soap) == [[1, 10, 10, 0], [2, 20, 20, 0]])
    }

    @Test("what is missing is borne by each owner by what they have there")
    func shared() throws {
        // Owner 1 has 48 in lot 1 and 38 in lot 3, owner 2 has 20 in lot 2: 106. Ten are missing: 86 × 10 / 106 = 8.11, 20 × 10 / 106 = 1.89,
        // so 8 of owner 1, from the oldest of their lots, and 2 of owner 2.
        let blankets = [
            OnTheShelf(lot: 1, received: 1, units: 48), OnTheShelf(lot: 2, owner: 2, received: 2, units: 20),
            OnTheShelf(lot: 3, received: 3, units: 38),
        ]
        #expect(try counted(96, over: blankets) == [[1, 48, 40, -8], [2, 20, 18, -2], [3, 38, 38, 0]])
    }

    @Test("what is too much goes to the lot received last when the lots differ in their age only, and is asked otherwise")
    func surplus() throws {
        let alike = [OnTheShelf(lot: 1, received: 1, units: 10), OnTheShelf(lot: 2, received: 2, units: 20)]
        #expect(try counted(34, over: alike) == [[1, 10, 10, 0], [2, 20, 24, 4]])
        let dates = [OnTheShelf(lot: 1, expires: 30, received: 1, units: 10), OnTheShelf(lot: 2, expires: 60, received: 2, units: 20)]
        #expect(try spread(34, over: dates) == .needsWhich(try dates.map { try $0.candidate.lot }))
        let grants = [OnTheShelf(lot: 1, received: 1, units: 10), OnTheShelf(lot: 2, grant: 5, received: 2, units: 20)]
        #expect(try spread(34, over: grants) == .needsWhich(try grants.map { try $0.candidate.lot }))
        let owners = [OnTheShelf(lot: 1, received: 1, units: 10), OnTheShelf(lot: 2, owner: 2, received: 2, units: 20)]
        #expect(
            try spread(34, over: owners)
                == .needsOwner([
                    OwnerShare.Holding(owner: Identifier(1), units: try Quantity(10)),
                    OwnerShare.Holding(owner: Identifier(2), units: try Quantity(20)),
                ]))
    }

    @Test("an item that is not on the books needs a lot, unless there was none")
    func needsLot() throws {
        #expect(try spread(3, over: []) == .needsLot(try Quantity(3)))
        #expect(try spread(0, over: []) == .lines([]))
    }
}
