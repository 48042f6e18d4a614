/// A sentence or word in the two languages of the house.
package struct Wording: Hashable, Sendable {
    /// English.
    package let english: String
    /// French.
    package let french: String

    package init(_ english: String, _ french: String) {
        self.english = english
        self.french = french
    }

    /// The same text in both languages, for codes and figures.
    package init(both text: String) {
        self.init(text, text)
    }

    /// Both languages one after the other.
    package static func + (left: Wording, right: Wording) -> Wording {
        Wording(left.english + right.english, left.french + right.french)
    }

    /// A whole number with its thousands apart by plain spaces in both languages: `12 500`.
    ///
    /// A comma or a dot could be read as a decimal mark, which is what `WrittenNumber` refuses; a space cannot.
    package static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number.magnitude).utf8)
        var grouped: [UInt8] = number < 0 ? [45] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(32) }
            grouped.append(digit)
        }
        return String(decoding: grouped, as: UTF8.self)
    }
}
