import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// A round on its way: leaving, and arriving at a stop.
package struct MoveRound: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Notes that the vehicle left; a round nobody loaded is loaded with what was approved, as inferred.
    package func depart(_ round: Int64, quality: String? = nil) async throws -> Answer {
        try await RoundDesk.change(round, quality: quality, desk) { desk in
            let before = desk.round.state
            guard try await desk.reach(.depart) else {
                return try await desk.answer(desk.words(.depart, from: before, changed: false), changed: false)
            }
            try await desk.note(.depart)
            return try await desk.answer(desk.words(.depart, from: before, changed: true))
        }
    }

    /// Notes that the vehicle reached a stop, named by its site or its number.
    package func arrive(_ round: Int64, stop: String, quality: String? = nil) async throws -> Answer {
        try await RoundDesk.change(round, quality: quality, desk) { desk in
            let before = desk.round.state
            let place = try await desk.stop(stop)
            guard try await desk.reach(.arrive), place.arrivedAt == nil else {
                return try await desk.answer(desk.words(.arrive, from: before, changed: false), changed: false)
            }
            try await RoundQueries.arrived(at: place.id, of: desk.round, instant: desk.at, in: desk.transaction)
            try await desk.note(.arrive, stop: place.id)
            return try await desk.answer(desk.words(.arrive, from: before, changed: true))
        }
    }
}

extension RoundDesk {
    /// The stops of the round as they are, under the names by which the person knows them: a hidden site's stop by its zone.
    func seenStops() async throws -> [RoundStopRecord] {
        let round = round
        let seen = try await desk.reading { try await RoundQueries.stops(of: round, from: $0.source) }
        let names = Dictionary(seen.map { ($0.id, $0.site) }, uniquingKeysWith: { first, _ in first })
        return try await RoundQueries.stops(of: round, from: transaction).map { stop in
            var known = stop
            known.site = names[stop.id] ?? nil
            return known
        }
    }

    /// A stop named by its number or by its site; a site that was not on the round is added behind the others, since people went there.
    mutating func stop(_ text: String) async throws -> RoundStopRecord {
        let stops = try await seenStops()
        let atSite = stops.filter { $0.site == text }
        if let open = atSite.first(where: { $0.deliveredAt == nil }) ?? atSite.last { return open }
        if let number = Int64(text) {
            if let stop = stops.first(where: { $0.sequence == number }) { return stop }
            let list = stops.map { "\($0.sequence) \($0.named)" }.joined(separator: ", ")
            throw Refusal(
                "NOTFOUND.STOP", [.init("round", String(round.id)), .init("stop", text)],
                Wording(
                    "round \(round.id) has no stop \(text); its stops: \(list)",
                    "la tournée \(round.id) n'a pas d'arrêt \(text) ; ses arrêts : \(list)"))
        }
        let known = try await SiteNames(desk).site(text, warehouse: warehouse)
        // Named by its name: it may be on the round already.
        let there = stops.filter { $0.site == known.site.code }
        if let open = there.first(where: { $0.deliveredAt == nil }) ?? there.last { return open }
        try await RoundQueries.addStop(site: known.id, to: round.id, warehouse: warehouse.id, in: transaction)
        warnings.append(
            Wording(
                "\(known.site.code) was not on the round and is added to it",
                "\(known.site.code) n'était pas dans la tournée et y est ajouté"))
        guard let added = try await seenStops().last else { throw Self.unknown(round.id) }
        round.stops += 1
        return added
    }
}
