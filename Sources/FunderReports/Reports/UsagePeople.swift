internal import Measures

/// A month of the calendar, in order.
private struct Month: Hashable, Comparable {
    let year: Int
    let month: Int
    let firstSeen: CivilDate

    init(_ day: CivilDate) {
        let parts = day.parts
        year = parts.year
        month = parts.month
        firstSeen = day.adding(days: 1 - parts.day)
    }

    /// `2026-11`
    var code: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }
}

extension UsageBuilder {
    /// People by zone and month as a funder may see them, and the method.
    var peopleSections: [ReportSection] {
        guard !facts.contacts.isEmpty else {
            return [
                ReportSection(
                    id: "people", title: Phrase.people.text(language),
                    blocks: [.note(Phrase.noPeople.text(language))] + peakNotes.map { .note($0) })
            ]
        }
        return [contactSection] + (smallSection.map { [$0] } ?? [])
    }

    private var contactSection: ReportSection {
        let zones = Set(facts.contacts.map(\.zone)).sorted()
        let months = Set(facts.contacts.map { Month($0.day) }).sorted()
        let counts = months.map { month in
            zones.map { zone in
                facts.contacts.reduce(Int64(0)) { $1.zone == zone && Month($1.day) == month ? $0 + $1.people : $0 }
            }
        }
        let disclosed = Disclosure.outside(counts)
        var rows = months.indices.map { place in
            ReportRow(
                id: months[place].code,
                cells: [.text(format.month(of: months[place].firstSeen))]
                    + (disclosed.cells[place] + [disclosed.rowTotals[place]]).map { .people($0) }
            )
        }
        if months.count > 1 {
            rows.append(
                ReportRow(
                    id: "total",
                    cells: [.text(Phrase.total.text(language))] + (disclosed.columnTotals + [disclosed.total]).map { .people($0) }
                )
            )
        }
        let table = ReportTable(
            columns: [.text("month", Phrase.month.text(language))]
                + zones.map { .figures("people.\(FigureName.part($0))", $0, adds: false) }
                + [.figures("people.total", Phrase.total.text(language), adds: false)],
            rows: rows
        )
        let quality =
            people.contactsNotCounted == 0
            ? Phrase.contactsAllCounted.text(language)
            : Phrase.contactsQuality.filled(language, format.people(DisclosedCount(outside: people.contactsNotCounted)))
        let cells = rows.flatMap(\.cells)
        return ReportSection(
            id: "people",
            title: Phrase.people.text(language),
            blocks: [.table(table), .note(Phrase.contactsMethod.text(language) + " " + quality)] + peakNotes.map { .note($0) }
                + rules(for: cells).map { .note($0) }
        )
    }

    /// Women and children have no totals: from those their numbers in a zone could be worked out.
    private var smallSection: ReportSection? {
        var rows: [ReportRow] = []
        for month in Set(facts.contacts.map { Month($0.day) }).sorted() {
            for zone in Set(facts.contacts.map(\.zone)).sorted() {
                let stops = facts.contacts.filter { $0.zone == zone && Month($0.day) == month }
                let women = stops.compactMap(\.women)
                let children = stops.compactMap(\.children)
                guard !women.isEmpty || !children.isEmpty else { continue }
                func cell(_ counts: [Int64]) -> ReportCell {
                    counts.isEmpty ? .blank : .people(DisclosedCount(outside: counts.reduce(0, +)))
                }
                rows.append(
                    ReportRow(
                        id: "\(month.code).\(FigureName.part(zone))",
                        cells: [.text(format.month(of: month.firstSeen)), .text(zone), cell(women), cell(children)]
                    )
                )
            }
        }
        guard !rows.isEmpty else { return nil }
        let table = ReportTable(
            columns: [
                .text("month", Phrase.month.text(language)), .text("zone", Phrase.zone.text(language)),
                .figures("women", Phrase.women.text(language), adds: false),
                .figures("children", Phrase.children.text(language), adds: false),
            ],
            rows: rows
        )
        return ReportSection(
            id: "people-small",
            title: Phrase.peopleSmall.text(language),
            blocks: [.table(table), .note(Phrase.womenRule.text(language))] + rules(for: rows.flatMap(\.cells)).map { .note($0) }
        )
    }

    private var peakNotes: [String] {
        guard let peak = people.peak else { return [Phrase.noPeak.text(language)] }
        // Populations of sites are rounded to 10, half up.
        let rounded: String
        switch peak.people {
        case 1...4: rounded = Phrase.fewerThanFive.text(language)
        default: rounded = format.number((peak.people + 5) / 10 * 10)
        }
        return [Phrase.peak.filled(language, rounded, format.date(peak.day))]
    }

    /// The rules that shaped the cells, each only when it did.
    private func rules(for cells: [ReportCell]) -> [String] {
        var rules = [Phrase.roundedRule.text(language)]
        if cells.contains(.people(.fewerThanFive)) { rules.append(Phrase.smallRule.text(language)) }
        if cells.contains(.people(.hidden)) { rules.append(Phrase.hiddenRule.text(language)) }
        return rules
    }
}
