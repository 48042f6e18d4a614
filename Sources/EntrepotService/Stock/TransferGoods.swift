import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods moved between places of a warehouse, or sent to another one: one thing, several, or everything that lies there, in one movement.
///
/// Only usable goods go: what is past its date goes to the quarantine, and what is in the quarantine leaves it by a release.
package struct TransferGoods: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "from", "to", "owner", "transit"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// So much of one item.
    package func run(
        item sku: String, _ amount: String, from source: String, to destination: String, lot: String? = nil, serials: [String] = [],
        owner: String? = nil
    ) async throws -> Answer {
        try await run(
            GoodsTaken.Words(item: sku, amount: amount, lot: lot, serials: serials, owner: owner), from: source, to: destination)
    }

    /// Books the transfer; between warehouses it is the first leg, and the goods are in transit until the other end receives them. The
    /// number of the transit is that of their delivery note.
    package func run(_ words: GoodsTaken.Words, from source: String, to destination: String) async throws -> Answer {
        let names = Names(desk)
        let (from, warehouse) = try await names.shelf(source, figure: "from")
        var taken = try await GoodsTaken.read(words, at: from, in: warehouse, for: .moved(to: .transit), desk)

        // A warehouse alone, or a place of another one, is a destination elsewhere.
        if !destination.utf8.contains(47), let other = try await names.warehouseIfNamed(destination), other.id != warehouse.id {
            try await taken.askUnusual(desk)
            return try await send(taken, to: try await names.warehouse(other.code))
        }
        let (to, home) = try await names.shelf(destination, figure: "to")
        if home.id != warehouse.id {
            try await taken.askUnusual(desk)
            return try await send(taken, to: home)
        }
        try await taken.askUnusual(to: to, desk)
        guard to.place.id != from.place.id else {
            throw Refusal(
                "RULE.SAME-PLACE", [.init("place", to.place.address)],
                Wording("from and to are the same place: name two", "de et vers sont le même emplacement : en nommer deux"))
        }
        taken.purpose = .moved(to: to.place.kind)
        return try await book(taken, .transferred, to: to, named: to.place.address)
    }

    private func send(_ taken: GoodsTaken, to other: WarehouseRecord) async throws -> Answer {
        guard let transit = desk.catalogue.outside(.transit, of: taken.warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        return try await book(taken, .sent, to: transit, named: other.code, transitTo: other)
    }

    private func book(
        _ taken: GoodsTaken, _ reason: MovementReason, to place: PlaceRecord, named destination: String,
        transitTo other: WarehouseRecord? = nil
    ) async throws -> Answer {
        let goods = PickedGoods(desk)
        return try await goods.booking(taken) { haul in
            var posting = try desk.draft(
                reason,
                haul.picks.map {
                    PostingLine(lot: .existing($0.lot.id), from: taken.place.place.id, to: place.place.id, quantity: $0.quantity)
                },
                in: taken.warehouse)
            posting.transitTo = other?.id
            // An owner who is named and consents is not among those the person acts for.
            posting.scope = posting.scope.union(.only(Set(haul.picks.map(\.lot.owner))))
            let codes = try await goods.codes(haul, taken)
            let whose = WhoseGoods(desk)
            var pairs = goods.pairs(haul, taken)
            if other != nil { pairs["transit"] = .movementNumber }
            let answer = Answer(
                records: haul.picks.map { pick in
                    JSONObject(
                        keys: Self.keys,
                        values: [
                            .movementNumber, .string(haul.sku(pick)), .string(codes[pick.lot.id] ?? ""), .integer(pick.quantity.units),
                            .string(taken.place.place.address), .string(destination), .string(whose.code(pick.lot.owner)),
                            other == nil ? .null : .movementNumber,
                        ])
                },
                pairs: pairs, goods.sentence(haul, taken), warnings: goods.warnings(haul), changed: true)
            return try await desk.book(
                posting, in: taken.warehouse, answer, item: taken.single?.wish.item.item.sku.text,
                meaning: goods.meaning(reason.rawValue, destination, haul, taken))
        }
    }
}
