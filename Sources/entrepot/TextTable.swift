import AdminProtocol
import PlainJSON

/// Records as a person reads them: columns aligned as a whole, and below a record what it holds a list of, as a table of its own.
///
/// A column is such a list when every record has there a list of objects, or nothing, and one of them has some.
struct TextTable {
    let columns: [String]
    let rows: [[JSONValue]]
    /// Whether headers are bold.
    let usesColour: Bool

    /// Columns two levels further in, below the record they belong to.
    private static let indentation = "    "

    /// The lines of the table, without their ends.
    var lines: [String] {
        let isList = columns.indices.map { column in
            rows.allSatisfy { Self.objects($0[column]) != nil } && rows.contains { Self.objects($0[column])?.isEmpty == false }
        }
        let flat = columns.indices.filter { !isList[$0] }
        let cells = rows.map { row in flat.map { VisibleText.of(row[$0].plainText) } }
        let header = flat.map { VisibleText.of(columns[$0]) }
        let widths = flat.indices.map { column in
            cells.reduce(DisplayWidth.of(header[column])) { max($0, DisplayWidth.of($1[column])) }
        }
        let isNumeric = flat.map { column in
            rows.allSatisfy { row in
                switch row[column] {
                case .integer, .decimal, .null: true
                default: false
                }
            }
        }
        func aligned(_ row: [String]) -> String {
            let parts = row.indices.map { column -> String in
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
                if isNumeric[column] { return padding + row[column] }
                return column == row.count - 1 ? row[column] : row[column] + padding
            }
            return parts.joined(separator: "  ")
        }
        var lines: [String] = flat.isEmpty ? [] : [bold(aligned(header))]
        for (row, cells) in zip(rows, cells) {
            if !flat.isEmpty { lines.append(aligned(cells)) }
            for column in columns.indices where isList[column] {
                lines += list(columns[column], Self.objects(row[column]) ?? [])
            }
        }
        return lines
    }

    /// A list below its record: its name, then its own table further in.
    private func list(_ name: String, _ records: [JSONObject]) -> [String] {
        if records.isEmpty { return [] }
        var keys: [String] = []
        for key in records.flatMap(\.keys) where !keys.contains(key) { keys.append(key) }
        let table = TextTable(columns: keys, rows: records.map { record in keys.map { record[$0] ?? .null } }, usesColour: usesColour)
        return ["  \(VisibleText.of(name)):"] + table.lines.map { Self.indentation + $0 }
    }

    private func bold(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// The objects of a list, none for null; nil when the value is something else.
    private static func objects(_ value: JSONValue) -> [JSONObject]? {
        switch value {
        case .null: return []
        case .array(let values):
            var objects: [JSONObject] = []
            for case .object(let object) in values { objects.append(object) }
            return objects.count == values.count ? objects : nil
        default: return nil
        }
    }
}
