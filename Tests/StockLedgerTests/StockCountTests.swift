import Measures
import StockLedger
import Testing

@Suite("A figure of a count spread over lots")
struct StockCountTests {
    /// Soap on the shelf: 10 of lot 1, which expires first, 20 of lot 2, which came in last.
    private func books() throws -> [LotCandidate] {
        try [(1, 30, 1, 10), (2, 60, 2, 20)].map { (number: Int64, expires: Int32, received: Int32, units: Int64) in
            LotCandidate(
                lot: Lot(
                    id: Identifier(number), item: Identifier(1), owner: Identifier(1), expires: CivilDate(dayNumber: expires),
                    receivedOn: CivilDate(dayNumber: received)),
                place: Identifier(9), balance: Balance(onHand: try Quantity(units), reserved: .zero))
        }
    }

    private func counted(_ units: Int64) throws -> [[Int64]] {
        guard case .lines(let lines) = CountEntry(books: try books(), counted: try Quantity(units)).spread() else { return [] }
        return lines.map { [$0.lot.number, $0.expected.units, $0.counted.units, $0.variance] }
    }

    @Test("what is missing is missing from the lots that leave first, what is too much goes to the lot received last")
    func spread() throws {
        // 30 on the books, 17 counted: 13 missing, 10 of lot 1 and 3 of lot 2.
        #expect(try counted(17) == [[1, 10, 0, -10], [2, 20, 17, -3]])
        #expect(try counted(30) == [[1, 10, 10, 0], [2, 20, 20, 0]])
        #expect(try counted(34) == [[1, 10, 10, 0], [2, 20, 24, 4]])
    }

    @Test("an item that is not on the books needs a lot, unless there was none")
    func needsLot() throws {
        #expect(CountEntry(books: [], counted: try Quantity(3)).spread() == .needsLot(try Quantity(3)))
        #expect(CountEntry(books: [], counted: .zero).spread() == .lines([]))
    }
}
