import Measures
import Speech
import Testing

@Suite("Codes, identifiers and folded text")
struct CodeTests {
    @Test(
        "codes are lower-case letters, digits and dashes, 1 to 40",
        arguments: ["a", "a1", "trousers-m-30", "0", "a-", String(repeating: "a", count: 40)])
    func codes(text: String) throws {
        #expect(try Code(text).text == text)
    }

    @Test("what is no code is refused", arguments: ["", "-a", "A", "é", "a b", "a_b", "a/b", String(repeating: "a", count: 41), "a\n"])
    func refused(text: String) {
        #expect(throws: MeasureError.self) { try Code(text) }
    }

    @Test("codes and identifiers have an order")
    func order() throws {
        #expect(try Code("a") < Code("b"))
        #expect(Identifier<Int>(1) < Identifier<Int>(2))
        #expect(Identifier<Int>(7).description == "7")
    }

    @Test(
        "folding leaves what people mean",
        arguments: [
            ("Quantité  Reçue ", "quantite recue"), ("ŒUFS", "oeufs"), ("Straße", "strasse"), ("e\u{301}te\u{301}", "ete"),
            ("\u{FEFF}SKU", "sku"),
            ("l\u{2019}abri", "l'abri"), ("a\u{A0}b\tc", "a b c"), ("Ørsted", "orsted"), ("İ", "i"), ("воДа", "вода"), ("", ""), ("  ", ""),
        ])
    func folded(text: String, plain: String) {
        #expect(FoldedText(text).text == plain)
    }

    @Test("dashes and underscores are spaces where labels are compared")
    func wordBreaks() {
        #expect(FoldedText("expires_on-date", wordBreaks: true) == FoldedText("Expires on date"))
        #expect(FoldedText("a-b").text == "a-b")
    }
}
