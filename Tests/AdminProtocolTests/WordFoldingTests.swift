import AdminProtocol
import Testing

@Suite("Comparing words")
struct WordFoldingTests {
    @Test("capitals and accents do not matter, written as one letter or as two")
    func folding() {
        #expect(WordFolding.fold("Propriétaire") == "proprietaire")
        #expect(WordFolding.fold("qte\u{301}") == "qte")
        #expect(WordFolding.fold("TRANSFÉRER") == "transferer")
        #expect(WordFolding.fold("l'œuf") == "l'oeuf")
    }

    @Test("the nearest words come first; a swap is one edit, a beginning counts as near, the far are left out")
    func nearest() {
        #expect(WordFolding.nearest(to: "stcok", in: ["stop", "stock", "transfer"]) == ["stock", "stop"])
        #expect(WordFolding.nearest(to: "don", in: ["donation", "do", "xyz"]) == ["do", "donation"])
        #expect(WordFolding.nearest(to: "riz", in: ["blanket"]) == [])
        #expect(WordFolding.nearest(to: "a", in: []) == [])
    }

    @Test("a text's width on a terminal: accents none, wide letters two")
    func width() {
        // e, combining accent, 米 (two columns), 🚚 (two columns): 1 + 0 + 2 + 2.
        #expect(DisplayWidth.of("e\u{301}米🚚") == 5)
        #expect(DisplayWidth.of("péremption") == 10)
    }
}
