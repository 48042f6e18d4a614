import Measures
import StockLedger
import Testing

@Suite("Which lot goes first")
struct LotOrderTests {
    @Test("first expired, then first in, then by number; what does not expire goes last")
    func order() {
        func key(_ expires: Int32?, _ received: Int32, _ lot: Int64) -> LotOrder {
            LotOrder(expires: expires.map { CivilDate(dayNumber: $0) }, receivedOn: CivilDate(dayNumber: received), lot: Identifier(lot))
        }
        let ordered = [key(10, 9, 8), key(20, 1, 5), key(20, 2, 3), key(20, 2, 4), key(nil, 0, 1), key(nil, 0, 2)]
        #expect(ordered.reversed().sorted() == ordered)
    }
}
