/// The parts of a figure's lasting name.
package enum FigureName {
    /// A text as one part of a name: letters, digits, dashes and underscores of ASCII stay, every other byte is written `~hh`, so that two
    /// texts never share a part.
    package static func part(_ text: String) -> String {
        text.utf8.reduce(into: "") { name, byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 95: name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "~" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
    }

    /// Rows of a list in which two may be about the same thing: repeated names get `-2`, `-3` … in the order of the rows.
    package static func distinct(_ rows: [ReportRow]) -> [ReportRow] {
        var seen: [String: Int] = [:]
        return rows.map { row in
            let times = (seen[row.id] ?? 0) + 1
            seen[row.id] = times
            return times == 1 ? row : ReportRow(id: "\(row.id)-\(times)", cells: row.cells)
        }
    }
}
