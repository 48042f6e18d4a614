import EntrepotStore
import Measures
import PostgresClient
import Speech
import StockLedger

/// Goods named by item and quantity, turned into lots: whose by `OwnerShare`, which by `LotOrder`.
struct PickedGoods: Sendable {
    /// What the goods are taken for, which decides what may be taken and what happens where several own some.
    enum Purpose: Sendable, Equatable {
        /// To another place: usable goods only, but to the quarantine any; whose is asked.
        case moved(to: PlaceKind)
        /// They are gone: any goods; whoever has some bears a part.
        case gone

        var custom: OwnerShare.Custom {
            switch self {
            case .moved: .asked
            case .gone: .shared
            }
        }

        var standing: Standing {
            switch self {
            case .moved: .intention
            case .gone: .fact
            }
        }
    }

    /// What was asked for.
    struct Wish: Sendable {
        var item: ItemRecord
        var quantity: Quantity
        /// Where from.
        var place: PlaceRecord
        /// The lots that were named: none, one, or as many as pieces with serial numbers.
        var lots: [NamedLot]
        var owner: OrganisationRecord?
        /// Whom the goods are for; nil is whoever speaks.
        var user: Identifier<Owner>?
        var warehouse: WarehouseRecord
        var purpose: Purpose
        /// Only goods in this condition; nil is any.
        var condition: Condition?
        /// Whether the sizes of the item are meant with it. A heap that is sorted into sizes is of none.
        var withSizes = true
    }

    /// So much of a lot.
    struct Pick: Sendable {
        let lot: Lot
        let quantity: Quantity
    }

    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Lots for a wish. An item with sizes stands for all of them. With `anyway`, what the books do not hold is asked of one lot, and the
    /// books book the shortfall; without it the shortage is refused with its figures.
    ///
    /// - Parameter earlier: what the same entry takes already; it is not there any more.
    func picks(_ wish: Wish, after earlier: [Pick] = []) async throws -> [Pick] {
        let anyway = desk.entry.anyway != nil
        let scope = try await scope(wish)
        try refuseTheWall(wish.place, wish.purpose, wish.item.item.sku.text)
        if !wish.lots.isEmpty { return try await named(wish, scope) }
        let standing: Standing = anyway ? .fact : wish.purpose.standing
        let items = [wish.item] + (wish.withSizes ? desk.catalogue.variants(of: wish.item.item.id) : [])
        let there = try await BalanceQueries.candidates(
            items: items.map(\.item.id), place: wish.place.place.id, warehouse: wish.warehouse.id, from: desk.source
        ).filter { scope.contains($0.lot.owner) && (wish.condition == nil || $0.lot.condition == wish.condition) }
            .map { Self.left(of: $0, after: earlier) }
        let usable = try await usable(there, wish.purpose, wish.warehouse)
        if items.contains(where: \.hasSerials) { try await askWhichPiece(usable, wish) }
        func taken(_ balance: Balance) -> Quantity { standing == .fact ? balance.onHand : balance.available }
        let whose = WhoseGoods(desk)
        let holdings = whose.holdings(usable, taken)
        let total = holdings.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.units) }
        // Who wants everything that lies there need not say whose.
        let custom: OwnerShare.Custom = wish.quantity >= total && !(anyway && wish.quantity > total) ? .shared : wish.purpose.custom
        let address = wish.place.place.address
        var choices: [LotChoice] = []
        var said: Identifier<Owner>?
        switch OwnerShare.decide(wish.quantity, holdings: holdings, said: wish.owner?.id, own: scope, custom) {
        case .of(let owner):
            said = owner
            choices = [LotSelection.choose(wish.quantity, from: usable, filter: LotFilter(owner: owner), standing: standing)]
        case .nobody: choices = [LotSelection.choose(wish.quantity, from: [], standing: standing)]
        case .asked(let list): throw whose.asked(wish.item, at: address, list)
        case .shared(let parts):
            if wish.quantity > total {
                guard !anyway else { throw whose.asked(wish.item, at: address, holdings) }
                choices = [LotSelection.choose(wish.quantity, from: usable, standing: standing)]
            } else {
                choices = parts.map { LotSelection.choose($0.units, from: usable, filter: LotFilter(owner: $0.owner), standing: standing) }
            }
        }
        let lots = Dictionary(usable.map { ($0.lot.id, $0.lot) }, uniquingKeysWith: { first, _ in first })
        var picks = choices.flatMap(\.picks).compactMap { pick in lots[pick.lot].map { Pick(lot: $0, quantity: pick.quantity) } }
        guard let shortage = choices.lazy.compactMap(\.shortage).first else { return picks }
        guard anyway else {
            throw short(shortage, wish, spoilt: there.count == usable.count ? [] : there.filter { !usable.contains($0) }, of: said)
        }
        if let last = picks.indices.last {
            picks[last] = Pick(lot: picks[last].lot, quantity: try picks[last].quantity + shortage.missing)
            return picks
        }
        return [Pick(lot: try await newest(wish, of: said), quantity: wish.quantity)]
    }

    /// What of a lot at the place is left behind what the entry takes already.
    private static func left(of candidate: LotCandidate, after earlier: [Pick]) -> LotCandidate {
        let taken = earlier.reduce(Quantity.zero) {
            $1.lot.id == candidate.lot.id ? Quantity.saturatingSum($0, $1.quantity) : $0
        }
        guard !taken.isZero else { return candidate }
        let onHand = Quantity.saturatingDifference(candidate.balance.onHand, taken)
        return LotCandidate(
            lot: candidate.lot, place: candidate.place,
            balance: Balance(onHand: onHand, reserved: min(candidate.balance.reserved, onHand)))
    }

    /// Whose goods the wish may be taken from: whom the person acts for, and an owner who is named and lets them, or whoever the goods are
    /// for, use them. What is gone is told by whoever acts for its owner.
    func scope(_ wish: Wish) async throws -> Limit<Owner> {
        let scope = desk.scope.owners(in: wish.warehouse.id)
        try desk.requireReach(of: wish.warehouse.id)
        guard let owner = wish.owner, !scope.contains(owner.id) else { return scope }
        if wish.purpose != .gone, let user = wish.user ?? desk.onlyOrganisation(in: wish.warehouse.id),
            try await desk.use(by: user, in: wish.warehouse).decision(of: owner.id, item: wish.item.item.id).isAllowed
        {
            return scope.union(.only([owner.id]))
        }
        // Who borrows has to be let; who only moves others' goods has no business with them.
        if let user = wish.user.flatMap({ desk.catalogue.organisation($0) }), user.id != owner.id {
            throw LendGoods.noConsent(owner, user, wish.item.item.sku.text)
        }
        try desk.requireOwner(owner.id, in: wish.warehouse.id)
        return scope
    }

    // MARK: Lots by name

    /// The lots that were named, when they are whom they are said to be of and may be taken.
    private func named(_ wish: Wish, _ scope: Limit<Owner>) async throws -> [Pick] {
        for one in wish.lots {
            guard scope.contains(one.lot.owner) else {
                throw Refusal(.permissionScope, ["lot": .string(one.code)], Desk.notYours)
            }
            if let owner = wish.owner, owner.id != one.lot.owner {
                throw WhoseGoods(desk).contradiction(one, owner)
            }
            if desk.entry.anyway == nil, try await isSpoilt(one.lot, wish) {
                throw Refusal(
                    "RULE.EXPIRED", [.init("lot", one.code), .init("expires", one.lot.expires?.description ?? "")],
                    Wording(
                        "lot \(one.code) expired on \(one.lot.expires?.description ?? ""): move it to the quarantine, or book «loss … reason=expired»",
                        "le lot \(one.code) a périmé le \(one.lot.expires?.description ?? "") : le mettre en quarantaine, ou enregistrer « perte … motif=périmé »"
                    ))
            }
        }
        if wish.lots.count == 1 { return [Pick(lot: wish.lots[0].lot, quantity: wish.quantity)] }
        guard Int64(wish.lots.count) == wish.quantity.units, Set(wish.lots.map(\.lot.id)).count == wish.lots.count else {
            throw Refusal(
                .argumentValue, [.init("serials", String(wish.lots.count)), .init("qty", wish.quantity.description)],
                Wording(
                    "give serial= once for every piece: \(wish.quantity) different ones",
                    "donner série= une fois par pièce : \(wish.quantity) numéros différents"))
        }
        return try wish.lots.map { Pick(lot: $0.lot, quantity: try Quantity(1)) }
    }

    /// Pieces with serial numbers are not alike: which of them is asked unless all of them are meant.
    private func askWhichPiece(_ candidates: [LotCandidate], _ wish: Wish) async throws {
        let there = candidates.filter { !$0.balance.onHand.isZero && (wish.owner == nil || $0.lot.owner == wish.owner?.id) }
        let pieces = there.reduce(Quantity.zero) { Quantity.saturatingSum($0, $1.balance.onHand) }
        guard wish.quantity < pieces else { return }
        let codes = try await LotQueries.codes(there.map(\.lot.id), warehouse: wish.warehouse.id, from: desk.source)
        throw WhoseGoods(desk).asked(
            wish.item, lots: there.map { NamedLot(lot: $0.lot, code: codes[$0.lot.id] ?? "") }.sorted { $0.code < $1.code },
            Wording(
                "each \(wish.item.item.sku) has a number of its own, and \(pieces) are there",
                "chaque \(wish.item.item.sku) a son numéro, et il y en a \(pieces)"))
    }

    // MARK: What may be taken

    /// Goods leave the quarantine by `quarantine release` alone, whoever names them.
    func refuseTheWall(_ place: PlaceRecord, _ purpose: Purpose, _ item: String) throws(Refusal) {
        guard case .moved(let kind) = purpose, place.place.kind == .quarantine,
            Quarantine.leaving(to: kind, for: kind == .transit ? .sent : .transferred) == .never
        else { return }
        throw Refusal(
            "RULE.QUARANTINED", [.init("item", item), .init("place", place.place.address)],
            Wording(
                "goods leave \(place.place.address) only by «\(en: .quarantineRelease) LOT approver=…», or as a loss",
                "les biens ne sortent de \(place.place.address) que par « \(fr: .quarantineRelease) LOT accord=… », ou comme perte"))
    }

    /// What may be taken for the purpose: goods past their date move to the quarantine only.
    func usable(_ candidates: [LotCandidate], _ purpose: Purpose, _ warehouse: WarehouseRecord) async throws -> [LotCandidate] {
        guard case .moved(let kind) = purpose, kind != .quarantine, candidates.contains(where: { $0.lot.expires != nil }) else {
            return candidates
        }
        let filter = LotFilter(usableOn: try await day(warehouse))
        return candidates.filter { filter.admits($0.lot) }
    }

    private func isSpoilt(_ lot: Lot, _ wish: Wish) async throws -> Bool {
        guard case .moved(let kind) = wish.purpose, kind != .quarantine, lot.expires != nil else { return false }
        return !LotFilter(usableOn: try await day(wish.warehouse)).admits(lot)
    }

    /// The day it happens: today unless something else was said.
    private func day(_ warehouse: WarehouseRecord) async throws -> CivilDate {
        let moments = Moments(desk)
        guard let written = desk.entry.occurred else { return try await moments.today(warehouse) }
        return try await moments.day(of: try await moments.instant(written, warehouse: warehouse), warehouse)
    }

    // MARK: Not enough

    private func short(_ shortage: LotShortage, _ wish: Wish, spoilt: [LotCandidate], of owner: Identifier<Owner>?) -> Refusal {
        var refusal = shortage.error(item: wish.item.item.sku.text, place: wish.place.place.address, standing: wish.purpose.standing)
        let expired = spoilt.filter { owner == nil || $0.lot.owner == owner }.reduce(Int64(0)) { $0 + $1.balance.onHand.units }
        if expired > 0 {
            refusal.figures.append(.init("expired", .integer(expired)))
            refusal.sentence =
                refusal.sentence
                + Wording(
                    "; \(expired) more there have expired and move to the quarantine only",
                    " ; \(expired) autres y sont périmées et ne vont qu'en quarantaine")
        }
        return refusal
    }

    /// The lot received last, for what is taken although the books hold nothing of it there; asked whose when several had some.
    private func newest(_ wish: Wish, of owner: Identifier<Owner>?) async throws -> Lot {
        let owners: Limit<Owner> = owner.map { .only([$0]) } ?? desk.scope.owners(in: wish.warehouse.id)
        let ever = try await LotQueries.ever(
            item: wish.item.item.id, owners: owners, warehouse: wish.warehouse.id, limit: 1_000, from: desk.source)
        guard let newest = ever.first else {
            throw Refusal(
                "NOTFOUND.LOT", [.init("item", wish.item.item.sku.text)],
                Wording(
                    "no lot of \(wish.item.item.sku) was ever received here: book its receipt first, with occurred= if it came in earlier",
                    "aucun lot de \(wish.item.item.sku) n'a jamais été reçu ici : enregistrer d'abord sa réception, avec survenu= si elle est ancienne"
                ))
        }
        let several = Set(ever.map(\.lot.owner)).sorted()
        guard several.count == 1 else { throw WhoseGoods(desk).asked(wish.item, among: several) }
        return newest.lot
    }

    /// The quantity of a wish, read against the item and, when one is meant, the lot's own packs.
    static func quantity(_ text: String, item: ItemRecord, lot: Lot?) throws -> WrittenQuantity {
        return try QuantityReader(item.item, lot: lot).read(text)
    }
}
