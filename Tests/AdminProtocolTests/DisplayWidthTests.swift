import AdminProtocol
import Testing

@Suite("Columns on a terminal")
struct DisplayWidthTests {
    @Test("a text's width on a terminal: accents none, wide letters two")
    func width() {
        // e, combining accent, 米 (two columns), 🚚 (two columns): 1 + 0 + 2 + 2.
        #expect(DisplayWidth.of("e\u{301}米🚚") == 5)
        #expect(DisplayWidth.of("péremption") == 10)
    }
}
