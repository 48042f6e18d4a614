import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import Speech
import StockLedger

/// Lots for a round: what is promised to it or was chosen for it, and what is free on the shelves on the day it goes out, in the order in
/// which lots leave. Only goods of some owners, never expired or damaged ones, and never from the quarantine unless it is named.
struct RoundStock {
    private var candidates: [Identifier<Item>: [LotCandidate]] = [:]
    private var taken: [TakenKey: Int64] = [:]
    private var preferredTaken: [TakenKey: Int64] = [:]

    private struct TakenKey: Hashable {
        var lot: Identifier<Lot>
        var place: Identifier<Place>
    }

    /// Units of an item that are short, and those that lie there and may not be taken.
    struct Shortage: Sendable {
        let sku: String
        var have: Int64
        var want: Int64
        var withheld = Withheld()
    }

    /// Free units that a round may not take.
    struct Withheld: Sendable, Equatable {
        var expired: Int64 = 0
        var damaged: Int64 = 0
        /// By owner.
        var ofOthers: [Identifier<Owner>: Int64] = [:]
    }

    /// Takes free units of some items (an item, or the sizes of a parent), as many as there are: lots that are preferred first, then in
    /// the order in which lots leave. `place` limits where from, and has to stay the same for one stock.
    mutating func take(
        _ units: Int64, of items: [Identifier<Item>], owners: Limit<Owner>, preferring preferred: [PromiseRecord] = [], on date: CivilDate,
        place: Identifier<Place>?, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [LotPick] {
        for item in items where candidates[item] == nil {
            candidates[item] = try await BalanceQueries.candidates(items: [item], place: place, warehouse: warehouse, from: source)
        }
        let usable = items.flatMap { candidates[$0] ?? [] }.filter { candidate in
            owners.contains(candidate.lot.owner) && candidate.lot.condition != .damaged && !Self.isExpired(candidate.lot, on: date)
        }
        var picks: [LotPick] = []
        var missing = units
        for wish in preferred where items.contains(wish.item) && missing > 0 {
            let key = TakenKey(lot: wish.lot, place: wish.place)
            guard let candidate = usable.first(where: { $0.lot.id == wish.lot && $0.place == wish.place }) else { continue }
            let free = candidate.balance.available.units - (taken[key] ?? 0)
            let part = min(missing, wish.units - (preferredTaken[key] ?? 0), free)
            guard part > 0 else { continue }
            preferredTaken[key, default: 0] += part
            taken[key, default: 0] += part
            missing -= part
            picks.append(LotPick(lot: wish.lot, place: wish.place, quantity: try Quantity(part)))
        }
        guard missing > 0 else { return picks }
        let choice = LotSelection.choose(
            try Quantity(missing), from: usable.map(left(of:)), filter: LotFilter(usableOn: date), standing: .intention)
        for pick in choice.picks { taken[TakenKey(lot: pick.lot, place: pick.place), default: 0] += pick.quantity.units }
        return picks + choice.picks
    }

    /// What lies there of some items, free and not to be taken, and why; of items that `take` was asked for.
    func withheld(of items: [Identifier<Item>], owners: Limit<Owner>, on date: CivilDate) -> Withheld {
        var withheld = Withheld()
        for candidate in items.flatMap({ candidates[$0] ?? [] }) {
            let units = left(of: candidate).balance.available.units
            if candidate.lot.condition == .damaged {
                withheld.damaged += units
            } else if Self.isExpired(candidate.lot, on: date) {
                withheld.expired += units
            } else if !owners.contains(candidate.lot.owner), units > 0 {
                withheld.ofOthers[candidate.lot.owner, default: 0] += units
            }
        }
        return withheld
    }

    private static func isExpired(_ lot: Lot, on date: CivilDate) -> Bool { lot.expires.map { $0 < date } ?? false }

    private func left(of candidate: LotCandidate) -> LotCandidate {
        let used = taken[TakenKey(lot: candidate.lot.id, place: candidate.place)] ?? 0
        return LotCandidate(
            lot: candidate.lot, place: candidate.place,
            balance: Balance(
                onHand: candidate.balance.onHand,
                reserved: Quantity.saturatingSum(candidate.balance.reserved, (try? Quantity(used)) ?? .zero)))
    }
}

extension RoundDesk {
    /// Whose goods the round may take: its organisation's own, or everybody's when it is of nobody in particular.
    var owners: Limit<Owner> {
        guard let code = round.organisation else { return .everything }
        return .only(Set([desk.catalogue.organisation(code)?.id].compactMap(\.self)))
    }

    /// `STOCK.INSUFFICIENT` with the figures of everything that is short, and of what lies there and may not be taken.
    func shortOf(_ shortages: [RoundStock.Shortage]) -> Refusal {
        let english = shortages.map { "\($0.sku) \($0.have)/\($0.want)\(words($0.withheld).english)" }.joined(separator: ", ")
        let french = shortages.map { "\($0.sku) \($0.have)/\($0.want)\(words($0.withheld).french)" }.joined(separator: ", ")
        var figures: Figures = [.init("round", String(round.id)), .init("warehouse", warehouse.code)]
        for shortage in shortages.prefix(1) {
            figures += [.init("item", shortage.sku), .init("have", String(shortage.have)), .init("want", String(shortage.want))]
            if shortage.withheld.expired > 0 { figures.append(.init("expired", String(shortage.withheld.expired))) }
        }
        if shortages.count > 1 {
            figures.append(.init("items", shortages.map { "\($0.sku) \($0.have)/\($0.want)" }.joined(separator: ", ")))
        }
        return Refusal(
            "STOCK.INSUFFICIENT", figures,
            retry: .never,
            Wording(
                "round \(round.id) is short of free stock (free/wanted): \(english); make the plan anew, or load what there is with take=",
                "il manque du stock libre pour la tournée \(round.id) (libre/voulu) : \(french) ; refaire le plan, ou charger ce qu'il y a avec prendre="
            ))
    }

    /// What lies there and may not be taken, in brackets; nothing when there is nothing.
    private func words(_ withheld: RoundStock.Withheld) -> Wording {
        var parts: [Wording] = []
        if withheld.expired > 0 {
            parts.append(.counted(withheld.expired, Wording("expired", "périmé"), many: Wording("expired", "périmés")))
        }
        if withheld.damaged > 0 {
            parts.append(.counted(withheld.damaged, Wording("damaged", "abîmé"), many: Wording("damaged", "abîmés")))
        }
        for (owner, units) in withheld.ofOthers.sorted(by: { $0.key < $1.key }) {
            let code = desk.catalogue.organisation(owner)?.code ?? ""
            parts.append(Wording("\(units) of \(code)", "\(units) à \(code)"))
        }
        guard !parts.isEmpty else { return Wording("", "") }
        return Wording(
            " (beside \(parts.map(\.english).joined(separator: ", ")))", " (en plus de \(parts.map(\.french).joined(separator: ", ")))")
    }
}
