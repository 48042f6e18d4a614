internal import Measures

extension NightlyBuilder {
    /// What somebody has to look at, the most urgent first; only what there is.
    var exceptionSection: ReportSection {
        let all = (stockLines + expiryLines + bookLines + placeLines).filter { $0.count != .count(0) }
        let lines = all.filter { $0.weight == .alert } + all.filter { $0.weight != .alert }
        return ReportSection(
            id: "exceptions",
            title: Phrase.exceptions.text(language),
            blocks: lines.isEmpty ? [.note(Phrase.noExceptions.text(language))] : [.lines(lines)]
        )
    }

    private func line(_ name: String, _ weight: ReportLine.Weight, _ label: String, _ details: [String]) -> ReportLine {
        ReportLine(id: "exceptions.\(name)", weight: weight, label: label, count: .count(Int64(details.count)), details: details)
    }

    private var stockLines: [ReportLine] {
        let out = runways.filter { $0.days == .out }.map { name($0.item) }
        let low = runways.filter(\.isLow).map { runway in
            Phrase.runwayDetail.filled(language, name(runway.item), format.text(.days(runway.days)))
        }
        let evictions = facts.evictions.map { eviction in
            guard let people = eviction.people else { return Phrase.evictionUnknown.filled(language, eviction.zone) }
            return Phrase.evictionDetail.filled(language, eviction.zone, format.number(people))
        }
        return [
            line("out", .alert, Phrase.out.text(language), out),
            line("low", .alert, Phrase.low.text(language), low),
            line("evictions", .alert, Phrase.evictions.text(language), evictions.sorted()),
        ]
    }

    private var expiryLines: [ReportLine] {
        let lots = facts.expiring.sorted { ($0.expires, $0.item, $0.lot) < ($1.expires, $1.item, $1.lot) }
        func details(_ lots: [ExpiringLot]) -> [String] {
            lots.map { lot in
                Phrase.expiresDetail.filled(language, name(lot.item), words(lot.units, of: lot.item), lot.lot, format.date(lot.expires))
            }
        }
        // The day printed on a lot is its last good day.
        return [
            line("expired", .alert, Phrase.expired.text(language), details(lots.filter { $0.expires < facts.day })),
            line(
                "expiring", .notice, Phrase.expiring.filled(language, format.number(facts.expiryHorizonDays)),
                details(lots.filter { $0.expires >= facts.day && Int64($0.expires.days(since: facts.day)) <= facts.expiryHorizonDays })
            ),
        ]
    }

    private var bookLines: [ReportLine] {
        let labels: [(UnexplainedDifference.Kind, Phrase)] = [
            (.shortfall, .unexplainedShortfall), (.count, .unexplainedCount), (.round, .unexplainedRound),
        ]
        let differences = facts.unexplained.sorted { ($0.movement, $0.item) < ($1.movement, $1.item) }
        let unexplained = labels.map { kind, phrase in
            let details = differences.filter { $0.kind == kind }.map { difference in
                movementDetail(difference.item, difference.units, difference.movement, difference.day)
            }
            return line("unexplained.\(kind.rawValue)", .alert, phrase.text(language), details)
        }
        let unvalued = facts.unvalued.sorted { ($0.movement, $0.item) < ($1.movement, $1.item) }.map { receipt in
            movementDetail(receipt.item, receipt.units, receipt.movement, receipt.receivedOn)
        }
        return unexplained + [line("unvalued", .notice, Phrase.unvalued.text(language), unvalued)]
    }

    private func movementDetail(_ item: String, _ units: Int64, _ movement: Int64, _ day: CivilDate) -> String {
        Phrase.movementDetail.filled(language, name(item), words(units, of: item), String(movement), format.date(day))
    }

    private var placeLines: [ReportLine] {
        let rounds = facts.openRounds.sorted { ($0.day, $0.code) < ($1.day, $1.code) }.map { round in
            Phrase.openRoundDetail.filled(language, round.code, round.state.phrase.text(language), format.date(round.day))
        }
        let stale = facts.counts.filter { count in
            guard let day = count.countedOn else { return true }
            return Int64(facts.day.days(since: day)) > facts.countEveryDays
        }
        // Never counted first, then the longest ago.
        let first = CivilDate(dayNumber: Int32.min)
        let places = stale.sorted { ($0.countedOn ?? first, $0.place) < ($1.countedOn ?? first, $1.place) }.map { count in
            guard let day = count.countedOn else { return Phrase.neverCounted.filled(language, count.place) }
            return Phrase.lastCounted.filled(language, count.place, format.date(day))
        }
        return [
            line("rounds", .notice, Phrase.openRounds.text(language), rounds),
            line("uncounted", .notice, Phrase.uncounted.filled(language, format.number(facts.countEveryDays)), places),
        ]
    }
}
