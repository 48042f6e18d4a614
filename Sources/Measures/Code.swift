/// A name people type for a thing in the catalogue: lower-case letters, digits and dashes, 1 to 40 of them.
package struct Code: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text itself.
    package let text: String

    /// Throws `malformed` with the rule when the text is not a code. Capitals are not lowered here: callers decide.
    package init(_ text: String) throws(MeasureError) {
        let bytes = text.utf8
        let allowed = bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard (1...40).contains(bytes.count), allowed, bytes.first != 45 else {
            throw .malformed("a code is 1 to 40 of a-z, 0-9 and dash, not beginning with a dash; found «\(text)»")
        }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
