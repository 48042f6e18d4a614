import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import Speech
import StockLedger

/// Lots for a round: what is promised to it, and what is free on the shelves on the day it goes out, first expired first out.
struct RoundStock {
    private var candidates: [Identifier<Item>: [LotCandidate]] = [:]
    private var taken: [TakenKey: Int64] = [:]
    private var promisedTaken: [TakenKey: Int64] = [:]

    private struct TakenKey: Hashable {
        var lot: Identifier<Lot>
        var place: Identifier<Place>
    }

    /// Units of an item that are short.
    struct Shortage: Sendable {
        let sku: String
        let have: Int64
        let want: Int64
    }

    /// Takes free units of some items (an item, or the sizes of a parent), as many as there are: lots that were promised first, then first
    /// expired first out. `place` limits where from, and has to stay the same for one stock.
    mutating func take(
        _ units: Int64, of items: [Identifier<Item>], preferring promises: [PromiseRecord] = [], on date: CivilDate,
        place: Identifier<Place>?,
        warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [LotPick] {
        var picks: [LotPick] = []
        var missing = units
        for promise in promises where items.contains(promise.item) && missing > 0 && (place.map { $0 == promise.place } ?? true) {
            let key = TakenKey(lot: promise.lot, place: promise.place)
            let part = min(missing, promise.units - (promisedTaken[key] ?? 0))
            guard part > 0 else { continue }
            promisedTaken[key, default: 0] += part
            taken[key, default: 0] += part
            missing -= part
            picks.append(LotPick(lot: promise.lot, place: promise.place, quantity: try Quantity(part)))
        }
        guard missing > 0 else { return picks }
        for item in items where candidates[item] == nil {
            candidates[item] = try await BalanceQueries.candidates(items: [item], place: place, warehouse: warehouse, from: source)
        }
        let open = items.flatMap { candidates[$0] ?? [] }.filter { $0.lot.condition != .damaged }.map { candidate in
            let used = taken[TakenKey(lot: candidate.lot.id, place: candidate.place)] ?? 0
            return LotCandidate(
                lot: candidate.lot, place: candidate.place,
                balance: Balance(
                    onHand: candidate.balance.onHand,
                    reserved: Quantity.saturatingSum(candidate.balance.reserved, (try? Quantity(used)) ?? .zero)))
        }
        let choice = LotSelection.choose(try Quantity(missing), from: open, filter: LotFilter(usableOn: date), standing: .intention)
        for pick in choice.picks { taken[TakenKey(lot: pick.lot, place: pick.place), default: 0] += pick.quantity.units }
        return picks + choice.picks
    }

    /// `STOCK.INSUFFICIENT` with the figures of everything that is short.
    static func refusal(_ shortages: [Shortage], round: Int64, warehouse: String) -> Refusal {
        let list = shortages.map { "\($0.sku) \($0.have)/\($0.want)" }.joined(separator: ", ")
        var figures: Figures = [.init("round", String(round)), .init("warehouse", warehouse)]
        for shortage in shortages.prefix(1) {
            figures += [.init("item", shortage.sku), .init("have", String(shortage.have)), .init("want", String(shortage.want))]
        }
        if shortages.count > 1 { figures.append(.init("items", list)) }
        return Refusal(
            "STOCK.INSUFFICIENT", figures,
            retry: .never,
            Wording(
                "round \(round) is short of free stock (free/wanted): \(list); make the plan anew, or load what there is with take=",
                "il manque du stock libre pour la tournée \(round) (libre/voulu) : \(list) ; refaire le plan, ou charger ce qu'il y a avec prendre="
            ))
    }
}
