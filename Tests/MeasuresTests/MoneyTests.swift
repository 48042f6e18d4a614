import Measures
import Testing

@Suite("Money")
struct MoneyTests {
    private func money(_ minor: Int64, _ code: String) throws -> Money { try Money(minor: minor, currency: Currency(code)) }

    @Test("a currency is three letters, raised")
    func currency() throws {
        #expect(try Currency("eur").code == "EUR")
        for text in ["", "EU", "EURO", "E R", "€", "12E"] { #expect(throws: MeasureError.self) { try Currency(text) } }
        #expect(try ["EUR", "JPY", "TND"].map { try Currency($0).decimals } == [2, 0, 3])
    }

    @Test(
        "the machine form has a dot, no grouping and the currency's decimals",
        arguments: [
            (12_000, "EUR", "120.00 EUR"), (5, "EUR", "0.05 EUR"), (-150, "EUR", "-1.50 EUR"), (500, "JPY", "500 JPY"),
            (1_234, "TND", "1.234 TND"), (0, "GBP", "0.00 GBP"),
        ] as [(Int64, String, String)])
    func form(minor: Int64, code: String, text: String) throws {
        #expect(try money(minor, code).description == text)
    }

    @Test("sums never mix currencies and never leave the range")
    func sums() throws {
        #expect(try money(150, "EUR") + money(250, "EUR") == money(400, "EUR"))
        #expect(throws: MeasureError.currencyMismatch("EUR", "GBP")) { try money(1, "EUR") + money(1, "GBP") }
        #expect(throws: MeasureError.self) { try money(1_000_000_000_000_000, "EUR") + money(1, "EUR") }
        for minor in [1_000_000_000_000_001, Int64.min] { #expect(throws: MeasureError.self) { try money(minor, "EUR") } }
    }
}
