/// Writes JSON as one line of UTF-8: every character that steers is escaped, so no value can hold a CR or an LF, or turn a terminal.
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

    /// Adds `text` as a JSON string. What could steer a terminal is written as `\u00XX` (RFC 8259, section 7).
    package static func appendQuoted(_ text: String, to octets: inout [UInt8]) {
        octets.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var runStart = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let isMark = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                let steering = isMark ? nil : SteeringCharacter.found(in: bytes, at: index)
                guard isMark || steering != nil else {
                    index += 1
                    continue
                }
                octets.append(contentsOf: bytes[runStart..<index])
                if let steering {
                    SteeringCharacter.appendEscape(steering.scalar, to: &octets)
                } else {
                    octets.append(UInt8(ascii: "\\"))
                    octets.append(byte)
                }
                index += steering?.length ?? 1
                runStart = index
            }
            octets.append(contentsOf: bytes[runStart..<bytes.count])
        }
        octets.append(UInt8(ascii: "\""))
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
