/// Writes rows of cells as a file that a spreadsheet and a program can read.
package struct TabularWriter: Sendable {
    /// Which program the file is for.
    package enum Style: Sendable {
        /// RFC 4180: commas, no mark; for HXL and programs.
        case comma
        /// Semicolons and a UTF-8 mark: a French Excel opens it by a double click.
        case frenchExcel
    }

    private let separator: UInt8
    /// The file so far, UTF-8 with CRLF.
    package private(set) var bytes: [UInt8]

    package init(_ style: Style) {
        switch style {
        case .comma:
            separator = Separator.comma.rawValue
            bytes = []
        case .frenchExcel:
            separator = Separator.semicolon.rawValue
            bytes = [0xEF, 0xBB, 0xBF]
        }
    }

    /// A whole file: labels, tags when there are some, rows.
    package static func write(_ style: Style, header: [String], tags: [String] = [], rows: [[String]]) -> [UInt8] {
        var writer = TabularWriter(style)
        writer.append(header)
        if !tags.isEmpty { writer.append(tags) }
        for row in rows { writer.append(row) }
        return writer.bytes
    }

    /// Adds one row; cells are defused and quoted as needed. A row of one empty cell is written `""`, so that it is not an empty line.
    package mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            append(cell: FormulaGuard.defuse(cell), alone: cells.count == 1)
        }
        bytes.append(contentsOf: [13, 10])
    }

    private mutating func append(cell: String, alone: Bool) {
        let content = cell.utf8
        let needsQuotes =
            content.contains { $0 == 34 || $0 == 13 || $0 == 10 || $0 == 44 || $0 == 59 || $0 == 9 } || content.first == 32
            || content.last == 32 || (alone && content.isEmpty)
        guard needsQuotes else {
            bytes.append(contentsOf: content)
            return
        }
        bytes.append(34)
        for byte in content {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }
}
