/// Why a JSON text was refused, and where.
package struct JSONFault: Error, Sendable, Equatable {
    /// What is wrong, as a machine word.
    package enum Kind: Sendable, Equatable {
        case unexpectedEnd
        case unexpectedOctet
        /// A raw control character inside a string.
        case control
        /// `\u0000`: no text of the protocol may hold NUL, because a database would cut it there.
        case nul
        case escape
        /// Half of a surrogate pair.
        case surrogate
        case number
        case utf8
        case tooDeep
        case trailing
    }

    package var kind: Kind
    /// The octet where it was noticed, from 0.
    package var offset: Int
}

/// Reads one JSON value from UTF-8 octets (RFC 8259), at most 64 levels deep.
package struct JSONParser {
    private let octets: [UInt8]
    private var position: Int
    private static let deepest = 64

    /// Reads a whole text that must hold exactly one value.
    package static func parse(_ octets: [UInt8]) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(octets: octets, position: 0)
        let value = try parser.value(depth: 0)
        parser.skipWhitespace()
        guard parser.position == octets.count else { throw JSONFault(kind: .trailing, offset: parser.position) }
        return value
    }

    /// Reads the JSON string that begins with the quotation mark at `start`; answers the text and the offset behind its end.
    package static func string(in octets: [UInt8], at start: Int) throws(JSONFault) -> (text: String, end: Int) {
        var parser = JSONParser(octets: octets, position: start)
        let text = try parser.string()
        return (text, parser.position)
    }

    /// Whether `text` is a JSON number.
    package static func isNumber(_ text: String) -> Bool {
        var parser = JSONParser(octets: Array(text.utf8), position: 0)
        guard let first = parser.octets.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return false }
        do {
            _ = try parser.number()
            return parser.position == parser.octets.count
        } catch {
            return false
        }
    }

    private init(octets: [UInt8], position: Int) {
        self.octets = octets
        self.position = position
    }

    private func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(kind: kind, offset: position) }

    private var current: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func skipWhitespace() {
        while let octet = current, octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D { position += 1 }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth < Self.deepest else { throw fault(.tooDeep) }
        skipWhitespace()
        guard let octet = current else { throw fault(.unexpectedEnd) }
        switch octet {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        default: throw fault(.unexpectedOctet)
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for expected in word.description.utf8 {
            guard let octet = current else { throw fault(.unexpectedEnd) }
            guard octet == expected else { throw fault(.unexpectedOctet) }
            position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        position += 1
        var pairs: [(String, JSONValue)] = []
        skipWhitespace()
        if current == UInt8(ascii: "}") {
            position += 1
            return JSONObject()
        }
        while true {
            skipWhitespace()
            guard current == UInt8(ascii: "\"") else { throw fault(current == nil ? .unexpectedEnd : .unexpectedOctet) }
            let key = try string()
            skipWhitespace()
            guard current == UInt8(ascii: ":") else { throw fault(current == nil ? .unexpectedEnd : .unexpectedOctet) }
            position += 1
            pairs.append((key, try value(depth: depth + 1)))
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return JSONObject(pairs)
            case nil: throw fault(.unexpectedEnd)
            default: throw fault(.unexpectedOctet)
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        position += 1
        var values: [JSONValue] = []
        skipWhitespace()
        if current == UInt8(ascii: "]") {
            position += 1
            return values
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipWhitespace()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return values
            case nil: throw fault(.unexpectedEnd)
            default: throw fault(.unexpectedOctet)
            }
        }
    }

    private mutating func digits() -> Int {
        let start = position
        while let octet = current, (0x30...0x39).contains(octet) { position += 1 }
        return position - start
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        var isWhole = true
        if current == UInt8(ascii: "-") { position += 1 }
        let leadingZero = current == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(leadingZero && whole > 1) else { throw fault(.number) }
        if current == UInt8(ascii: ".") {
            position += 1
            isWhole = false
            guard digits() > 0 else { throw fault(.number) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            isWhole = false
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw fault(.number) }
        }
        let text = String(decoding: octets[start..<position], as: UTF8.self)
        if isWhole, let number = Int64(text) { return .integer(number) }
        return .decimal(text)
    }

    private mutating func string() throws(JSONFault) -> String {
        guard current == UInt8(ascii: "\"") else { throw fault(.unexpectedOctet) }
        position += 1
        var text: [UInt8] = []
        while true {
            guard let octet = current else { throw fault(.unexpectedEnd) }
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                guard let valid = String(validating: text, as: UTF8.self) else { throw fault(.utf8) }
                return valid
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0x00...0x1F, 0x7F: throw fault(.control)
            default:
                text.append(octet)
                position += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        guard let octet = current else { throw fault(.unexpectedEnd) }
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(octet)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            position += 1
            var unit = try hexadecimal()
            if unit == 0 { throw fault(.nul) }
            // UTF-16 surrogates come in pairs, high then low (RFC 8259, section 7).
            if (0xDC00...0xDFFF).contains(unit) { throw fault(.surrogate) }
            if (0xD800...0xDBFF).contains(unit) {
                guard current == UInt8(ascii: "\\"), position + 1 < octets.count, octets[position + 1] == UInt8(ascii: "u") else {
                    throw fault(.surrogate)
                }
                position += 2
                let low = try hexadecimal()
                guard (0xDC00...0xDFFF).contains(low) else { throw fault(.surrogate) }
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw fault(.surrogate) }
            text.append(contentsOf: String(scalar).utf8)
            return
        default: throw fault(.escape)
        }
        position += 1
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let octet = current else { throw fault(.unexpectedEnd) }
            let digit: UInt8
            switch octet {
            case 0x30...0x39: digit = octet - 0x30
            case 0x41...0x46: digit = octet - 0x41 + 10
            case 0x61...0x66: digit = octet - 0x61 + 10
            default: throw fault(.escape)
            }
            number = number << 4 | UInt32(digit)
            position += 1
        }
        return number
    }
}
