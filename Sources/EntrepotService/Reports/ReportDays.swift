import EntrepotStore
import FunderReports
import Measures
import Speech
import StockLedger

/// Which days a report is asked for.
struct ReportDays: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// A night: the day said, or the operational day now. A grant's report: the month or days said, or the month now.
    func period(_ asked: RunReport.Asked, warehouse: WarehouseRecord, today: CivilDate) async throws -> ReportingPeriod {
        let moments = Moments(desk)
        if asked.kind == .nightly {
            for (name, value) in [("month", asked.month), ("from", asked.from), ("until", asked.until), ("grant", asked.grant)]
            where value != nil {
                throw refused(
                    name, Wording("the nightly report is of one day: use date=", "le rapport de nuit porte sur un jour : utiliser date="))
            }
            guard let date = asked.date else { return ReportingPeriod(day: today) }
            let day = try await moments.day(date, .lookedBack, figure: "date", warehouse: warehouse)
            guard day <= today else { throw refused("date", Wording("\(day) is not here yet", "le \(day) n'est pas encore là")) }
            return ReportingPeriod(day: day)
        }
        if asked.month != nil, asked.from != nil || asked.until != nil || asked.date != nil {
            throw refused("month", Wording("say a month or days, not both", "dire un mois ou des jours, pas les deux"))
        }
        if let date = asked.date {
            guard asked.from == nil, asked.until == nil else {
                throw refused("date", Wording("say date= or from= and until=", "dire date= ou de= et jusque="))
            }
            return ReportingPeriod(day: try await moments.day(date, .lookedBack, figure: "date", warehouse: warehouse))
        }
        if asked.from == nil, asked.until == nil {
            return try Self.month(asked.month, today: today)
        }
        guard let from = asked.from, let until = asked.until else {
            throw refused(
                asked.from == nil ? "from" : "until", Wording("give both from= and until=", "donner de= et jusque="), code: "ARG.MISSING")
        }
        let first = try await moments.day(from, .lookedBack, figure: "from", warehouse: warehouse)
        let last = try await moments.day(until, .lookedBack, figure: "until", warehouse: warehouse)
        guard first <= last, first <= today, last.days(since: first) <= 3_660 else {
            throw refused(
                "until",
                Wording(
                    "\(first) to \(last) is no period that has begun, of ten years at most",
                    "du \(first) au \(last) : pas une période commencée, de dix ans au plus"))
        }
        return try ReportingPeriod(first: first, last: last)
    }

    /// A month written `2026-11`, `11/2026` or `nov 2026`; nil is today's.
    static func month(_ written: String?, today: CivilDate) throws -> ReportingPeriod {
        let first: CivilDate
        if let written {
            guard case .month(let last)? = (try? WrittenDate(written))?.day, case let day = last.adding(days: 1 - last.parts.day),
                day <= today
            else {
                throw Refusal(
                    "ARG.VALUE", [.init("month", written)],
                    Wording(
                        "«\(written)» is no month that has begun: write 2026-11 or nov 2026",
                        "« \(written) » n'est pas un mois commencé : écrire 2026-11 ou nov 2026"))
            }
            first = day
        } else {
            first = today.adding(days: 1 - today.parts.day)
        }
        let inNextMonth = first.adding(days: 31)
        let last = inNextMonth.adding(days: -inNextMonth.parts.day)
        return try ReportingPeriod(first: first, last: last)
    }

    private func refused(_ argument: String, _ sentence: Wording, code: ErrorCode = .argumentValue) -> Refusal {
        Refusal(code, [.init("arg", argument)], sentence)
    }
}
