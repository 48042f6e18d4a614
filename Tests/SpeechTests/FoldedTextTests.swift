import Speech
import Testing

@Suite("Comparing words")
struct FoldedTextTests {
    @Test("capitals and accents do not matter, written as one letter or as two")
    func folding() {
        #expect(FoldedText("Propriétaire").text == "proprietaire")
        #expect(FoldedText("qte\u{301}").text == "qte")
        #expect(FoldedText("TRANSFÉRER").text == "transferer")
        #expect(FoldedText("l'œuf").text == "l'oeuf")
    }
}
