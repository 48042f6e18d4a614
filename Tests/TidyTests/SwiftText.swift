/// Swift source without what people wrote for people: comments are gone, and of string literals only the interpolated code is left.
///
/// A word that stands in a comment or in a sentence is no use of a type.
struct SwiftText {
    private let bytes: [UInt8]
    private var at = 0
    private var code: [UInt8] = []

    /// The code of a source file.
    static func code(of source: String) -> String {
        var text = SwiftText(bytes: Array(source.utf8))
        text.readCode(until: nil)
        return String(decoding: text.code, as: UTF8.self)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func starts(_ word: String) -> Bool { bytes[at...].starts(with: word.utf8) }

    /// Copies code up to the parenthesis that ends an interpolation, or to the end of the file.
    private mutating func readCode(until end: UInt8?) {
        var depth = 0
        while at < bytes.count {
            if starts("//") {
                while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            } else if starts("/*") {
                skipBlockComment()
            } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "#") && isRawString {
                readString()
            } else {
                if end != nil, bytes[at] == UInt8(ascii: "(") { depth += 1 }
                if let end, bytes[at] == end {
                    if depth == 0 { return }
                    depth -= 1
                }
                code.append(bytes[at])
                at += 1
            }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while at < bytes.count {
            if starts("/*") {
                depth += 1
                at += 2
            } else if starts("*/") {
                depth -= 1
                at += 2
                if depth == 0 { return }
            } else {
                if bytes[at] == UInt8(ascii: "\n") { code.append(bytes[at]) }
                at += 1
            }
        }
    }

    private var isRawString: Bool { bytes[at...].drop { $0 == UInt8(ascii: "#") }.first == UInt8(ascii: "\"") }

    /// Skips a literal and keeps the code inside `\( … )`.
    private mutating func readString() {
        let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
        at += hashes
        let quotes = starts("\"\"\"") ? 3 : 1
        at += quotes
        let closing = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        code.append(contentsOf: "\"\"".utf8)
        while at < bytes.count {
            if bytes[at...].starts(with: closing) {
                at += closing.count
                return
            }
            if bytes[at...].starts(with: escape) {
                at += escape.count
                if at < bytes.count, bytes[at] == UInt8(ascii: "(") {
                    at += 1
                    code.append(UInt8(ascii: " "))
                    readCode(until: UInt8(ascii: ")"))
                    code.append(UInt8(ascii: " "))
                }
                at += 1
                continue
            }
            if bytes[at] == UInt8(ascii: "\n") { code.append(bytes[at]) }
            at += 1
        }
    }
}
