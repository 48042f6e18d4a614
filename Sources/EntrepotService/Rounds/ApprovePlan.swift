import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import Speech
import StockLedger

/// A lead's yes to a plan, or to some of its rounds: their stock is reserved.
package struct ApprovePlan: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Reserves for every stop the lots that the plan chose, or others of the same owners when those are gone; all rounds asked for or
    /// none. Rounds approved before stay as they are.
    ///
    /// Stock that went away since the plan was made refuses with its figures: a promise is an intention.
    package func run(_ number: Int64, rounds wanted: [Int64] = [], revision: Int64? = nil) async throws -> Answer {
        let plan = try await ShowPlans.find(number, desk)
        let warehouse = try await RoundDesk.home(plan.warehouse, desk)
        let ofPlan = try await desk.reading { desk in
            var filter = RoundQueries.Filter()
            filter.plan = number
            return try await RoundQueries.all(filter, from: desk.source).map(\.id)
        }
        return try await RoundDesk.change(of: { wanted.isEmpty ? ofPlan : wanted }, in: warehouse, desk) { inside in
            let transaction = try inside.requireTransaction
            var filter = RoundQueries.Filter()
            filter.plan = number
            filter.warehouse = warehouse.id
            let all = try await RoundQueries.all(filter, forUpdate: true, from: transaction).sorted { $0.id < $1.id }
            guard let current = try await PlanQueries.all(id: number, limit: 1, from: transaction).first else { throw Self.unknown(number) }
            if let revision, revision != current.revision {
                throw Refusal(
                    "CONFLICT.REVISION",
                    [.init("plan", String(number)), .init("rev", String(current.revision)), .init("if-rev", String(revision))],
                    Wording(
                        "plan \(number) was changed since you read it (now revision \(current.revision)): read it again with \(en: .planShow)",
                        "le plan \(number) a changé depuis (révision \(current.revision)) : le relire avec \(fr: .planShow)"))
            }
            for id in wanted where !all.contains(where: { $0.id == id }) {
                throw Refusal(
                    "NOTFOUND.ROUND", [.init("round", String(id)), .init("plan", String(number))],
                    Wording(
                        "round \(id) is not of plan \(number); its rounds: \(all.map { String($0.id) }.joined(separator: ", "))",
                        "la tournée \(id) n'est pas du plan \(number) ; ses tournées : \(all.map { String($0.id) }.joined(separator: ", "))"
                    ))
            }
            let asked = all.filter { wanted.isEmpty || wanted.contains($0.id) }
            var records: [JSONObject] = []
            var approved: [Int64] = []
            var warnings: [Wording] = []
            for round in asked {
                var desk = try await RoundDesk(round.id, inside, warehouse: warehouse)
                // With the whole plan, a round that was cancelled or is out already is passed over; named, it is said.
                let isOpen = desk.round.state == .draft
                if isOpen || !wanted.isEmpty, try await desk.reach(.approve) {
                    try await desk.cautionDriving()
                    try await desk.carryOut(.approve)
                    try await desk.note(.approve)
                    approved.append(round.id)
                    warnings += desk.warnings
                }
                let (seen, books) = try await desk.seen()
                var record = ShowRounds.record(seen, books)
                if books.lots.isEmpty, !seen.isBlurred {
                    let promised = try await ManifestQueries.promises(of: seen, from: transaction)
                    record["owner"] = JSONValue(Set(promised.compactMap(\.owner)).sorted())
                }
                records.append(record)
            }
            let list = approved.map(String.init).joined(separator: ", ")
            return Answer(
                records: records,
                pairs: ["plan": .integer(number), "rev": .integer(current.revision), "approved": .integer(Int64(approved.count))],
                approved.isEmpty
                    ? Wording("plan \(number) is approved already", "le plan \(number) est déjà approuvé")
                    : approved.count == 1
                        ? Wording("round \(list): approved; its stock is reserved", "tournée \(list) : approuvée ; son stock est réservé")
                        : Wording(
                            "rounds \(list): approved; their stock is reserved", "tournées \(list) : approuvées ; leur stock est réservé"),
                warnings: warnings, changed: !approved.isEmpty)
        }
    }

    private static func unknown(_ plan: Int64) -> Refusal {
        Refusal(
            "NOTFOUND.PLAN", [.init("plan", String(plan))],
            Wording("there is no plan \(plan): see \(en: .planList)", "pas de plan \(plan) : voir \(fr: .planList)"))
    }
}

extension RoundDesk {
    /// Reserves what the stops of the round were planned to be brought; refuses with the figures of everything that is short.
    func reserve() async throws {
        // Between reading the shelves and locking them somebody may take the same goods: then the shelves are read again.
        for _ in 0..<4 {
            if try await reserveOnce() { return }
        }
        throw Refusal(
            "STOCK.INSUFFICIENT", [.init("round", String(round.id))],
            retry: .sameKey,
            Wording(
                "the stock of round \(round.id) is being taken by others: try again",
                "le stock de la tournée \(round.id) est en train d'être pris : réessayer"))
    }

    /// False when goods went away between reading and locking.
    private func reserveOnce() async throws -> Bool {
        var stock = RoundStock()
        let use = try await use()
        var lines: [PromiseRecord] = []
        var short: [RoundStock.Shortage] = []
        let chosen = try await ManifestQueries.chosen(for: round, from: transaction)
        for item in try await RoundQueries.items(of: round, from: transaction) {
            let picks = try await stock.take(
                item.planned, of: [item.item], use, preferring: chosen.filter { $0.stop == item.stop }, on: round.date,
                place: nil, warehouse: warehouse.id, from: transaction)
            let have = picks.reduce(Int64(0)) { $0 + $1.quantity.units }
            if let index = short.firstIndex(where: { $0.sku == item.sku }) {
                short[index].have += have
                short[index].want += item.planned
            } else {
                short.append(RoundStock.Shortage(sku: item.sku, have: have, want: item.planned))
            }
            if let index = short.firstIndex(where: { $0.sku == item.sku }) {
                short[index].withheld = stock.withheld(of: [item.item], use, on: round.date)
            }
            lines += picks.map {
                PromiseRecord(stop: item.stop, place: $0.place, lot: $0.lot, item: item.item, sku: item.sku, units: $0.quantity.units)
            }
        }
        short.removeAll { $0.have == $0.want }
        guard short.isEmpty else { throw shortOf(short) }
        return lines.isEmpty ? true : try await ManifestQueries.reserve(lines, for: round, in: transaction).isEmpty
    }
}
