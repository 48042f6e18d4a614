/// A table of a report.
package struct ReportTable: Hashable, Sendable {
    /// The columns, at least one.
    package let columns: [ReportColumn]
    /// The rows, already in their order.
    package let rows: [ReportRow]
    /// Totals, one for each unit that occurs.
    package let totals: [ReportRow]
    /// How many rows fit on one screen; a page and a spreadsheet show all.
    package let screenRows: Int?

    package init(columns: [ReportColumn], rows: [ReportRow], totals: [ReportRow] = [], screenRows: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.totals = totals
        self.screenRows = screenRows
    }
}

/// A column and what its cells are.
package struct ReportColumn: Hashable, Sendable {
    /// The first part of the names of its figures: `in` in `in.received.blanket`.
    package let id: String
    /// Its heading.
    package let title: String
    /// Whether its cells are words, written from the left; figures are written from the right.
    package let isText: Bool
    /// Whether totals have to be the sums of the rows.
    package let adds: Bool

    /// A column of words or dates.
    package static func text(_ id: String, _ title: String) -> ReportColumn {
        ReportColumn(id: id, title: title, isText: true, adds: false)
    }

    /// A column of figures; `adds` says whether totals are the sums of the rows.
    package static func figures(_ id: String, _ title: String, adds: Bool = true) -> ReportColumn {
        ReportColumn(id: id, title: title, isText: false, adds: adds)
    }

    /// The lasting name of the figure in a row: `in.received.blanket`.
    package func figure(of row: ReportRow) -> String { "\(id).\(row.id)" }
}

/// A row of cells, as many as the table has columns.
package struct ReportRow: Hashable, Sendable {
    /// The last part of the names of its figures: `received.blanket` in `in.received.blanket`.
    package let id: String
    /// The cells, in the order of the columns.
    package let cells: [ReportCell]

    package init(id: String, cells: [ReportCell]) {
        self.id = id
        self.cells = cells
    }
}
