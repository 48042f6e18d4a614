import Measures
import Speech
import StockLedger
import Testing

@Suite("Money as people type it")
struct WrittenMoneyTests {
    @Test(
        "amounts carry their currency",
        arguments: [
            ("480,00EUR", 48_000, "EUR"), ("480 EUR", 48_000, "EUR"), ("480.5eur", 48_050, "EUR"), ("1.234,50€", 123_450, "EUR"),
            ("1 234,50 €", 123_450, "EUR"), ("12£", 1_200, "GBP"), ("500 JPY", 500, "JPY"), ("0 EUR", 0, "EUR"), ("1,2345 TND", -1, ""),
        ] as [(String, Int64, String)])
    func read(text: String, minor: Int64, currency: String) throws {
        guard minor >= 0 else {
            // 1.2345 dinars have four decimals where the dinar has three.
            #expect(throws: Refusal.self) { try WrittenMoney.read(text) }
            return
        }
        #expect(try WrittenMoney.read(text) == Money(minor: minor, currency: Currency(currency)))
    }

    @Test(
        "what is not clear is refused",
        arguments: [
            ("480", ErrorCode.argumentUnit), ("EUR", .argumentValue), ("", .argumentMissing), ("-5EUR", .argumentValue),
            ("1,200EUR", .argumentAmbiguous), ("1,234.5,0EUR", .argumentValue), ("4.567,891EUR", .argumentValue),
            ("5 dollars", .argumentUnit),
            ("99999999999999999EUR", .argumentValue), ("0.5JPY", .argumentValue),
        ])
    func refused(text: String, code: ErrorCode) {
        do {
            let money = try WrittenMoney.read(text)
            Issue.record("\(text) was read as \(money)")
        } catch { #expect(error.code == code) }
    }

    @Test("both readings of an ambiguous amount can be typed")
    func readings() throws {
        do {
            _ = try WrittenMoney.read("1,200EUR")
            Issue.record("was read")
        } catch {
            #expect(error.figures.all.last == .init("readings", "1.20EUR,1200.00EUR"))
        }
        #expect(try WrittenMoney.read("1.20EUR").minor == 120)
        #expect(try WrittenMoney.read("1200.00EUR").minor == 120_000)
    }
}
