internal import Measures
package import Speech

/// The night's report for the warehouse and its leads; sent even when quiet. For inside only: it tells tomorrow's rounds.
package enum NightlyReport {
    /// The report of a night. The same facts give the same document.
    ///
    /// Throws `unbalanced` with every row that does not close, `facts` when the facts contradict themselves.
    package static func document(_ facts: NightlyFacts, in language: Language) throws(ReportError) -> ReportDocument {
        let builder = try NightlyBuilder(facts, language)
        let document = builder.document()
        try ReportFooting.check(document)
        return document
    }
}

/// The figures of a night, checked, and the sections they make.
struct NightlyBuilder {
    let facts: NightlyFacts
    let format: ReportFormat
    let statement: StockStatement
    let totals: DayTotals
    let headline: HeadlineFigures
    let runways: [Runway]
    let needs: [NeedAgainstGiven]
    let quality: DataQuality

    var language: Language { format.language }

    init(_ facts: NightlyFacts, _ language: Language) throws(ReportError) {
        self.facts = facts
        format = ReportFormat(language)
        statement = try StockStatement(rows: facts.flows, items: facts.items)
        try Self.check(facts, items: statement.items)
        totals = DayTotals(statement: statement, contacts: facts.contacts)
        headline = HeadlineFigures(today: totals, previous: facts.previousDays)
        runways = Runway.table(facts.stock)
        needs = NeedAgainstGiven.table(facts.needs)
        quality = DataQuality(facts)
    }

    private static func check(_ facts: NightlyFacts, items: [String: ReportItem]) throws(ReportError) {
        guard facts.previousDays.count <= 7 else { throw .facts(["more than seven days before the reported day"]) }
        var codes = facts.stock.map(\.item)
        let repeated = Dictionary(grouping: codes, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        guard repeated.isEmpty else { throw .facts(repeated.map { "the stock of \($0) is told twice" }) }
        codes += facts.expiring.map(\.item) + facts.unvalued.map(\.item) + facts.needs.map(\.item)
        codes += facts.late.map(\.item) + facts.unexplained.map(\.item)
        try ReportFooting.check(codes: codes, among: items)
        let people =
            facts.contacts.flatMap { [$0.people, $0.women ?? 0, $0.children ?? 0] } + facts.evictions.map { $0.people ?? 0 }
            + facts.rounds.map(\.people)
        guard people.allSatisfy({ $0 >= 0 }) else { throw .facts(["a number of people below zero"]) }
        try ReportFooting.check(amounts: people, of: "people")
        let stock = facts.stock.flatMap { [$0.onHand, $0.reserved, $0.unusable, $0.plannedNextSevenDays] + $0.dailyGiven.map { $0 ?? 0 } }
        try ReportFooting.check(amounts: stock, of: "stock")
        try ReportFooting.check(amounts: facts.needs.flatMap { [$0.needed, $0.given] }, of: "needs")
        let single = facts.expiring.map(\.units) + facts.unvalued.map(\.units) + facts.unexplained.map(\.units) + facts.late.map(\.units)
        try ReportFooting.check(amounts: single, of: "entries")
    }

    func document() -> ReportDocument {
        ReportDocument(
            kind: .nightly,
            language: language,
            subject: subject,
            title: Phrase.nightlyTitle.text(language),
            scope: [
                Phrase.scopeWarehouse.filled(language, facts.warehouse.name),
                Phrase.scopeDay.filled(language, format.longDate(facts.day)),
            ],
            period: ReportingPeriod(day: facts.day),
            warehouses: [facts.warehouse.code],
            grant: nil,
            headline: headlineCells,
            sections: [exceptionSection, movementSection, runwaySection, needSection, roundSection, tomorrowSection]
                + (facts.late.isEmpty ? [] : [lateSection]) + [qualitySection],
            footers: footers
        )
    }

    func name(_ code: String) -> String { statement.items[code]?.name(language) ?? code }

    func base(_ code: String) -> BaseUnit { statement.items[code]?.base ?? .piece }

    func words(_ units: Int64, of code: String) -> String { format.quantityWithUnit(units, base(code)) }

    private var headlineCells: [HeadlineCell] {
        headline.figures.map { figure in
            let mean = figure.meanTenths.map { format.decimal($0, places: 1) }
            let comparison: String
            switch (mean, headline.days) {
            case (.some(let mean), 7): comparison = Phrase.sevenDayMean.filled(language, mean)
            case (.some(let mean), let days): comparison = Phrase.shortMean.filled(language, mean, String(days))
            case (.none, _): comparison = Phrase.noMean.text(language)
            }
            let cell: ReportCell =
                switch figure.kind {
                case .piecesIn, .piecesOut: .quantity(figure.value, .piece)
                case .kilogramsOut: .quantity(figure.value, .gram)
                case .litresOut: .quantity(figure.value, .millilitre)
                case .people: .people(.exact(figure.value))
                }
            return HeadlineCell(
                id: figure.kind.rawValue,
                label: figure.kind.phrase.text(language),
                cell: cell,
                comparison: comparison,
                mean: figure.meanTenths.map { .mean(tenths: $0, of: figure.kind.base) } ?? .blank
            )
        }
    }

    private var movementSection: ReportSection {
        let table = StatementTables(statement: statement, format: format).byCategory(names: facts.categoryNames)
        let moved = facts.flows.contains { StockStatement.Sums($0).moved }
        return ReportSection(
            id: "movements",
            title: Phrase.movements.text(language),
            blocks: (moved ? [] : [.note(Phrase.nothingMoved.text(language))]) + (table.rows.isEmpty ? [] : [.table(table)])
        )
    }

    private var footers: [String] {
        let cut = facts.cut
        return [
            Phrase.statementRule.text(language) + " " + Phrase.closes.text(language),
            Phrase.kitRule.text(language),
            Phrase.cut.filled(language, cut.position, format.date(cut.day), format.time(cut.time), cut.zone)
                + " " + Phrase.revision.filled(language, String(cut.revision)),
        ]
    }
}
