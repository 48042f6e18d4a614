import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// The lots of an entry, and what stays where it is although everything was meant.
struct PickedHaul: Sendable {
    /// Goods that were meant with everything and may not be taken.
    struct Stayed: Sendable, Equatable {
        enum Reason: Sendable { case promised, expired }
        let item: Identifier<Item>
        let units: Int64
        let reason: Reason
    }

    let picks: [PickedGoods.Pick]
    var stayed: [Stayed] = []
    /// The items of all of it.
    var items: [Identifier<Item>: ItemRecord] = [:]

    /// The code of what was picked.
    func sku(_ pick: PickedGoods.Pick) -> String { items[pick.lot.item]?.item.sku.text ?? "" }
}

extension PickedGoods {
    /// The lots for what is taken, each lot once.
    func haul(_ taken: GoodsTaken) async throws -> PickedHaul {
        switch taken.extent {
        case .some(let wanted):
            var picks: [Pick] = []
            for one in wanted {
                var wish = one.wish
                wish.purpose = taken.purpose
                wish.user = taken.user
                do {
                    picks += try await self.picks(wish, after: picks)
                } catch var refusal as Refusal where wanted.count > 1 {
                    refusal.figures["goods"] = .string(one.typed)
                    throw refusal
                }
            }
            return try await named(PickedHaul(picks: try Self.eachOnce(picks)))
        case .everything(let item): return try await named(try await everything(taken, of: item))
        }
    }

    /// Everything that lies at the place and may be taken for the purpose. Goods that are promised stay, unless it has happened already;
    /// what is past its date goes to the quarantine only, and stays as well.
    private func everything(_ taken: GoodsTaken, of item: ItemRecord?) async throws -> PickedHaul {
        try desk.requireReach(of: taken.warehouse.id)
        if let owner = taken.owner { try desk.requireOwner(owner.id, in: taken.warehouse.id) }
        let scope = taken.owner.map { Limit.only([$0.id]) } ?? desk.scope.owners(in: taken.warehouse.id)
        let items = item.map { ([$0] + desk.catalogue.variants(of: $0.item.id)).map(\.item.id) }
        let there = try await BalanceQueries.candidates(
            items: items, place: taken.place.place.id, warehouse: taken.warehouse.id, from: desk.source
        ).filter { scope.contains($0.lot.owner) && !$0.balance.onHand.isZero }
            .sorted { ($0.lot.item, LotOrder($0.lot)) < ($1.lot.item, LotOrder($1.lot)) }
        if let first = there.first {
            try refuseTheWall(taken.place, taken.purpose, desk.catalogue.item(first.lot.item)?.item.sku.text ?? "")
        }
        let usable = try await usable(there, taken.purpose, taken.warehouse)
        let isFact = taken.purpose.standing == .fact || desk.entry.anyway != nil
        var picks: [Pick] = []
        var stayed: [Identifier<Item>: [PickedHaul.Stayed.Reason: Int64]] = [:]
        for candidate in there {
            guard usable.contains(candidate) else {
                stayed[candidate.lot.item, default: [:]][.expired, default: 0] += candidate.balance.onHand.units
                continue
            }
            let units = isFact ? candidate.balance.onHand : candidate.balance.available
            let promised = Quantity.saturatingDifference(candidate.balance.onHand, units)
            if !promised.isZero { stayed[candidate.lot.item, default: [:]][.promised, default: 0] += promised.units }
            if !units.isZero { picks.append(Pick(lot: candidate.lot, quantity: units)) }
        }
        let left = stayed.sorted { $0.key < $1.key }.flatMap { item, reasons in
            [PickedHaul.Stayed.Reason.promised, .expired].compactMap { reason in
                reasons[reason].map { PickedHaul.Stayed(item: item, units: $0, reason: reason) }
            }
        }
        guard !picks.isEmpty else {
            let address = taken.place.place.address
            let why = left.map { told($0, desk.catalogue.item($0.item)) }
            throw Refusal(
                .stockInsufficient, ["place": .string(address), "have": .integer(0), "stayed": .integer(left.reduce(0) { $0 + $1.units })],
                why.isEmpty
                    ? Wording("nothing lies at \(address)", "rien ne se trouve à \(address)")
                    : Wording(
                        "nothing at \(address) may be taken: \(why.map(\.english).joined(separator: "; "))",
                        "rien à \(address) ne peut être pris : \(why.map(\.french).joined(separator: " ; "))"))
        }
        return PickedHaul(picks: picks, stayed: left)
    }

    /// The haul with its items: those of the catalogue, or of the transaction that has only just made them.
    private func named(_ haul: PickedHaul) async throws -> PickedHaul {
        var haul = haul
        var catalogue = desk.catalogue
        let wanted = Set(haul.picks.map(\.lot.item) + haul.stayed.map(\.item))
        if desk.transaction != nil, wanted.contains(where: { catalogue.item($0) == nil }) {
            catalogue = try await desk.store.catalogue.read(through: desk.source)
        }
        for id in wanted { haul.items[id] = catalogue.item(id) }
        return haul
    }

    /// Picks of one lot as one: a movement names a lot once on one way.
    private static func eachOnce(_ picks: [Pick]) throws -> [Pick] {
        var result: [Pick] = []
        for pick in picks {
            if let index = result.firstIndex(where: { $0.lot.id == pick.lot.id }) {
                result[index] = Pick(lot: pick.lot, quantity: try result[index].quantity + pick.quantity)
            } else {
                result.append(pick)
            }
        }
        return result
    }

    /// Runs `book` with fresh picks until nobody else took the goods in between; at most eight times.
    func booking(_ taken: GoodsTaken, _ book: (PickedHaul) async throws -> Answer) async throws -> Answer {
        let isNamed = taken.single.map { !$0.wish.lots.isEmpty } ?? false
        var attempt = 0
        while true {
            let haul: PickedHaul
            do {
                haul = try await self.haul(taken)
            } catch let refusal as Refusal {
                // The key may already have done it: then the goods are gone because of us.
                if let kept = try await desk.replay(in: taken.warehouse.id) { return kept }
                throw refusal
            }
            do {
                return try await book(haul)
            } catch let refusal as Refusal where refusal.code == .stockInsufficient && !isNamed && attempt < 8 {
                attempt += 1
            }
        }
    }

    /// The codes of what was picked: those named are known already.
    func codes(_ haul: PickedHaul, _ taken: GoodsTaken) async throws -> [Identifier<Lot>: String] {
        if let lots = taken.single?.wish.lots, !lots.isEmpty {
            return Dictionary(lots.map { ($0.lot.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        }
        return try await LotQueries.codes(haul.picks.map(\.lot.id), warehouse: taken.warehouse.id, from: desk.source)
    }

    // MARK: Telling

    /// What was taken as facts for the final line: the item and its quantity, or how many items and lots.
    func pairs(_ haul: PickedHaul, _ taken: GoodsTaken) -> JSONObject {
        if let one = taken.single {
            return [
                "movement": .movementNumber, "item": .string(one.wish.item.item.sku.text), "qty": .integer(one.wish.quantity.units),
            ]
        }
        var pairs: JSONObject = [
            "movement": .movementNumber, "items": .integer(Int64(Set(haul.picks.map(\.lot.item)).count)),
            "lots": .integer(Int64(haul.picks.count)),
        ]
        if !haul.stayed.isEmpty { pairs["stayed"] = .integer(haul.stayed.reduce(0) { $0 + $1.units }) }
        return pairs
    }

    /// What was understood, with whose goods it was when they were several's.
    func sentence(_ haul: PickedHaul, _ taken: GoodsTaken) -> Wording {
        let whose = WhoseGoods(desk)
        if let one = taken.single {
            let parts = haul.picks.map { WhoseGoods.Part(owner: $0.lot.owner, units: $0.quantity.units) }
            guard let shared = whose.shared(parts, one.wish.item) else { return one.understood }
            return one.understood + Wording(": ", " : ") + shared
        }
        var items: [Identifier<Item>] = []
        for pick in haul.picks where !items.contains(pick.lot.item) { items.append(pick.lot.item) }
        let told = items.prefix(12).compactMap { id -> Wording? in
            guard let item = haul.items[id] else { return nil }
            let mine = haul.picks.filter { $0.lot.item == id }
            let amount = whose.amount(mine.reduce(0) { $0 + $1.quantity.units }, item)
            let sum = Wording("\(item.item.sku) \(amount)", "\(item.item.sku) \(amount)")
            guard let shared = whose.shared(mine.map { .init(owner: $0.lot.owner, units: $0.quantity.units) }, item) else { return sum }
            return sum + Wording(" (", " (") + shared + Wording(")", ")")
        }
        let more = items.count > 12 ? Wording(" and \(items.count - 12) more", " et \(items.count - 12) autres") : Wording("", "")
        return Wording(told.map(\.english).joined(separator: ", "), told.map(\.french).joined(separator: ", ")) + more
    }

    /// What stayed behind, as warnings.
    func warnings(_ haul: PickedHaul) -> [Wording] { haul.stayed.map { told($0, haul.items[$0.item]) } }

    /// What was meant, for the question whether the same was said before.
    func meaning(_ deed: String, _ how: String, _ haul: PickedHaul, _ taken: GoodsTaken) -> String {
        let owner = WhoseGoods(desk).meaning(haul.picks.map(\.lot.owner))
        if let one = taken.single {
            return Meaning(deed, how, one.wish.item, one.wish.quantity, at: taken.place, owner: owner, lots: one.wish.lots).text
        }
        var sums: [String: Int64] = [:]
        for pick in haul.picks { sums[haul.sku(pick), default: 0] += pick.quantity.units }
        return Meaning(deed, how, goods: sums.map { "\($0.key):\($0.value)" }, at: taken.place, owner: owner).text
    }

    private func told(_ stayed: PickedHaul.Stayed, _ item: ItemRecord?) -> Wording {
        let amount = item.map { WhoseGoods(desk).amount(stayed.units, $0) } ?? String(stayed.units)
        let sku = item?.item.sku.text ?? ""
        switch stayed.reason {
        case .promised:
            return Wording(
                "\(amount) of \(sku) stay: they are promised; add anyway=REASON if they have gone as well",
                "\(amount) de \(sku) restent : c'est promis ; ajouter malgré=MOTIF si c'est parti aussi")
        case .expired:
            return Wording(
                "\(amount) of \(sku) stay: they are past their date and move to the quarantine only",
                "\(amount) de \(sku) restent : la date est passée, cela ne va qu'en quarantaine")
        }
    }
}
