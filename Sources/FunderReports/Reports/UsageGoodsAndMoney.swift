internal import Measures
import Speech

extension UsageBuilder {
    /// The statement, and what stands behind its columns: sources, uses, causes.
    var goodsSections: [ReportSection] {
        let tables = StatementTables(statement: statement, format: format)
        let byItem = tables.byItem()
        func section(_ side: StockStatement.Side, _ title: Phrase, _ notes: [String]) -> ReportSection {
            let table = tables.byReason(side)
            let nothing: Phrase = side == .losses ? .noLosses : .nothingMoved
            return ReportSection(
                id: side.rawValue,
                title: title.text(language),
                blocks: (table.map { [.table($0)] } ?? [.note(nothing.text(language))]) + notes.map { .note($0) }
            )
        }
        return [
            ReportSection(
                id: "statement",
                title: Phrase.statement.text(language),
                blocks: byItem.rows.isEmpty
                    ? [.note(Phrase.nothingMoved.text(language))] : [.table(byItem), .note(Phrase.stockLeftNote.text(language))]
            ),
            section(.incoming, .incoming, []),
            section(.outgoing, .outgoing, []),
            section(.losses, .losses, wastage + [Phrase.seizureRule.text(language)]),
        ]
    }

    /// Wasted / (given + wasted), unit by unit; nothing where nothing left.
    private var wastage: [String] {
        BaseUnit.allCases.compactMap { base in
            guard let sums = statement.total(base), sums.given >= 0, sums.wasted > 0 else { return nil }
            let left = Int128(sums.given) + Int128(sums.wasted)
            let perMille = Int64((2_000 * Int128(sums.wasted) + left) / (2 * left))
            return Phrase.wastageShare.filled(language, format.unit(base), format.share(perMille: perMille))
        }
    }

    /// What was spent against what was allowed.
    var budgetSection: ReportSection {
        var rows = budget.lines.map { line in
            ReportRow(
                id: FigureName.part(line.code),
                cells: [
                    .text(line.name(language)), amount(line.budget), amount(line.spentInPeriod), amount(line.spentToDate),
                    amount(line.budget - line.spentToDate),
                ]
            )
        }
        if budget.unallocated != 0 {
            rows.append(
                ReportRow(
                    id: "_unallocated",
                    cells: [
                        .text(Phrase.unallocated.text(language)), amount(budget.unallocated), amount(0), amount(0),
                        amount(budget.unallocated),
                    ]
                )
            )
        }
        let table = ReportTable(
            columns: [
                .text("line", Phrase.line.text(language)), .figures("budget", Phrase.budgeted.text(language)),
                .figures("spent.period", Phrase.spentPeriod.text(language)), .figures("spent", Phrase.spentToDate.text(language)),
                .figures("budget.left", Phrase.left.text(language)),
            ],
            rows: rows,
            totals: [
                ReportRow(
                    id: "_total",
                    cells: [
                        .text(Phrase.total.text(language)), amount(facts.grant.amount), amount(budget.spentInPeriod),
                        amount(budget.spentToDate), amount(budget.left),
                    ]
                )
            ]
        )
        return ReportSection(
            id: "budget",
            title: Phrase.budget.text(language),
            blocks: rows.isEmpty
                ? [.note(Phrase.noBudget.text(language))] : [.table(table), .note(Phrase.moneyRule.text(language))]
        )
    }

    /// Where the value of the goods has got to.
    var valueSection: ReportSection {
        let rows = traced.fates.map { trace in
            ReportRow(
                id: trace.fate.rawValue,
                cells: [
                    .text(trace.fate.phrase.text(language)), amount(trace.value),
                    traced.perMille(trace.fate).map { .share(perMille: $0) } ?? .blank,
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("fate", Phrase.fate.text(language)), .figures("value", Phrase.amount.text(language)),
                .figures("value.share", Phrase.share.text(language), adds: false),
            ],
            rows: rows,
            totals: [ReportRow(id: "total", cells: [.text(Phrase.total.text(language)), amount(traced.total), .blank])]
        )
        var notes: [String] = []
        if let share = traced.perMille(.traced) { notes.append(Phrase.tracedShare.filled(language, format.share(perMille: share))) }
        notes.append(Phrase.tracedRule.text(language))
        if facts.lotsWithoutValue > 0 {
            notes.append(Phrase.withoutValue.filled(language, format.number(facts.lotsWithoutValue)))
        }
        return ReportSection(
            id: "value",
            title: Phrase.value.text(language),
            blocks: (traced.total == 0 ? [.note(Phrase.noValue.text(language))] : [.table(table)]) + notes.map { .note($0) }
        )
    }

    /// Gifts in kind: never in one sum with money, nor one currency with another.
    var inKindSection: ReportSection {
        let sorted = facts.inKind.sorted { ($0.value.currency.code, $0.basis) < ($1.value.currency.code, $1.basis) }
        let rows = sorted.map { value in
            ReportRow(id: FigureName.part("\(value.basis)-\(value.value.currency.code)"), cells: [.text(value.basis), .money(value.value)])
        }
        let currencies = Set(facts.inKind.map(\.value.currency)).sorted { $0.code < $1.code }
        let totals = currencies.compactMap { currency -> ReportRow? in
            let sum = sorted.reduce(Int64(0)) { $1.value.currency == currency ? $0 + $1.value.minor : $0 }
            guard let total = try? Money(minor: sum, currency: currency) else { return nil }
            return ReportRow(id: "_total-\(currency.code)", cells: [.text(Phrase.total.text(language)), .money(total)])
        }
        let table = ReportTable(
            columns: [.text("basis", Phrase.basis.text(language)), .figures("in-kind", Phrase.amount.text(language))],
            rows: FigureName.distinct(rows),
            totals: totals
        )
        return ReportSection(
            id: "in-kind",
            title: Phrase.inKind.text(language),
            blocks: (rows.isEmpty ? [.note(Phrase.noInKind.text(language))] : [.table(table)]) + [.note(Phrase.inKindRule.text(language))]
        )
    }

    /// Goods lent and due back.
    var lentSection: ReportSection {
        let sorted = facts.lent.sorted { ($0.borrower, $0.item, $0.since) < ($1.borrower, $1.item, $1.since) }
        let rows = sorted.map { loan in
            let base = statement.items[loan.item]?.base ?? .piece
            return ReportRow(
                id: "\(FigureName.part(loan.borrower)).\(FigureName.part(loan.item))",
                cells: [
                    .text(loan.borrower), .text(statement.items[loan.item]?.name(language) ?? loan.item),
                    .text(format.unit(base)), .quantity(loan.units, base), .date(loan.since),
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("borrower", Phrase.borrower.text(language)), .text("item", Phrase.item.text(language)),
                .text("unit", Phrase.unit.text(language)), .figures("lent", Phrase.quantity.text(language)),
                .text("since", Phrase.since.text(language)),
            ],
            rows: FigureName.distinct(rows)
        )
        return ReportSection(
            id: "lent",
            title: Phrase.lent.text(language),
            blocks: rows.isEmpty ? [.note(Phrase.noLent.text(language))] : [.table(table), .note(Phrase.lentRule.text(language))]
        )
    }

    /// Entries of closed periods that stand in this one.
    var earlierSections: [ReportSection] {
        guard !facts.earlierPeriods.isEmpty else { return [] }
        let table = LateTable(format: format, items: statement.items).table(facts.earlierPeriods, figure: "earlier")
        return [
            ReportSection(
                id: "earlier",
                title: Phrase.earlier.text(language),
                blocks: [.table(table), .note(Phrase.earlierRule.text(language))]
            )
        ]
    }
}
