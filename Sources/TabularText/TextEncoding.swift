/// How the bytes of a file stand for letters.
package enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    case windows1252 = "Windows-1252"

    /// The file's text as UTF-8 bytes without a byte-order mark, the encoding it was in, and the line of the first byte that is not UTF-8
    /// when it was read as Windows-1252.
    package static func decode(_ bytes: [UInt8]) -> (text: [UInt8], encoding: TextEncoding, firstForeignLine: Int?) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let littleEndian = bytes[0] == 0xFF
            var units: [UInt16] = []
            units.reserveCapacity(bytes.count / 2)
            var index = 2
            while index + 1 < bytes.count {
                let first = UInt16(bytes[index])
                let second = UInt16(bytes[index + 1])
                units.append(littleEndian ? second << 8 | first : first << 8 | second)
                index += 2
            }
            return (Array(String(decoding: units, as: UTF16.self).utf8), .utf16, nil)
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let offset = firstInvalidOffset(content) else { return (content, .utf8, nil) }
        var text: [UInt8] = []
        text.reserveCapacity(content.count + content.count / 8)
        for byte in content {
            if byte < 0x80 {
                text.append(byte)
            } else {
                text.append(contentsOf: String(Character(windows1252(byte))).utf8)
            }
        }
        var line = 1
        for (index, byte) in content[..<offset].enumerated() where byte == 10 || (byte == 13 && content[index + 1] != 10) { line += 1 }
        return (text, .windows1252, line)
    }

    /// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or nil.
    private static func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
        var index = 0
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset < bytes.count && range.contains(bytes[offset])
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length: Int
            let second: ClosedRange<UInt8>
            switch byte {
            case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return index
            }
            guard continues(index + 1, second), length < 3 || continues(index + 2), length < 4 || continues(index + 3) else { return index }
            index += length
        }
        return nil
    }

    /// Windows-1252 (WHATWG Encoding Standard, index-windows-1252): Latin-1 but for 0x80...0x9F.
    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let table: [Unicode.Scalar] = [
            "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
            "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
        ]
        return table[Int(byte) - 0x80]
    }
}
