import Measures
import Speech
import StockLedger
import Testing

@Suite("The sum of an invoice shared over its goods")
struct InvoiceSharesTests {
    private func euros(_ minor: Int64) throws -> Money { try Money(minor: minor, currency: Currency("EUR")) }

    private func code(_ work: () throws -> [Int64]) -> String? {
        do { return "\(try work())" } catch { return (error as? Refusal)?.code.rawValue }
    }

    @Test("one line is the invoice; a line without a total carries the rest; what is beyond the lines is shared in proportion")
    func shares() throws {
        #expect(try InvoiceShares.shares(of: euros(10_000), lines: [("logs", nil)]) == [10_000])
        #expect(try InvoiceShares.shares(of: euros(10_000), lines: [("logs", try euros(7_000)), ("saw", nil)]) == [7_000, 3_000])
        // 90.00 of goods and 10.00 of transport: a third and two thirds of 100.00, exact to the cent.
        #expect(try InvoiceShares.shares(of: euros(10_000), lines: [("a", try euros(3_000)), ("b", try euros(6_000))]) == [3_333, 6_667])
        #expect(try InvoiceShares.shares(of: euros(500), lines: [("a", try euros(0)), ("b", try euros(0))]) == [500, 0])
    }

    @Test("what would be a guess is asked, and lines above the invoice are refused")
    func refused() throws {
        let other = try Money(minor: 100, currency: Currency("GBP"))
        #expect(code { try InvoiceShares.shares(of: euros(100), lines: [("a", nil), ("b", nil)]) } == "ARG.MISSING")
        #expect(code { try InvoiceShares.shares(of: euros(100), lines: [("a", try euros(101))]) } == "ARG.VALUE")
        #expect(code { try InvoiceShares.shares(of: euros(100), lines: [("a", try euros(100)), ("b", nil)]) } == "ARG.VALUE")
        #expect(code { try InvoiceShares.shares(of: euros(100), lines: [("a", other)]) } == "ARG.VALUE")
    }

    @Test("part deliveries carry their part, and the last of them the rest", arguments: 0...2)
    func parts(_ seed: Int64) {
        // A line of 100.01 for 7 pieces, in parts of 1 + seed % 3: whatever the parts, they add up.
        var came: (units: Int64, value: Int64) = (0, 0)
        while came.units < 7 {
            let now = min(7 - came.units, 1 + seed % 3)
            let part = InvoiceShares.value(10_001, of: 7, before: came, now: now)
            #expect(part >= 0)
            came = (came.units + now, came.value + part)
        }
        #expect(came.value == 10_001)
        // What comes beyond what was bought has cost nothing.
        #expect(InvoiceShares.value(10_001, of: 7, before: came, now: 3) == 0)
    }
}
