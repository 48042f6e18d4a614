import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Goods put on the vehicle of a round: what was approved, or what is said; a second load tops up.
package struct LoadRound: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var round: Int64
        /// `SKU:QTY`; empty for what was approved.
        package var take: [String]
        /// A place to take it from; nil is any shelf.
        package var from: String?
        /// Whose goods; nil for all that the round may take.
        package var owner: String?
        package var quality: String?

        package init(round: Int64, take: [String] = [], from: String? = nil, owner: String? = nil, quality: String? = nil) {
            self.round = round
            self.take = take
            self.from = from
            self.owner = owner
            self.quality = quality
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the load.
    package func run(_ words: Words) async throws -> Answer {
        return try await RoundDesk.change(words.round, quality: words.quality, desk) { desk in
            let transaction = desk.transaction
            let before = desk.round.state
            _ = try await desk.reach(.load)
            if words.take.isEmpty {
                guard words.owner == nil, words.from == nil else {
                    throw Refusal(
                        "ARG.MISSING", [.init("arg", "take"), .init("round", String(words.round))],
                        Wording(
                            "owner= and from= choose among goods that are named: say what goes into the van with take=SKU:QTY",
                            "propriétaire= et de= choisissent parmi des biens nommés : dire ce qui monte avec prendre=ARTICLE:QTÉ"))
                }
                let promised = try await ManifestQueries.promises(of: desk.round, from: transaction)
                if before != .draft, before != .approved, promised.isEmpty {
                    return try await desk.answer(desk.words(.load, from: before, changed: false), changed: false)
                }
                let isPlanned = !promised.isEmpty
                let hasItems = try await !RoundQueries.items(of: desk.round, from: transaction).isEmpty
                guard isPlanned || hasItems else {
                    throw Refusal(
                        "ARG.MISSING", [.init("arg", "take"), .init("round", String(words.round))],
                        Wording(
                            "nothing was planned for round \(words.round): say what goes into the van with take=SKU:QTY",
                            "rien n'était prévu pour la tournée \(words.round) : dire ce qui monte avec prendre=ARTICLE:QTÉ"))
                }
                try await desk.carryOut(.load, strictly: true)
            } else {
                try await desk.load(words.take, from: words.from, owner: words.owner)
                try await desk.cautionLoaded()
            }
            try await desk.note(.load)
            return try await desk.answer(desk.words(.load, from: before, changed: true))
        }
    }
}

extension RoundDesk {
    /// Moves what was promised to the vehicle and frees the promise, in this transaction; for a round nobody approved, what was planned.
    ///
    /// - Parameter strictly: whether planned goods that are not there refuse; otherwise what there is goes along, with a warning.
    mutating func loadWhatWasPromised(strictly: Bool = false) async throws {
        let promises = try await ManifestQueries.promises(of: round, from: transaction)
        var lines: [PostingLine] = []
        if promises.isEmpty {
            guard round.state == .draft else { return }
            var stock = RoundStock()
            let use = try await use()
            var short: [RoundStock.Shortage] = []
            let chosen = try await ManifestQueries.chosen(for: round, from: transaction)
            for item in try await RoundQueries.items(of: round, from: transaction) {
                let picks = try await stock.take(
                    item.planned, of: [item.item], use, preferring: chosen.filter { $0.stop == item.stop }, on: round.date,
                    place: nil, warehouse: warehouse.id, from: transaction)
                let have = picks.reduce(Int64(0)) { $0 + $1.quantity.units }
                if have < item.planned {
                    short.append(
                        RoundStock.Shortage(
                            sku: item.sku, have: have, want: item.planned,
                            withheld: stock.withheld(of: [item.item], use, on: round.date)))
                }
                lines += picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: $0.quantity) }
            }
            if !short.isEmpty {
                let refusal = shortOf(short)
                if strictly { throw refusal }
                warnings.append(refusal.sentence)
            }
        } else {
            try await ManifestQueries.release(round, in: transaction)
            lines = try promises.map {
                PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: try Quantity($0.units))
            }
            let broken = try await ManifestQueries.broken(of: round, from: transaction)
            if !broken.isEmpty {
                let list = broken.map { "\($0.sku) \($0.units)" }.joined(separator: ", ")
                warnings.append(
                    Wording(
                        "short of what was approved: \(list); it was taken by what happened since",
                        "moins que prévu : \(list), pris par ce qui s'est passé depuis"))
            }
        }
        try await putAboard(lines)
    }

    /// Moves goods that are named to the vehicle; what was promised and stays behind is free again.
    mutating func load(_ goods: [String], from: String?, owner: String?) async throws {
        let names = Names(desk)
        let named: OrganisationRecord? = if let owner { try await names.organisation(owner) } else { nil }
        var use = try await use()
        use.only = named?.id
        use.isAnyway = desk.entry.anyway != nil
        var place: Identifier<Place>?
        if let from {
            let shelf = try await names.shelf(from, figure: "from").place.place
            guard shelf.kind != .quarantine else {
                throw Refusal(
                    "RULE.QUARANTINED", [.init("place", shelf.address), .init("to", round.vehicle)],
                    Wording(
                        "goods of \(shelf.address) are held back and go on no round: let them out first with \(en: .quarantineRelease)",
                        "les biens de \(shelf.address) sont retenus et ne vont dans aucune tournée : d'abord les libérer avec \(fr: .quarantineRelease)"
                    ))
            }
            place = shelf.id
        }
        let promises = try await ManifestQueries.promises(of: round, from: transaction)
        if !promises.isEmpty { try await ManifestQueries.release(round, in: transaction) }
        var stock = RoundStock()
        var lines: [PostingLine] = []
        var short: [RoundStock.Shortage] = []
        var found: [(lot: Identifier<Lot>, units: Int64)] = []
        for text in goods {
            let (item, written) = try await Goods.read(text, names)
            // What the vehicle carries is a caution, told with the whole load.
            try await desk.askUnusual(written.quantity, typed: text, of: item, in: warehouse)
            guard item.mobile == .allowed || desk.entry.anyway != nil else { throw Self.neverMobile(item, onto: round.vehicle) }
            if let named { try refuseOthers(named, item, use) }
            let sizes = desk.catalogue.variants(of: item.item.id).filter { $0.mobile == .allowed }
            let items = [item.item.id] + sizes.map(\.item.id)
            let picks = try await stock.take(
                written.quantity.units, of: items, use, preferring: promises, on: round.date, place: place,
                warehouse: warehouse.id, from: transaction)
            lines += picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: round.place, quantity: $0.quantity) }
            let have = picks.reduce(Int64(0)) { $0 + $1.quantity.units }
            guard have < written.quantity.units else { continue }
            short.append(
                RoundStock.Shortage(
                    sku: item.item.sku.text, have: have, want: written.quantity.units,
                    withheld: stock.withheld(of: items, use, on: round.date)))
            if desk.entry.anyway != nil {
                found.append(
                    (
                        try await anyLot(
                            of: items, sku: item.item.sku.text, owners: named.map { .only([$0.id]) } ?? owners, preferring: picks.last?.lot),
                        written.quantity.units - have
                    ))
            }
        }
        if !short.isEmpty, desk.entry.anyway == nil { throw shortOf(short) }
        try await putAboard(lines, guardsRepeats: true)
        try await bookFound(found, stop: nil, because: desk.entry.anyway ?? "")
    }

    private static func neverMobile(_ item: ItemRecord, onto vehicle: String) -> Refusal {
        let sku = item.item.sku.text
        return Refusal(
            "RULE.NEVER-MOBILE", [.init("item", sku), .init("to", vehicle)],
            Wording(
                "\(sku) never goes on a mobile round: hand it out at the warehouse, or add anyway=REASON if it has gone",
                "\(sku) ne va jamais en tournée mobile : le remettre à l'entrepôt, ou ajouter malgré=MOTIF si c'est parti"))
    }

    /// Others' goods go on a round of one organisation when they consented, or with a reason.
    private func refuseOthers(_ owner: OrganisationRecord, _ item: ItemRecord, _ use: GoodsUse) throws(Refusal) {
        guard !use.decision(of: owner.id, item: item.item.id).isAllowed else { return }
        try desk.requireOwner(owner.id, in: warehouse.id)
        guard desk.entry.anyway == nil else { return }
        throw Refusal(
            "ROUND.NOT-ITS-GOODS", [.init("round", String(round.id)), .init("owner", owner.code)],
            Wording(
                "round \(round.id) is of \(round.organisation ?? "") and takes its own goods: ask \(owner.code), then add anyway=REASON",
                "la tournée \(round.id) est à \(round.organisation ?? "") et prend ses propres biens : demander à \(owner.code), puis ajouter malgré=MOTIF"
            ))
    }

    /// A lot for goods that nobody can name one for: the one used beside them, else the one received last of those that the round may take.
    func anyLot(of items: [Identifier<Item>], sku: String, owners: Limit<Owner>? = nil, preferring lot: Identifier<Lot>?) async throws
        -> Identifier<Lot>
    {
        if let lot { return lot }
        let owners = owners ?? self.owners
        for item in items {
            for owner in owners.named.map({ $0.map(Optional.some) }) ?? [nil] {
                if let newest = try await LotQueries.newest(item: item, owner: owner, warehouse: warehouse.id, from: transaction) {
                    return newest.id
                }
            }
        }
        throw Refusal(
            "NOTFOUND.LOT", [.init("item", sku)],
            Wording(
                "no lot of \(sku) was ever received here: book its receipt first, with occurred= if it came in earlier",
                "aucun lot de \(sku) n'a jamais été reçu ici : enregistrer d'abord sa réception, avec survenu= si elle est ancienne"))
    }
}
