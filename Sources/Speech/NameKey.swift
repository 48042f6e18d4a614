/// A name reduced to what tells it from others: capitals, accents, dashes, apostrophes and full stops do not, nor the blanks in a barcode.
///
/// `L’Abri`, `l'abri` and `l abri` are one name; `Tentes` and `tente` are one but for the plural.
package struct NameKey: Hashable, Sendable {
    /// The name with its plurals.
    package let text: String
    /// The name with every word in the singular, as far as a simple rule can tell.
    package let singular: String

    package init(_ name: String) {
        var words: [Substring] = []
        let folded = FoldedText(name, wordBreaks: true).text
        words = folded.split { " '\u{2019}.,;:/()\"«»".contains($0) }
        let isNumber = !words.isEmpty && words.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        text = words.joined(separator: isNumber ? "" : " ")
        singular = isNumber ? text : words.map { Self.singular($0) }.joined(separator: " ")
    }

    /// Whether there is anything in it.
    package var isEmpty: Bool { text.isEmpty }

    /// `boxes` → box, `couches` and `couche` → couch, `manteaux` → manteau; short words stay. The rule is the same for both languages, so that
    /// one and many meet in one form, which need not be a word.
    static func singular(_ word: Substring) -> String {
        guard word.utf8.count > 3 else { return String(word) }
        var one = word
        if one.hasSuffix("s"), !one.hasSuffix("ss") { one = one.dropLast() }
        if ["che", "she", "xe", "sse"].contains(where: one.hasSuffix) { one = one.dropLast() }
        if ["eaux", "eux", "oux"].contains(where: one.hasSuffix) { one = one.dropLast() }
        return String(one)
    }
}
