/// The characters that steer a terminal or turn the order of what is read, and so never leave the program raw: the C0 controls, DEL,
/// the C1 controls, the line and paragraph separators, and the marks, overrides and isolates of bidirectional text (Unicode Standard
/// Annex #9, section 2; CVE-2021-42574 shows what they hide).
///
/// The one list of them: JSON, rows, tables and sentences all ask here, and all write `\u202e`, the escape of JSON.
package enum SteeringCharacter {
    /// Whether a scalar is one of them; tabulator and line end included.
    package static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The steering character whose UTF-8 begins at `index`, and how many octets it takes; nil when none begins there.
    ///
    /// Looks at octets, because most texts have none and are passed on in runs.
    package static func found(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt16, length: Int)? {
        let byte = bytes[index]
        switch byte {
        case 0..<0x20, 0x7F: return (UInt16(byte), 1)
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0: return (UInt16(bytes[index + 1]), 2)
        case 0xD8 where index + 1 < bytes.count && bytes[index + 1] == 0x9C: return (0x061C, 2)
        case 0xE2 where index + 2 < bytes.count:
            let scalar = 0x2000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F)
            guard let found = Unicode.Scalar(scalar), contains(found) else { return nil }
            return (scalar, 3)
        default: return nil
        }
    }

    /// Adds the escape of a scalar: `\t`, `\n` and `\r` where there is a short one, else `\u` and four digits.
    package static func appendEscape(_ scalar: UInt16, to octets: inout [UInt8]) {
        switch scalar {
        case 0x09: octets.append(contentsOf: #"\t"#.utf8)
        case 0x0A: octets.append(contentsOf: #"\n"#.utf8)
        case 0x0D: octets.append(contentsOf: #"\r"#.utf8)
        default:
            octets.append(contentsOf: #"\u"#.utf8)
            for shift in [12, 8, 4, 0] as [UInt16] {
                let digit = UInt8(truncatingIfNeeded: scalar >> shift & 15)
                octets.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    /// Adds a text with every steering character escaped; `keeping` names ASCII controls that stay, such as the tabulators of a row.
    package static func appendVisible(_ text: String, keeping: Set<UInt8> = [], backslashes: Bool = false, to octets: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var runStart = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let isBackslash = backslashes && byte == UInt8(ascii: "\\")
                let steering = isBackslash || keeping.contains(byte) ? nil : found(in: bytes, at: index)
                guard isBackslash || steering != nil else {
                    index += 1
                    continue
                }
                octets.append(contentsOf: bytes[runStart..<index])
                if let steering { appendEscape(steering.scalar, to: &octets) } else { octets.append(contentsOf: #"\\"#.utf8) }
                index += steering?.length ?? 1
                runStart = index
            }
            octets.append(contentsOf: bytes[runStart..<bytes.count])
        }
    }
}
