/// Text reduced to what people mean by it: lower case, no accents, one space between words, none at the ends.
///
/// `Quantité  reçue` and `quantite recue` are the same label. Covers the Latin letters of European languages; other scripts are
/// only lowered. Dashes and underscores count as spaces when `wordBreaks` is set, so that `expires_on` finds `Expires on`.
package struct FoldedText: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The folded text.
    package let text: String

    package init(_ original: String, wordBreaks: Bool = false) {
        var folded = String.UnicodeScalarView()
        var gap = false
        for scalar in original.unicodeScalars {
            if scalar.properties.isWhitespace || (wordBreaks && (scalar == "-" || scalar == "_")) {
                gap = true
                continue
            }
            // Combining diacritical marks, and the zero-width and byte-order marks that spreadsheets leave behind.
            if (0x300...0x36F).contains(scalar.value) || (0x200B...0x200D).contains(scalar.value) || scalar.value == 0xFEFF { continue }
            if gap, !folded.isEmpty { folded.append(" ") }
            gap = false
            if scalar.value < 0x80 {
                let lowered = (65...90).contains(scalar.value) ? scalar.value + 32 : scalar.value
                if let plain = Unicode.Scalar(lowered) { folded.append(plain) }
            } else {
                for low in scalar.properties.lowercaseMapping.unicodeScalars where !(0x300...0x36F).contains(low.value) {
                    folded.append(contentsOf: Self.plain(low).unicodeScalars)
                }
            }
        }
        self.text = String(folded)
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    /// The letters of ASCII that stand for one lower-case letter with a mark, or the letter itself.
    private static func plain(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "à", "á", "â", "ã", "ä", "å", "ā", "ă", "ą": "a"
        case "æ": "ae"
        case "ç", "ć", "ĉ", "ċ", "č": "c"
        case "ď", "đ", "ð": "d"
        case "è", "é", "ê", "ë", "ē", "ĕ", "ė", "ę", "ě": "e"
        case "ĝ", "ğ", "ġ", "ģ": "g"
        case "ì", "í", "î", "ï", "ĩ", "ī", "ĭ", "į", "ı": "i"
        case "ķ": "k"
        case "ĺ", "ļ", "ľ", "ł": "l"
        case "ñ", "ń", "ņ", "ň": "n"
        case "ò", "ó", "ô", "õ", "ö", "ø", "ō", "ŏ", "ő": "o"
        case "œ": "oe"
        case "ŕ", "ŗ", "ř": "r"
        case "ś", "ŝ", "ş", "š", "ș": "s"
        case "ß": "ss"
        case "ţ", "ť", "ț": "t"
        case "ù", "ú", "û", "ü", "ũ", "ū", "ŭ", "ů", "ű", "ų": "u"
        case "ý", "ÿ": "y"
        case "ź", "ż", "ž": "z"
        case "\u{2019}", "\u{2018}": "'"
        default: String(Character(scalar))
        }
    }
}
