import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import Speech
import StockLedger

/// Lots for a round: what is promised to it or was chosen for it, and what is free on the shelves on the day it goes out, in the order in
/// which lots leave: its own before those of others. Only goods that it may use, never expired or damaged ones, and never from the quarantine unless it is named.
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
        _ units: Int64, of items: [Identifier<Item>], _ use: GoodsUse, preferring preferred: [PromiseRecord] = [], on date: CivilDate,
        place: Identifier<Place>?, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [LotPick] {
        for item in items where candidates[item] == nil {
            candidates[item] = try await BalanceQueries.candidates(items: [item], place: place, warehouse: warehouse, from: source)
        }
        let usable = items.flatMap { candidates[$0] ?? [] }.filter { candidate in
            use.admits(candidate.lot) && candidate.lot.condition != .damaged && !Self.isExpired(candidate.lot, on: date)
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
        for group in [usable.filter { use.isOwn($0.lot) }, usable.filter { !use.isOwn($0.lot) }] where missing > 0 {
            let choice = LotSelection.choose(
                try Quantity(missing), from: group.map(left(of:)), filter: LotFilter(usableOn: date), standing: .intention)
            for pick in choice.picks {
                taken[TakenKey(lot: pick.lot, place: pick.place), default: 0] += pick.quantity.units
                missing -= pick.quantity.units
            }
            picks += choice.picks
        }
        return picks
    }

    /// What lies there of some items, free and not to be taken, and why; of items that `take` was asked for.
    func withheld(of items: [Identifier<Item>], _ use: GoodsUse, on date: CivilDate) -> Withheld {
        var withheld = Withheld()
        for candidate in items.flatMap({ candidates[$0] ?? [] }) {
            let units = left(of: candidate).balance.available.units
            if candidate.lot.condition == .damaged {
                withheld.damaged += units
            } else if Self.isExpired(candidate.lot, on: date) {
                withheld.expired += units
            } else if !use.admits(candidate.lot), units > 0 {
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
    /// Whose goods are the round's own: its organisation's, or everybody's when it is of nobody in particular.
    var owners: Limit<Owner> { organisation.map { .only([$0]) } ?? (round.organisation == nil ? .everything : .nothing) }

    private var organisation: Identifier<Owner>? { round.organisation.flatMap { desk.catalogue.organisation($0)?.id } }

    /// Whose goods the round may take: its own, and what others let its organisation use on its day.
    func use() async throws -> GoodsUse {
        try await GoodsUse(own: owners, user: organisation, on: round.date, in: warehouse.id, desk.catalogue, from: transaction)
    }

    /// Goods onto the vehicle. For those of others it is kept on what terms they go along, and said.
    mutating func putAboard(_ lines: [PostingLine], guardsRepeats: Bool = false) async throws {
        let use = try await use()
        if use.user != nil {
            let numbers = lines.compactMap { if case .existing(let lot) = $0.lot { lot } else { nil } }
            let lots = try await LotQueries.lots(numbers, warehouse: warehouse.id, from: transaction)
            var agreed: [(lender: Identifier<Owner>, item: Identifier<Item>, terms: Consent.Terms)] = []
            for lot in lots.values.sorted(by: { $0.id < $1.id }) where !use.isOwn(lot) {
                guard !agreed.contains(where: { $0.lender == lot.owner && $0.item == lot.item }) else { continue }
                // What goes along without consent, for a reason that was said, is owed.
                var terms = Consent.Terms.loan
                if case .allowed(let said) = use.decision(of: lot.owner, item: lot.item) { terms = said }
                agreed.append((lot.owner, lot.item, terms))
            }
            try await DebtQueries.agree(agreed, round: round.id, warehouse: warehouse.id, in: transaction)
            warnings += agreed.map(told)
        }
        try await post(round.state == .draft || round.state == .approved ? .loaded : .toppedUp, lines, guardsRepeats: guardsRepeats)
    }

    private func told(_ one: (lender: Identifier<Owner>, item: Identifier<Item>, terms: Consent.Terms)) -> Wording {
        let owner = desk.catalogue.organisation(one.lender)?.code ?? ""
        let sku = desk.catalogue.item(one.item)?.item.sku.text ?? ""
        switch one.terms {
        case .loan:
            return Wording(
                "\(sku) of \(owner) goes along: what the round uses of it is owed to them, see \(en: .debts)",
                "\(sku) à \(owner) part avec : ce que la tournée en utilise leur est dû, voir \(fr: .debts)")
        case .gift:
            return Wording(
                "\(sku) of \(owner) goes along: what the round uses of it is their gift",
                "\(sku) à \(owner) part avec : ce que la tournée en utilise est un don de leur part")
        }
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
