import Measures
import Testing

@Suite("Rates between currencies")
struct ExchangeRatesTests {
    private let euro: Currency
    private let pound: Currency
    private let yen: Currency

    init() throws {
        (euro, pound, yen) = (try Currency("EUR"), try Currency("GBP"), try Currency("JPY"))
    }

    private func money(_ minor: Int64, _ currency: Currency) throws -> Money { try Money(minor: minor, currency: currency) }

    @Test("the latest rate of a day counts, and of two of one day the one given first")
    func latest() throws {
        let rates = ExchangeRates([
            .init(pound, per: euro, from: try CivilDate("2026-11-10"), millionths: 1_200_000),
            .init(pound, per: euro, from: try CivilDate("2026-11-01"), millionths: 1_150_000),
            .init(pound, per: euro, from: try CivilDate("2026-11-01"), millionths: 1_000_000),
        ])
        // 100.00 GBP: 115.00 EUR from the 1st, 120.00 EUR from the 10th, nothing before.
        #expect(rates.convert(try money(10_000, pound), to: euro, on: try CivilDate("2026-11-09")) == (try money(11_500, euro)))
        #expect(rates.convert(try money(10_000, pound), to: euro, on: try CivilDate("2026-11-10")) == (try money(12_000, euro)))
        #expect(rates.convert(try money(10_000, pound), to: euro, on: try CivilDate("2026-10-31")) == nil)
        #expect(rates.convert(try money(10_000, pound), to: yen, on: try CivilDate("2026-11-10")) == nil)
    }

    @Test("it is used both ways round, rounded half away from zero, and knows how many decimals a currency has")
    func bothWays() throws {
        let day = try CivilDate("2026-11-10")
        let rates = ExchangeRates([
            .init(pound, per: euro, from: day, millionths: 1_250_000), .init(euro, per: yen, from: day, millionths: 160_500_000),
        ])
        // 1.00 EUR / 1.25 = 0.80 GBP; 0.02 GBP * 1.25 = 0.025 EUR, rounded to 0.03; taken back it is -0.03.
        #expect(rates.convert(try money(100, euro), to: pound, on: day) == (try money(80, pound)))
        #expect(rates.convert(try money(2, pound), to: euro, on: day) == (try money(3, euro)))
        #expect(rates.convert(try money(-2, pound), to: euro, on: day) == (try money(-3, euro)))
        // 2.00 EUR * 160.5 = 321 JPY, which has no decimals; 321 JPY / 160.5 = 2.00 EUR.
        #expect(rates.convert(try money(200, euro), to: yen, on: day) == (try money(321, yen)))
        #expect(rates.convert(try money(321, yen), to: euro, on: day) == (try money(200, euro)))
        #expect(rates.convert(try money(7, yen), to: yen, on: day) == (try money(7, yen)))
    }
}
