/// Writes JSON as one line of UTF-8: every control character is escaped, so no value can hold a CR or an LF.
package enum JSONText {
    /// The octets of a value.
    package static func encode(_ value: JSONValue) -> [UInt8] {
        var octets: [UInt8] = []
        append(value, to: &octets)
        return octets
    }

    /// Adds a value to `octets`.
    package static func append(_ value: JSONValue, to octets: inout [UInt8]) {
        switch value {
        case .null: octets.append(contentsOf: "null".utf8)
        case .boolean(let flag): octets.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): append(number, to: &octets)
        case .decimal(let text):
            // A decimal that is no JSON number would break the line's grammar; as a string it stays readable.
            if JSONParser.isNumber(text) { octets.append(contentsOf: text.utf8) } else { appendQuoted(text, to: &octets) }
        case .string(let text): appendQuoted(text, to: &octets)
        case .array(let values):
            octets.append(UInt8(ascii: "["))
            for (index, element) in values.enumerated() {
                if index > 0 { octets.append(UInt8(ascii: ",")) }
                append(element, to: &octets)
            }
            octets.append(UInt8(ascii: "]"))
        case .object(let object): append(object, to: &octets)
        }
    }

    /// Adds an object to `octets`.
    package static func append(_ object: JSONObject, to octets: inout [UInt8]) {
        octets.append(UInt8(ascii: "{"))
        for index in object.keys.indices {
            if index > 0 { octets.append(UInt8(ascii: ",")) }
            appendQuoted(object.keys[index], to: &octets)
            octets.append(UInt8(ascii: ":"))
            append(object.values[index], to: &octets)
        }
        octets.append(UInt8(ascii: "}"))
    }

    /// Adds `text` as a JSON string. Control characters, DEL and the C1 controls are written as `\u00XX` (RFC 8259, section 7).
    package static func appendQuoted(_ text: String, to octets: inout [UInt8]) {
        octets.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var runStart = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                // C1 controls are U+0080 to U+009F: C2 80 to C2 9F in UTF-8.
                let isC1 = byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] < 0xA0
                if byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F && !isC1 {
                    index += 1
                    continue
                }
                octets.append(contentsOf: bytes[runStart..<index])
                switch byte {
                case UInt8(ascii: "\""): octets.append(contentsOf: #"\""#.utf8)
                case UInt8(ascii: "\\"): octets.append(contentsOf: #"\\"#.utf8)
                case 0x0A: octets.append(contentsOf: #"\n"#.utf8)
                case 0x0D: octets.append(contentsOf: #"\r"#.utf8)
                case 0x09: octets.append(contentsOf: #"\t"#.utf8)
                case 0xC2:
                    index += 1
                    appendEscape(bytes[index], to: &octets)
                default: appendEscape(byte, to: &octets)
                }
                index += 1
                runStart = index
            }
            octets.append(contentsOf: bytes[runStart..<bytes.count])
        }
        octets.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to octets: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        octets.append(contentsOf: #"\u00"#.utf8)
        octets.append(digits[Int(byte >> 4)])
        octets.append(digits[Int(byte & 15)])
    }

    private static func append(_ number: Int64, to octets: inout [UInt8]) {
        if number < 0 { octets.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = octets.count
        repeat {
            octets.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        octets[start...].reverse()
    }
}
