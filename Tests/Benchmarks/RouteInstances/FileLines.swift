/// The lines of a file that hold something, each with its number, read from first to last.
///
/// Columns are parted by spaces and tabs. A carriage return counts as a space, so files of either line ending read alike, and a byte order
/// mark at the beginning is passed over.
struct FileLines {
    private let lines: [FileLine]
    private var position = 0
    /// Number of the last line of the file, 1 for an empty one.
    let lastNumber: Int

    init(_ text: String) {
        var lines: [FileLine] = []
        var number = 0
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let fields = line.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) })
            if !fields.isEmpty { lines.append(FileLine(number: number, fields: fields.map { String(decoding: $0, as: UTF8.self) })) }
        }
        self.lines = lines
        lastNumber = max(1, lines.last?.number ?? 1)
    }

    /// The next line that holds something.
    mutating func next() -> FileLine? {
        guard position < lines.count else { return nil }
        position += 1
        return lines[position - 1]
    }

    /// The next line that holds something, or a fault that says what is missing.
    mutating func next(_ code: InstanceFault.Code, _ expected: String) throws(InstanceFault) -> FileLine {
        if let line = next() { return line }
        throw InstanceFault(
            code: lines.isEmpty ? .empty : code, line: lastNumber, found: lines.isEmpty ? "an empty file" : "the end of the file",
            advice: "expected \(expected)")
    }
}

/// One line and its columns, from 0.
struct FileLine {
    let number: Int
    let fields: [String]

    /// The line as it can be shown: its beginning, without anything that a terminal would obey.
    var shown: String { Self.shown(fields.joined(separator: " ")) }

    func fault(_ code: InstanceFault.Code, found: String? = nil, _ advice: String) -> InstanceFault {
        InstanceFault(code: code, line: number, found: found ?? shown, advice: advice)
    }

    /// Whether the line begins with a word, in capitals or not.
    func begins(with word: String) -> Bool { fields.first?.uppercased() == word }

    /// A whole number within a range.
    func whole(_ column: Int, _ name: String, _ range: ClosedRange<Int>) throws(InstanceFault) -> Int {
        let field = try text(column, name)
        if let value = Int(field), range.contains(value) { return value }
        let digits = field.utf8.drop(while: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
        let isNumber = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
        throw fault(
            isNumber ? .outOfRange : .notANumber, found: "\(name) \(Self.shown(field))",
            "\(name) is a whole number of \(range.lowerBound) to \(range.upperBound)")
    }

    /// A number with or without decimals within a range; written out, without an exponent.
    func decimal(_ column: Int, _ name: String, _ range: ClosedRange<Double>) throws(InstanceFault) -> Double {
        let field = try text(column, name)
        let unsigned = field.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == true ? field.dropFirst() : field[...]
        let parts = unsigned.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isNumber =
            parts.count <= 2 && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
        if isNumber, let value = Double(field), range.contains(value) { return value }
        throw fault(
            isNumber ? .outOfRange : .notANumber, found: "\(name) \(Self.shown(field))",
            "\(name) is a number of \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }

    private func text(_ column: Int, _ name: String) throws(InstanceFault) -> String {
        guard fields.indices.contains(column) else { throw fault(.columns, "\(name) is missing in column \(column + 1)") }
        return fields[column]
    }

    private static func shown(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars.prefix(60) {
            clean.unicodeScalars.append(scalar.properties.generalCategory == .control ? "?" : scalar)
        }
        return "'\(clean)\(text.unicodeScalars.count > 60 ? "..." : "")'"
    }
}
