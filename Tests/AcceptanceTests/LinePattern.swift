/// An expected line of a transcript against the line that came.
enum LinePattern {
    /// A piece of a pattern.
    private enum Piece {
        case text([UInt8])
        case place(kind: String, name: String?)
    }

    /// The text with what is remembered in place of `{name}`.
    static func filled(_ text: String, _ memory: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            if let value = memory[name] {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                result += "{"
                rest = rest[rest.index(after: open)...]
            }
        }
        return result + rest
    }

    /// Whether lines agree with their patterns; remembers what the patterns name.
    static func match(_ patterns: ArraySlice<String>, _ lines: ArraySlice<String>, _ memory: inout [String: String]) -> Bool {
        guard let pattern = patterns.first else { return lines.isEmpty }
        if pattern == "..." {
            for skipped in 0...lines.count {
                var tried = memory
                if match(patterns.dropFirst(), lines.dropFirst(skipped), &tried) {
                    memory = tried
                    return true
                }
            }
            return false
        }
        guard let line = lines.first else { return false }
        var tried = memory
        guard match(pieces(of: filled(pattern, memory))[...], squeezed(line)[...], &tried) else { return false }
        guard match(patterns.dropFirst(), lines.dropFirst(), &tried) else { return false }
        memory = tried
        return true
    }

    private static func match(_ pieces: ArraySlice<Piece>, _ octets: ArraySlice<UInt8>, _ memory: inout [String: String]) -> Bool {
        switch pieces.first {
        case nil: return octets.isEmpty
        case .text(let text)?:
            return octets.starts(with: text) && match(pieces.dropFirst(), octets.dropFirst(text.count), &memory)
        case .place(let kind, let name)?:
            for length in (0...octets.count).reversed() {
                let part = octets.prefix(length)
                guard fits(part, kind), match(pieces.dropFirst(), octets.dropFirst(length), &memory) else { continue }
                if let name { memory[name] = String(decoding: part, as: UTF8.self) }
                return true
            }
            return false
        }
    }

    private static func fits(_ octets: ArraySlice<UInt8>, _ kind: String) -> Bool {
        func isDigit(_ octet: UInt8) -> Bool { (48...57).contains(octet) }
        switch kind {
        case "number": return !octets.isEmpty && octets.allSatisfy(isDigit)
        case "word": return !octets.isEmpty && !octets.contains(32)
        case "date": return shape(octets) == Array("0000-00-00".utf8)
        case "time": return octets.count >= 20 && shape(octets.prefix(11)) == Array("0000-00-00T".utf8) && !octets.contains(32)
        case "any": return true
        default: return false
        }
    }

    /// Every digit as 0.
    private static func shape(_ octets: ArraySlice<UInt8>) -> [UInt8] { octets.map { (48...57).contains($0) ? 48 : $0 } }

    /// Runs of blanks and tabulators as one blank, none at the end.
    private static func squeezed(_ line: String) -> [UInt8] {
        var octets: [UInt8] = []
        for octet in line.utf8.map({ $0 == 9 ? 32 : $0 }) where octet != 32 || octets.last != 32 { octets.append(octet) }
        while octets.last == 32 { octets.removeLast() }
        return octets
    }

    private static func pieces(of pattern: String) -> [Piece] {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var rest = squeezed(pattern)[...]
        let kinds = ["number", "date", "time", "word", "any"]
        while let first = rest.first {
            if first == UInt8(ascii: "<"), let close = rest.firstIndex(of: UInt8(ascii: ">")) {
                let words = String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self).split(separator: ":", maxSplits: 1)
                if let kind = words.last.map(String.init), kinds.contains(kind) {
                    if !text.isEmpty { pieces.append(.text(text)) }
                    text = []
                    pieces.append(.place(kind: kind, name: words.count == 2 ? String(words[0]) : nil))
                    rest = rest[(close + 1)...]
                    continue
                }
            }
            text.append(first)
            rest = rest.dropFirst()
        }
        return text.isEmpty ? pieces : pieces + [.text(text)]
    }
}
