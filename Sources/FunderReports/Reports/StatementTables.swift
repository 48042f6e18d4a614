internal import Measures
import Speech

/// The tables that tell a stock statement; both reports use them.
struct StatementTables {
    let statement: StockStatement
    let format: ReportFormat

    private var language: Language { format.language }

    /// Opening, in, given, lost, other and closing by item; items that neither moved nor are on hand are left out.
    func byItem() -> ReportTable {
        let lines = statement.byItem.filter { $0.sums.moved || $0.sums.opening != 0 || $0.sums.closing != 0 }
        let rows = lines.map { line in
            row(id: FigureName.part(line.item.code), name: line.item.name(language), base: line.item.base, line.sums)
        }
        return ReportTable(columns: columns(first: .item), rows: rows, totals: totals(lines.map(\.item.base)))
    }

    /// The same by category and unit.
    func byCategory(names: [String: Wording]) -> ReportTable {
        let lines = statement.byCategory.filter { $0.sums.moved || $0.sums.opening != 0 || $0.sums.closing != 0 }
        let rows = lines.map { line in
            let name = names[line.category]?(language) ?? line.category
            return row(id: "category.\(FigureName.part(line.category)).\(line.base.rawValue)", name: name, base: line.base, line.sums)
        }
        return ReportTable(columns: columns(first: .category), rows: rows, totals: totals(lines.map(\.base)))
    }

    /// The amounts of one side by reason and item.
    func byReason(_ side: StockStatement.Side) -> ReportTable? {
        let lines = statement.byReason(side)
        guard !lines.isEmpty else { return nil }
        let heading: Phrase =
            switch side {
            case .incoming: .source
            case .outgoing: .use
            case .losses: .cause
            }
        let rows = lines.map { line in
            ReportRow(
                id: "\(line.reason.rawValue).\(FigureName.part(line.item.code))",
                cells: [
                    .text(line.reason.words(language)), .text(line.item.name(language)), .text(format.unit(line.item.base)),
                    .quantity(line.units, line.item.base), .text(format.packs(line.units, of: line.item)),
                ]
            )
        }
        return ReportTable(
            columns: [
                .text("reason", heading.text(language)), .text("item", Phrase.item.text(language)),
                .text("unit", Phrase.unit.text(language)), .figures(side.rawValue, Phrase.quantity.text(language)),
                .text("packs", Phrase.packs.text(language)),
            ],
            rows: rows
        )
    }

    private func columns(first: Phrase) -> [ReportColumn] {
        [
            .text("name", first.text(language)), .text("unit", Phrase.unit.text(language)),
            .figures("opening", Phrase.opening.text(language)), .figures("in", Phrase.in_.text(language)),
            .figures("given", Phrase.given.text(language)), .figures("loss", Phrase.lost.text(language)),
            .figures("other", Phrase.otherOut.text(language)), .figures("closing", Phrase.closing.text(language)),
        ]
    }

    private func row(id: String, name: String, base: BaseUnit, _ sums: StockStatement.Sums) -> ReportRow {
        let amounts = [sums.opening, sums.intake, sums.given, sums.lost, sums.other, sums.closing]
        return ReportRow(id: id, cells: [.text(name), .text(format.unit(base))] + amounts.map { .quantity($0, base) })
    }

    /// One total for each unit in which more than one row counts.
    private func totals(_ rows: [BaseUnit]) -> [ReportRow] {
        BaseUnit.allCases.compactMap { base in
            guard rows.count(where: { $0 == base }) > 1, let sums = statement.total(base) else { return nil }
            return row(id: "total.\(base.rawValue)", name: Phrase.total.text(language), base: base, sums)
        }
    }
}
