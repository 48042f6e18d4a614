import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods moved between places of a warehouse, or sent to another one.
///
/// Only usable goods go: what is past its date goes to the quarantine, and what is in the quarantine leaves it by a release.
package struct TransferGoods: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "from", "to", "owner", "transit"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the transfer; between warehouses it is the first leg, and the goods are in transit until the other end receives them.
    package func run(
        item sku: String, _ amount: String, from source: String, to destination: String, lot lotCode: String? = nil, serials: [String] = [],
        owner ownerCode: String? = nil
    ) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.item(sku)
        let (from, warehouse) = try await names.shelf(source, figure: "from")
        let lots = try await names.lots(lotCode, serials: serials, item: item, warehouse: warehouse)
        let owner: OrganisationRecord? = if let code = ownerCode { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(amount, item: item, lot: lots.first?.lot)
        var wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: from, lots: lots, owner: owner, warehouse: warehouse,
            purpose: .moved(to: .transit))

        // A warehouse alone, or a place of another one, is a destination elsewhere.
        if !destination.utf8.contains(47), let other = desk.catalogue.warehouse(destination), other.id != warehouse.id {
            try await desk.askUnusual(written.quantity, typed: amount, of: item, in: warehouse)
            return try await send(wish, written, to: try await names.warehouse(other.code))
        }
        let (to, home) = try await names.shelf(destination, figure: "to")
        if home.id != warehouse.id {
            try await desk.askUnusual(written.quantity, typed: amount, of: item, in: warehouse)
            return try await send(wish, written, to: home)
        }
        try await desk.askUnusual(written.quantity, typed: amount, of: item, in: warehouse, to: to)
        guard to.place.id != from.place.id else {
            throw Refusal(
                "RULE.SAME-PLACE", [.init("place", to.place.address)],
                Wording("from and to are the same place: name two", "de et vers sont le même emplacement : en nommer deux"))
        }
        wish.purpose = .moved(to: to.place.kind)
        let asked = wish
        return try await PickedGoods(desk).booking(asked) { picks in
            let posting = try desk.draft(
                .transferred,
                picks.map { PostingLine(lot: .existing($0.lot.id), from: from.place.id, to: to.place.id, quantity: $0.quantity) },
                in: warehouse)
            let answer = try await answer(asked, written, picks: picks, to: to.place.address, transit: false)
            return try await desk.book(
                posting, in: warehouse, answer, item: item.item.sku.text,
                meaning: meaning("transferred", to.place.address, asked, picks))
        }
    }

    private func send(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, to other: WarehouseRecord) async throws -> Answer {
        guard let transit = desk.catalogue.outside(.transit, of: wish.warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        return try await PickedGoods(desk).booking(wish) { picks in
            var posting = try desk.draft(
                .sent,
                picks.map {
                    PostingLine(lot: .existing($0.lot.id), from: wish.place.place.id, to: transit.place.id, quantity: $0.quantity)
                },
                in: wish.warehouse)
            posting.transitTo = other.id
            let template = try await answer(wish, written, picks: picks, to: other.code, transit: true)
            return try await desk.book(
                posting, in: wish.warehouse, template, item: wish.item.item.sku.text, meaning: meaning("sent", other.code, wish, picks))
        }
    }

    private func meaning(_ deed: String, _ to: String, _ wish: PickedGoods.Wish, _ picks: [PickedGoods.Pick]) -> String {
        Meaning(
            deed, to, wish.item, wish.quantity, at: wish.place, owner: WhoseGoods(desk).meaning(picks.map(\.lot.owner)), lots: wish.lots
        ).text
    }

    private func answer(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, picks: [PickedGoods.Pick], to: String, transit: Bool)
        async throws -> Answer
    {
        let goods = PickedGoods(desk)
        let codes = try await goods.codes(picks, wish)
        let whose = WhoseGoods(desk)
        let records = picks.map { pick in
            JSONObject(
                keys: Self.keys,
                values: [
                    .movementNumber, .string(desk.catalogue.item(pick.lot.item)?.item.sku.text ?? wish.item.item.sku.text),
                    .string(codes[pick.lot.id] ?? ""), .integer(pick.quantity.units), .string(wish.place.place.address), .string(to),
                    .string(whose.code(pick.lot.owner)), transit ? .movementNumber : .null,
                ])
        }
        var pairs: JSONObject = [
            "movement": .movementNumber, "item": .string(wish.item.item.sku.text), "qty": .integer(written.quantity.units),
        ]
        if transit { pairs["transit"] = .movementNumber }
        return Answer(records: records, pairs: pairs, goods.sentence(written.understood, picks, wish), changed: true)
    }
}
