import AdminProtocol
import PlainJSON

/// Writes records as a table for people, columns aligned by the widest of the first rows.
struct RecordTable {
    /// Rows looked at before the widths are settled.
    static let measuredRows = 500

    private let columns: [String]
    private let widths: [Int]
    private let isNumeric: [Bool]

    init(columns: [String], measuring records: ArraySlice<JSONObject>) {
        self.columns = columns
        var widths = columns.map { DisplayWidth.of($0) }
        var isNumeric = [Bool](repeating: !records.isEmpty, count: columns.count)
        for record in records {
            for (index, value) in record.projected(to: columns).values.enumerated() {
                widths[index] = max(widths[index], DisplayWidth.of(VisibleText.of(value.plainText)))
                switch value {
                case .integer, .decimal, .null: break
                default: isNumeric[index] = false
                }
            }
        }
        self.widths = widths
        self.isNumeric = isNumeric
    }

    var header: String { line(columns) }

    func row(_ record: JSONObject) -> String { line(record.projected(to: columns).values.map { VisibleText.of($0.plainText) }) }

    private func line(_ cells: [String]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { text += "  " }
            let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
            if isNumeric[index] {
                text += padding + cell
            } else {
                text += cell + (index == cells.count - 1 ? "" : padding)
            }
        }
        return text
    }
}
