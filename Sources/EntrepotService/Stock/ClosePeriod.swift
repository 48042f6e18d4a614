import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Closing the books of a warehouse up to a day: nothing is dated there any more. What comes to light later is booked today and says which
/// day it concerns.
package struct ClosePeriod: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["warehouse", "until", "closed_at", "by", "note"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Closes it; open counts and rounds on the road of those days are named first.
    package func close(warehouse code: String, until text: String) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(code)
        try desk.requireWhole(warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let moments = Moments(desk)
        let day = try await moments.day(text, .lookedBack, figure: "until", warehouse: warehouse)
        guard day < (try await moments.today(warehouse)) else {
            throw Refusal(
                "RULE.PERIOD-NOT-OVER", [.init("until", day.description)],
                Wording(
                    "\(day.words.english) is not over yet: close up to yesterday at the latest",
                    "le \(day.words.french) n'est pas fini : clore jusqu'à hier au plus tard"))
        }
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let open = try await PeriodQueries.openEnds(warehouse.id, until: day, from: transaction)
            var answer = Answer(changed: true)
            if !open.counts.isEmpty || !open.rounds.isEmpty {
                let refusal = openEnds(open, until: day)
                guard desk.entry.anyway != nil else { throw refusal }
                answer.warnings.append(refusal.sentence)
            }
            guard
                try await PeriodQueries.close(
                    warehouse.id, until: day, note: desk.entry.note ?? desk.entry.anyway, actor: desk.actor, in: transaction)
            else {
                throw Refusal(
                    "RULE.PERIOD-CLOSED-TWICE", [.init("warehouse", warehouse.code), .init("until", day.description)],
                    Wording(
                        "the books of \(warehouse.code) are closed up to there already: see \(en: .periodList) \(warehouse.code)",
                        "les comptes de \(warehouse.code) sont déjà clos jusque-là : voir \(fr: .periodList) \(warehouse.code)"))
            }
            answer.records = try await PeriodQueries.list(warehouse.id, from: transaction).prefix(1).map { Self.record($0, warehouse) }
            answer.pairs = ["warehouse": .string(warehouse.code), "until": .string(day.description)]
            answer.sentence = Wording(
                "closed up to the end of \(day.words.english): what comes to light later is booked today with concerns=DATE",
                "clos jusqu'à la fin du \(day.words.french) : ce qui se découvre plus tard s'enregistre aujourd'hui avec concerne=DATE")
            return answer
        }
    }

    /// The closed periods of a warehouse, or of all, the last first.
    package func list(warehouse code: String?, _ page: Page) async throws -> Answer {
        let warehouses = if let code { [try await Names(desk).warehouse(code)] } else { try await Names(desk).everyWarehouse() }
        var rows: [(warehouse: WarehouseRecord, period: PeriodRow)] = []
        for warehouse in warehouses {
            rows += try await PeriodQueries.list(warehouse.id, from: desk.source).map { (warehouse, $0) }
        }
        return try page.cut(rows, list: "period list", cursor: { "\($0.warehouse.code)/\($0.period.until)" }) {
            Self.record($0.period, $0.warehouse)
        }
    }

    private static func record(_ row: PeriodRow, _ warehouse: WarehouseRecord) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(warehouse.code), .string(row.until.description), .string(row.closedAt.description), .string(row.closedBy),
                JSONValue(row.note),
            ])
    }

    private func openEnds(_ open: (counts: [Int64], rounds: [Int64]), until day: CivilDate) -> Refusal {
        let counts = open.counts.map(String.init).joined(separator: ", ")
        let rounds = open.rounds.map(String.init).joined(separator: ", ")
        var english: [String] = []
        var french: [String] = []
        if !counts.isEmpty {
            english.append("counts \(counts) are open («\(CommandWords.countClose.words.english)»)")
            french.append("les comptages \(counts) sont ouverts (« \(CommandWords.countClose.words.french) »)")
        }
        if !rounds.isEmpty {
            english.append("rounds \(rounds) are not closed («\(CommandWords.roundShow.words.english)»)")
            french.append("les tournées \(rounds) ne sont pas closes (« \(CommandWords.roundShow.words.french) »)")
        }
        return Refusal(
            "RULE.PERIOD-OPEN-ENDS",
            [.init("until", day.description), .init("counts", counts), .init("rounds", rounds)],
            Wording(
                "\(english.joined(separator: ", and ")) of these days: end them first, or add anyway=REASON and they book into the open period",
                "\(french.joined(separator: ", et ")) pour ces jours : les terminer d'abord, ou ajouter malgré=MOTIF et ils s'inscriront dans la période ouverte"
            ))
    }
}
