import FunderReports
import Measures
import Speech
import Testing

@Suite("Numbers, dates and words")
struct ReportFormatTests {
    private let french = ReportFormat(.french)
    private let english = ReportFormat(.english)

    @Test("goods are told in the unit people speak of, exactly")
    func quantities() {
        #expect([0, 1, 10, 500, 12_500, 1_000_000].map { english.quantity($0, .gram) } == ["0", "0.001", "0.01", "0.5", "12.5", "1,000"])
        #expect(french.quantityWithUnit(1_234_567, .millilitre) == "1\u{202F}234,567\u{A0}l")
        #expect(english.quantityWithUnit(-1_500, .gram) == "−1.5\u{A0}kg")
        #expect(french.quantityWithUnit(1_000_000, .piece) == "1\u{202F}000\u{202F}000")
    }

    @Test("packs are told with what is left over, and only from one whole pack on")
    func packs() throws {
        let blanket = ReportItem(
            code: "b", name: Wording(both: "b"), category: "c", base: .piece, mainPack: try Pack(name: "bale", factor: 30))
        #expect([29, 30, 235].map { english.packs($0, of: blanket) } == ["", "1 bale", "7 bale + 25"])
    }

    @Test("money keeps its decimals and the place of its sign")
    func money() throws {
        let euros = try Currency("EUR")
        #expect(french.money(try Money(minor: 123_450, currency: euros)) == "1\u{202F}234,50\u{A0}€")
        #expect(english.money(try Money(minor: 123_450, currency: try Currency("GBP"))) == "£1,234.50")
        #expect(english.money(try Money(minor: -40_005, currency: euros)) == "−€400.05")
        #expect(english.money(try Money(minor: 0, currency: euros)) == "€0.00")
        #expect(english.money(try Money(minor: 500, currency: try Currency("JPY"))) == "JPY\u{A0}500")
    }

    @Test("dates follow the language")
    func dates() throws {
        let day = try CivilDate("2026-11-21")
        #expect(french.date(day) == "21/11/2026")
        #expect(english.date(day) == "21 Nov 2026")
        #expect(french.longDate(day) == "samedi 21 novembre 2026")
        #expect(english.longDate(day) == "Saturday 21 November 2026")
        #expect(french.longDate(try CivilDate("2026-02-01")) == "dimanche 1er février 2026")
        #expect(french.shortDate(day) == "21 nov.")
    }

    @Test("French counts nought and one as singular, English only one")
    func plurals() {
        #expect([0, 1, 2].map { PluralPhrase.out.text($0, .french) } == ["0 rupture", "1 rupture", "2 ruptures"])
        #expect([0, 1, 2].map { PluralPhrase.out.text($0, .english) } == ["0 stock-outs", "1 stock-out", "2 stock-outs"])
    }

    @Test("every phrase has words in both languages with the same slots")
    func complete() {
        func slots(_ text: String) -> [String] { (0...4).map { "{\($0)}" }.filter { text.contains($0) } }
        let pairs =
            Phrase.allCases.map(\.words) + FlowReason.allCases.map(\.words)
            + PluralPhrase.allCases.flatMap { [$0.words.one, $0.words.many] }
        for words in pairs {
            #expect(!words.french.isEmpty)
            #expect(!words.english.isEmpty)
            #expect(slots(words.french) == slots(words.english), "\(words)")
        }
    }

    @Test("what is put into a phrase is never read as a phrase")
    func filled() {
        #expect(Phrase.evictionDetail.filled(.english, "{1}", "60") == "{1} (60 people)")
    }
}
