/// A hashtag of the Humanitarian Exchange Language 1.1, `#item+code`: a name and attributes in any order.
package struct HXLTag: Hashable, Sendable, CustomStringConvertible {
    /// The tag, lower case, with its `#`.
    package let name: String
    /// The attributes, lower case, without `+`, as written.
    package let attributes: [String]

    /// Reads `#item +code`; nil when it is no tag.
    package init?(_ text: String) {
        let bytes = Array(text.utf8).filter { $0 != 32 && $0 != 9 }.map { (65...90).contains($0) ? $0 + 32 : $0 }
        guard bytes.first == 35 else { return nil }
        let parts = bytes.dropFirst().split(separator: 43, omittingEmptySubsequences: false)
        for part in parts {
            guard let first = part.first, (97...122).contains(first),
                part.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
            else { return nil }
        }
        name = "#" + String(decoding: parts[0], as: UTF8.self)
        attributes = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether this column answers a pattern: the same name and at least its attributes.
    package func matches(_ pattern: HXLTag) -> Bool {
        name == pattern.name && pattern.attributes.allSatisfy(attributes.contains)
    }

    package var description: String { attributes.reduce(name) { "\($0)+\($1)" } }
}
