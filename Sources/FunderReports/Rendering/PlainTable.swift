/// A table in columns of text. Words wrap, figures never do; a table too wide for a screen becomes a list of its rows.
struct PlainTable {
    private let table: ReportTable
    private let format: ReportFormat
    private let rows: [[String]]
    private let titles: [String]

    init(_ table: ReportTable, _ format: ReportFormat) {
        let shown = table.screenRows.map { Array(table.rows.prefix($0)) } ?? table.rows
        // A column without a word in it takes no room.
        let kept = table.columns.indices.filter { place in
            !table.columns[place].isText || (shown + table.totals).contains { $0.cells[place] != .text("") }
        }
        self.table = ReportTable(
            columns: kept.map { table.columns[$0] }, rows: table.rows, totals: table.totals, screenRows: table.screenRows)
        self.format = format
        titles = kept.map { SafeText.oneLine(table.columns[$0].title) }
        rows = (shown + table.totals).map { row in kept.map { SafeText.oneLine(format.text(row.cells[$0])) } }
    }

    /// The lines: titles, rows, totals, and how many rows the screen leaves out.
    var lines: [String] {
        let left = Int64(table.rows.count - (rows.count - table.totals.count))
        let more = left > 0 ? [PluralPhrase.moreRows.text(left, format.language)] : []
        guard let widths = fitting() else { return asList + more }
        let gap = widths.reduce(0, +) + 2 * (widths.count - 1) <= PlainText.width ? "  " : " "
        return ([titles] + rows).flatMap { lay($0, widths, gap) } + more
    }

    /// Widths that fit the screen: those of the contents, or narrower columns of words; nothing when figures alone are too wide.
    private func fitting() -> [Int]? {
        let columns = table.columns
        var widths = columns.indices.map { place in ([titles] + rows).map { $0[place].count }.max() ?? 0 }
        // One space between columns is tight but better than broken words.
        let tight = PlainText.width - (columns.count - 1)
        while widths.reduce(0, +) > tight {
            let wordy = columns.indices.filter { columns[$0].isText && widths[$0] > 8 }
            guard let widest = wordy.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    private func lay(_ cells: [String], _ widths: [Int], _ gap: String) -> [String] {
        let columns = table.columns
        let parts = columns.indices.map { place in
            columns[place].isText ? PlainText.wrapped(cells[place], to: widths[place]) : [cells[place]]
        }
        let height = parts.map(\.count).max() ?? 1
        return (0..<height).map { line in
            columns.indices.map { place in
                PlainText.pad(line < parts[place].count ? parts[place][line] : "", to: widths[place], right: !columns[place].isText)
            }.joined(separator: gap)
        }
    }

    /// Each row as a paragraph: title and value after title and value.
    private var asList: [String] {
        rows.flatMap { row in
            let pairs = zip(titles, row).map { "\($0)\(format.colon)\($1)" }
            return PlainText.wrapped("* " + pairs.joined(separator: ", "), indent: 2)
        }
    }
}
