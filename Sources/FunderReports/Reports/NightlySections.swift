internal import Measures
import Speech

extension NightlyBuilder {
    /// How long the stock lasts, the shortest first; items without stock or demand are left out.
    var runwaySection: ReportSection {
        let shown = runways.filter { $0.days != .noDemand || $0.usable > 0 }
        let rows = shown.map { runway in
            let unit = base(runway.item)
            let packs = statement.items[runway.item].map { format.packs(runway.usable, of: $0) } ?? ""
            return ReportRow(
                id: FigureName.part(runway.item),
                cells: [
                    .text(name(runway.item)), .days(runway.days), .text(format.unit(unit)), .quantity(runway.usable, unit),
                    .quantity(runway.perDay, unit), .quantity(runway.nextSevenDays, unit), .text(packs),
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("item", Phrase.item.text(language)), .figures("runway.days", Phrase.daysLeft.text(language), adds: false),
                .text("unit", Phrase.unit.text(language)), .figures("runway.usable", Phrase.onHand.text(language), adds: false),
                .figures("runway.per-day", Phrase.perDay.text(language), adds: false),
                .figures("runway.next-seven", Phrase.nextSeven.text(language), adds: false), .text("packs", Phrase.packs.text(language)),
            ],
            rows: rows,
            screenRows: 8
        )
        return ReportSection(
            id: "runway",
            title: Phrase.runway.text(language),
            blocks: rows.isEmpty
                ? [.note(Phrase.nothingStocked.text(language))] : [.table(table), .note(Phrase.runwayMethod.text(language))]
        )
    }

    /// Need against given, the least covered first.
    var needSection: ReportSection {
        let rows = needs.map { need in
            let unit = base(need.item)
            return ReportRow(
                id: "\(FigureName.part(need.zone)).\(FigureName.part(need.item)).\(need.source.rawValue)",
                cells: [
                    .text(need.zone), .text(name(need.item)), .text(format.unit(unit)), .quantity(need.needed, unit),
                    .quantity(need.given, unit), .quantity(need.unmet, unit),
                    need.coveredPerMille.map { .share(perMille: $0) } ?? .blank, .text(need.source.phrase.text(language)),
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("zone", Phrase.zone.text(language)), .text("item", Phrase.item.text(language)),
                .text("unit", Phrase.unit.text(language)), .figures("need", Phrase.needed.text(language), adds: false),
                .figures("need.given", Phrase.given.text(language), adds: false),
                .figures("need.unmet", Phrase.unmet.text(language), adds: false),
                .figures("need.covered", Phrase.covered.text(language), adds: false), .text("basis", Phrase.basis.text(language)),
            ],
            rows: rows,
            screenRows: 6
        )
        return ReportSection(
            id: "needs",
            title: Phrase.needs.text(language),
            blocks: rows.isEmpty ? [.note(Phrase.noNeeds.text(language))] : [.table(table), .note(Phrase.needMethod.text(language))]
        )
    }

    /// What the rounds of the day did.
    var roundSection: ReportSection {
        let rounds = facts.rounds.sorted { ($0.code, $0.vehicle) < ($1.code, $1.vehicle) }
        let rows = rounds.map { round in
            ReportRow(
                id: FigureName.part(round.code),
                cells: [
                    .text(round.code), .text(round.vehicle), .text(round.state.phrase.text(language)), .count(round.stopsPlanned),
                    .count(round.stopsServed), .people(.exact(round.people)),
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("round", Phrase.round.text(language)), .text("vehicle", Phrase.vehicle.text(language)),
                .text("state", Phrase.state.text(language)), .figures("round.planned", Phrase.stopsPlanned.text(language)),
                .figures("round.served", Phrase.stopsServed.text(language)),
                .figures("round.people", Phrase.headlineContacts.text(language)),
            ],
            rows: FigureName.distinct(rows),
            totals: [
                ReportRow(
                    id: "total",
                    cells: [
                        .text(Phrase.total.text(language)), .text(""), .text(""), .count(rounds.reduce(0) { $0 + $1.stopsPlanned }),
                        .count(rounds.reduce(0) { $0 + $1.stopsServed }), .people(.exact(rounds.reduce(0) { $0 + $1.people })),
                    ]
                )
            ],
            screenRows: 5
        )
        return ReportSection(
            id: "rounds",
            title: Phrase.rounds.text(language),
            blocks: rows.isEmpty ? [.note(Phrase.noRounds.text(language))] : [.table(table)]
        )
    }

    /// Tomorrow's rounds: inside only.
    var tomorrowSection: ReportSection {
        let sorted = facts.tomorrow.sorted { left, right in
            (left.departs?.seconds ?? Int32.max, left.code) < (right.departs?.seconds ?? Int32.max, right.code)
        }
        let rows = sorted.map { round in
            ReportRow(
                id: FigureName.part(round.code),
                cells: [
                    .text(round.code), .text(round.vehicle), round.departs.map { .text(format.time($0)) } ?? .blank,
                    .text(round.zones.joined(separator: ", ")), .text(round.state.phrase.text(language)), .count(round.stops),
                ]
            )
        }
        let table = ReportTable(
            columns: [
                .text("round", Phrase.round.text(language)), .text("vehicle", Phrase.vehicle.text(language)),
                .text("departs", Phrase.departs.text(language)), .text("zones", Phrase.zones.text(language)),
                .text("state", Phrase.state.text(language)), .figures("tomorrow.stops", Phrase.stops.text(language)),
            ],
            rows: FigureName.distinct(rows)
        )
        return ReportSection(
            id: "tomorrow",
            title: Phrase.tomorrow.text(language),
            blocks: rows.isEmpty ? [.note(Phrase.noTomorrow.text(language))] : [.table(table)]
        )
    }

    /// Entries of nights already reported.
    var lateSection: ReportSection {
        ReportSection(
            id: "late",
            title: Phrase.late.text(language),
            blocks: [
                .table(LateTable(format: format, items: statement.items).table(facts.late, figure: "late")),
                .note(Phrase.lateRule.text(language)),
            ]
        )
    }

    /// How good the figures are.
    var qualitySection: ReportSection {
        func line(_ name: String, _ phrase: Phrase, _ count: ReportCell) -> ReportLine {
            ReportLine(id: "quality.\(name)", weight: .plain, label: phrase.text(language), count: count, details: [])
        }
        return ReportSection(
            id: "quality",
            title: Phrase.quality.text(language),
            blocks: [
                .lines([
                    line("late", .lateEntries, .count(quality.lateEntries)),
                    line("contacts-estimated", .estimatedPeople, .people(.exact(quality.estimated))),
                    line("contacts-from-memory", .memoryPeople, .people(.exact(quality.fromMemory))),
                    line("without-value", .receiptsWithoutValue, .count(quality.withoutValue)),
                    line("unexplained", .differences, .count(quality.unexplained)),
                    line("rounds-open", .roundsNotClosed, .count(quality.roundsOpen)),
                ]),
                .note(Phrase.contactsMethod.text(language)),
            ]
        )
    }
}

/// The table of entries that came after their period had been reported.
struct LateTable {
    let format: ReportFormat
    let items: [String: ReportItem]

    func table(_ entries: [LateEntry], figure: String) -> ReportTable {
        let language = format.language
        let sorted = entries.sorted { ($0.concerns, $0.movement, $0.item) < ($1.concerns, $1.movement, $1.item) }
        let rows = sorted.map { entry in
            let base = items[entry.item]?.base ?? .piece
            return ReportRow(
                id: "\(entry.movement).\(FigureName.part(entry.item))",
                cells: [
                    .date(entry.concerns), .text(String(entry.movement)), .text(entry.reason.words(language)),
                    .text(items[entry.item]?.name(language) ?? entry.item), .text(format.unit(base)), .quantity(entry.units, base),
                ]
            )
        }
        return ReportTable(
            columns: [
                .text("concerns", Phrase.concerns.text(language)), .text("entry", Phrase.entry.text(language)),
                .text("reason", Phrase.reason.text(language)), .text("item", Phrase.item.text(language)),
                .text("unit", Phrase.unit.text(language)), .figures(figure, Phrase.quantity.text(language)),
            ],
            rows: FigureName.distinct(rows),
            screenRows: 6
        )
    }
}
