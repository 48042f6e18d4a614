/// A figure of a report under its lasting name, so that it can be asked for and compared.
package struct ReportFigure: Hashable, Sendable {
    /// The name: `in.received.blanket`.
    package let id: String
    /// The section it stands in.
    package let section: String
    /// The words of its row.
    package let row: String
    /// The heading of its column.
    package let column: String
    /// Its value.
    package let cell: ReportCell

    package init(id: String, section: String, row: String, column: String, cell: ReportCell) {
        self.id = id
        self.section = section
        self.row = row
        self.column = column
        self.cell = cell
    }
}

extension ReportDocument {
    /// Every figure, in the order of the document.
    package var figures: [ReportFigure] {
        let format = ReportFormat(language)
        var figures: [ReportFigure] = []
        for figure in headline {
            let section = Phrase.headline.text(language)
            figures.append(ReportFigure(id: figure.id, section: section, row: figure.label, column: "", cell: figure.cell))
            guard figure.mean.isFigure else { continue }
            let column = Phrase.mean.text(language)
            figures.append(ReportFigure(id: "mean.\(figure.id)", section: section, row: figure.label, column: column, cell: figure.mean))
        }
        for section in sections {
            for block in section.blocks {
                switch block {
                case .note: continue
                case .lines(let lines):
                    for line in lines where line.count.isFigure {
                        figures.append(ReportFigure(id: line.id, section: section.title, row: line.label, column: "", cell: line.count))
                    }
                case .table(let table):
                    figures += Self.figures(of: table, section: section.title, format)
                }
            }
        }
        return figures
    }

    private static func figures(of table: ReportTable, section: String, _ format: ReportFormat) -> [ReportFigure] {
        (table.rows + table.totals).flatMap { row -> [ReportFigure] in
            let words = zip(table.columns, row.cells).compactMap { column, cell in column.isText ? format.text(cell) : nil }
            let label = words.filter { !$0.isEmpty }.joined(separator: " · ")
            return zip(table.columns, row.cells).compactMap { column, cell in
                guard cell.isFigure else { return nil }
                return ReportFigure(id: column.figure(of: row), section: section, row: label, column: column.title, cell: cell)
            }
        }
    }
}
