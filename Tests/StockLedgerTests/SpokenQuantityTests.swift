import Measures
import StockLedger
import Testing

@Suite("A sum in packs and units that a person says")
struct SpokenQuantityTests {
    private func said(_ units: Int64, _ base: BaseUnit = .piece, _ packs: [(String, Int64)] = []) throws -> String {
        SpokenQuantity.text(units, base: base, packs: try packs.map { try Pack(name: $0.0, factor: $0.1) })
    }

    @Test("pieces are told in the largest pack that fits, and what is left over")
    func pieces() throws {
        // 16 × 20 = 320, and 18.
        #expect(try said(338, .piece, [("bale", 20)]) == "16 bale + 18")
        #expect(try said(320, .piece, [("bale", 20)]) == "16 bale")
        #expect(try said(19, .piece, [("bale", 20)]) == "19")
        #expect(try said(0, .piece, [("bale", 20)]) == "0")
        #expect(try said(-5, .piece, [("bale", 20)]) == "-5")
        // 1 × 480 = 480, and 20.
        #expect(try said(500, .piece, [("pallet", 480), ("carton", 24)]) == "1 pallet + 20")
        #expect(try said(12_345) == "12 345")
        // A pack of one says nothing.
        #expect(try said(7, .piece, [("pair", 1)]) == "7")
    }

    @Test("what is weighed or poured is told in the largest unit with two decimals at most")
    func measures() throws {
        #expect(try said(7_000_000, .gram) == "7 t")
        #expect(try said(6_500_000, .gram) == "6.5 t")
        // 6.501 t would be read as six thousand.
        #expect(try said(6_501_000, .gram) == "6 501 kg")
        #expect(try said(36_501, .gram) == "36 501 g")
        #expect(try said(12_050, .gram) == "12.05 kg")
        #expect(try said(6_000, .millilitre) == "6 l")
        #expect(try said(250, .millilitre) == "250 ml")
    }

    @Test("of several bags nobody knows which: the weight is told")
    func bags() throws {
        // 4 × 8,000 = 32,000, and 4,500.
        #expect(try said(36_500, .gram, [("bag", 8_000)]) == "4 bag + 4.5 kg")
        #expect(try said(36_500, .gram, [("bag5", 5_000), ("bag8", 8_000)]) == "36.5 kg")
    }
}
