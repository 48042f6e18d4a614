import Measures
import ReferenceLedger
import StockLedger
import Testing

@Suite("Promises that give way")
struct ReservationTests {
    private func reservation(_ id: Int64, round: Int64, day: Int32, _ units: Int64) throws -> Reservation {
        Reservation(
            id: Identifier(id), round: Identifier(round), roundOn: CivilDate(dayNumber: day), lot: Identifier(1), place: Identifier(1),
            quantity: try Quantity(units))
    }

    private func released(_ excess: Int64, _ reservations: [Reservation]) throws -> [[Int64]] {
        ReservationRelease.release(try Quantity(excess), from: reservations).map { [$0.reservation.number, $0.quantity.units] }
    }

    @Test("the latest round first, of one day the highest number, of one round the last promise")
    func order() throws {
        let all = try [
            reservation(1, round: 5, day: 10, 4), reservation(2, round: 6, day: 10, 4), reservation(3, round: 6, day: 10, 4),
            reservation(4, round: 1, day: 12, 4),
        ]
        // 14 = 4 of day 12, then 4 and 4 of round 6, then 2 of round 5
        #expect(try released(14, all) == [[4, 4], [3, 4], [2, 4], [1, 2]])
        #expect(try released(0, all) == [])
    }

    @Test("no more is released than was promised")
    func bounded() throws {
        #expect(try released(9, [reservation(1, round: 1, day: 1, 4)]) == [[1, 4]])
    }
}
