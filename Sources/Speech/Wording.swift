/// A sentence or word in the two languages of the house, always written side by side.
package struct Wording: Hashable, Sendable {
    package let english: String
    package let french: String

    package init(_ english: String, _ french: String) {
        self.english = english
        self.french = french
    }

    /// The same text in both languages, for codes and figures.
    package init(both text: String) {
        self.init(text, text)
    }

    /// The wording in a language.
    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .french: french
        }
    }

    /// Both languages one after the other.
    package static func + (left: Wording, right: Wording) -> Wording {
        Wording(left.english + right.english, left.french + right.french)
    }

    /// A word with its number, in the singular for one (in French also for nothing): `1 round`, `2 rounds`; `0 tournée`, `2 tournées`.
    ///
    /// The plural takes an s unless it is given.
    package static func counted(_ number: Int64, _ one: Wording, many: Wording? = nil) -> Wording {
        let many = many ?? Wording(one.english + "s", one.french + "s")
        return Wording(
            "\(number) \(number == 1 ? one.english : many.english)", "\(number) \(number < 2 ? one.french : many.french)")
    }

    /// A whole number with its thousands apart by plain spaces in both languages: `12 500`.
    ///
    /// A comma or a dot could be read as a decimal mark, which is what `WrittenNumber` refuses; a space cannot.
    package static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var grouped: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: " ")) }
            grouped.append(digit)
        }
        return String(decoding: grouped, as: UTF8.self)
    }
}
