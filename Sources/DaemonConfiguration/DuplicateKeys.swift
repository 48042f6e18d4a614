import Yams

/// Composes a text in which a key may stand twice: the parser would stop there and hide every other fault.
///
/// The later of the two is taken out of the text, line by line, so that all others keep their lines; what remains is read on.
struct DuplicateKeys {
    private(set) var faults: [ConfigurationFault] = []
    private let path: String
    private var lines: [Substring]

    /// - Throws: what the parser says of the text, when it is no fault of a key given twice.
    static func compose(_ text: String, path: String) throws -> (root: Node?, faults: [ConfigurationFault]) {
        var reading = DuplicateKeys(path: path, text: text)
        var isChanged = false
        // Each round takes out at least one line.
        while true {
            do {
                return (try Yams.compose(yaml: reading.lines.joined(separator: "\n")), reading.faults)
            } catch YamlError.duplicatedKeysInMapping(let words, let context) {
                guard reading.takeOut(words, at: context.mark) else {
                    reading.faults.append(reading.twice(words.sorted().joined(separator: ", "), at: context.mark.line))
                    return (nil, reading.faults)
                }
                isChanged = true
            } catch {
                // A text that cannot be read only since something was taken out: what was found stands.
                if isChanged { return (nil, reading.faults) }
                throw error
            }
        }
    }

    private init(path: String, text: String) {
        self.path = path
        self.lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    private func twice(_ words: String, at line: Int) -> ConfigurationFault {
        ConfigurationFault(.duplicateKey, at: "\(path):\(line)", found: "given twice: \(words)", remedy: "Keep one of them")
    }

    /// Empties the later entries of keys, the first of which stands at the mark; false when they cannot be told apart.
    private mutating func takeOut(_ words: [String], at mark: Mark) -> Bool {
        let (first, indent) = (mark.line - 1, mark.column - 1)
        guard lines.indices.contains(first) else { return false }
        if let brace = openBrace(first, before: indent) {
            // A mapping in braces: all of it, which may be several lines.
            guard let last = endOfBraces(first, brace) else { return false }
            faults.append(twice(words.sorted().joined(separator: ", "), at: mark.line))
            for line in first...last { lines[line] = "" }
            return true
        }
        var seen: Set<String> = []
        var isTaking = false
        var hasTaken = false
        for line in first..<lines.count {
            let text = lines[line].drop { $0 == " " }
            if text.isEmpty || text.first == "#" { continue }
            let depth = lines[line].count - text.count
            if depth < indent { break }
            if depth == indent, !text.hasPrefix("- ") {
                isTaking = false
                if let word = words.first(where: { Self.key(of: text) == $0 }), !seen.insert(word).inserted {
                    faults.append(twice(word, at: line + 1))
                    (isTaking, hasTaken) = (true, true)
                }
            }
            if isTaking { lines[line] = "" }
        }
        return hasTaken
    }

    /// The word before the colon, without quotes.
    private static func key(of text: Substring) -> String {
        String(text.prefix { $0 != ":" }.filter { $0 != "\"" && $0 != "'" && $0 != " " })
    }

    /// Column of the brace that is open where a key stands, nil when there is none on its line.
    private func openBrace(_ line: Int, before column: Int) -> Int? {
        var open: [Int] = []
        for (place, letter) in lines[line].prefix(column).enumerated() {
            if letter == "{" { open.append(place) }
            if letter == "}" { _ = open.popLast() }
        }
        return open.last
    }

    /// The line on which a mapping in braces ends.
    private func endOfBraces(_ first: Int, _ column: Int) -> Int? {
        var depth = 0
        for line in first..<lines.count {
            for letter in line == first ? lines[line].dropFirst(column) : lines[line] {
                if letter == "{" { depth += 1 }
                if letter == "}" { depth -= 1 }
                if depth == 0 { return line }
            }
        }
        return nil
    }
}
