internal import Measures
package import Speech

/// What a grant became, for its funder: goods, money, value, people, each by its own rule.
package enum UsageReport {
    /// The report of a grant over a period. The same facts give the same document. People are told as a funder may see them.
    ///
    /// Throws `unbalanced` with every row that does not close, `facts` when the facts contradict themselves.
    package static func document(_ facts: UsageFacts, in language: Language) throws(ReportError) -> ReportDocument {
        let builder = try UsageBuilder(facts, language)
        let document = builder.document()
        try ReportFooting.check(document)
        return document
    }
}

/// The figures of a grant, checked, and the sections they make.
struct UsageBuilder {
    let facts: UsageFacts
    let format: ReportFormat
    let statement: StockStatement
    let budget: BudgetStatement
    let traced: TracedValue
    let people: PeopleReached

    var language: Language { format.language }

    init(_ facts: UsageFacts, _ language: Language) throws(ReportError) {
        self.facts = facts
        format = ReportFormat(language)
        statement = try StockStatement(rows: facts.flows, items: facts.items)
        try Self.check(facts, items: statement.items)
        budget = try BudgetStatement(facts.grant)
        traced = try TracedValue(facts.traces)
        people = PeopleReached(contacts: facts.contacts, headcounts: facts.headcounts)
    }

    private static func check(_ facts: UsageFacts, items: [String: ReportItem]) throws(ReportError) {
        var faults: [String] = []
        for grant in Set(facts.flows.map { $0.grant ?? "-" }).sorted() where grant != facts.grant.code {
            faults.append("a row of the grant \(grant) in a report on the grant \(facts.grant.code)")
        }
        if facts.warehouses.isEmpty || facts.warehouses.count != facts.cuts.count {
            faults.append("\(facts.warehouses.count) warehouses and \(facts.cuts.count) cuts: each warehouse needs its cut")
        }
        let numbers = facts.contacts.flatMap { [$0.people, $0.women ?? 0, $0.children ?? 0] } + facts.headcounts.map(\.people)
        if numbers.contains(where: { $0 < 0 }) { faults.append("a number of people below zero") }
        if facts.contacts.contains(where: { $0.day < facts.period.first || $0.day > facts.period.last }) {
            faults.append("contacts of a day outside the period")
        }
        guard faults.isEmpty else { throw .facts(faults) }
        try ReportFooting.check(codes: facts.lent.map(\.item) + facts.earlierPeriods.map(\.item), among: items)
        try ReportFooting.check(amounts: numbers, of: "people")
        try ReportFooting.check(amounts: facts.lent.map(\.units) + facts.earlierPeriods.map(\.units), of: "entries")
        try ReportFooting.check(amounts: facts.inKind.map(\.value.minor), of: "gifts in kind", areMoney: true)
    }

    func document() -> ReportDocument {
        let grant = facts.grant
        return ReportDocument(
            kind: .usage,
            language: language,
            subject: Phrase.subjectUsage.filled(
                language, grant.code, format.date(facts.period.first), format.date(facts.period.last)),
            title: Phrase.usageTitle.text(language),
            scope: [
                Phrase.scopeGrant.filled(language, grant.code, grant.funder, grant.organisation),
                Phrase.scopeAmount.filled(
                    language, money(grant.amount), format.date(grant.period.first), format.date(grant.period.last)),
                Phrase.scopePeriod.filled(language, format.date(facts.period.first), format.date(facts.period.last)),
                (facts.warehouses.count == 1 ? Phrase.scopeWarehouse : .scopeWarehouses)
                    .filled(language, facts.warehouses.map(\.name).joined(separator: ", ")),
            ],
            period: facts.period,
            warehouses: facts.warehouses.map(\.code),
            grant: grant.code,
            headline: headlineCells,
            sections: goodsSections + [budgetSection, valueSection, inKindSection] + peopleSections + [lentSection] + earlierSections,
            footers: footers
        )
    }

    func amount(_ minor: Int64) -> ReportCell {
        // The sums were checked to fit: see ReportFooting.check(amounts:of:areMoney:).
        (try? Money(minor: minor, currency: facts.grant.currency)).map { .money($0) } ?? .blank
    }

    func money(_ minor: Int64) -> String { format.text(amount(minor)) }

    private var headlineCells: [HeadlineCell] {
        func cell(_ name: String, _ label: Phrase, _ cell: ReportCell, _ comparison: String) -> HeadlineCell {
            HeadlineCell(id: "headline.\(name)", label: label.text(language), cell: cell, comparison: comparison)
        }
        let lost = statement.total(.piece)?.lost ?? 0
        let wood = statement.total(.gram)?.lost ?? 0
        return [
            cell("spent", .spentToDate, amount(budget.spentToDate), Phrase.ofTotal.filled(language, money(facts.grant.amount))),
            cell(
                "given.pieces", .headlinePiecesOut, .quantity(statement.total(.piece)?.given ?? 0, .piece),
                Phrase.lostBeside.filled(language, format.quantity(lost, .piece))),
            cell(
                "given.kg", .headlineKg, .quantity(statement.total(.gram)?.given ?? 0, .gram),
                Phrase.lostBeside.filled(language, format.quantity(wood, .gram))),
            cell("people.contacts", .headlineContacts, .people(DisclosedCount(outside: people.contacts)), Phrase.atStops.text(language)),
            cell(
                "traced", .headlineTraced, traced.perMille(.traced).map { .share(perMille: $0) } ?? .blank,
                Phrase.ofValue.text(language)),
        ]
    }

    private var footers: [String] {
        let cuts = zip(facts.warehouses, facts.cuts).map { warehouse, cut in
            Phrase.cutOf.filled(language, cut.position, format.date(cut.day), format.time(cut.time), cut.zone, warehouse.name)
        }
        let revision = facts.cuts.map(\.revision).max() ?? 1
        return [Phrase.statementRule.text(language) + " " + Phrase.closes.text(language), Phrase.kitRule.text(language)]
            + cuts + [Phrase.revision.filled(language, String(revision))]
    }
}
