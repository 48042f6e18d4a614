import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Goods moved between places of a warehouse, or sent to another one.
package struct TransferGoods: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var item: String
        package var quantity: String
        package var from: String
        package var to: String
        package var lot: String?
        package var owner: String?

        package init(item: String, quantity: String, from: String, to: String, lot: String? = nil, owner: String? = nil) {
            self.item = item
            self.quantity = quantity
            self.from = from
            self.to = to
            self.lot = lot
            self.owner = owner
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the transfer; between warehouses it is the first leg, and the goods are in transit until the other end receives them.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.item(words.item)
        let (from, warehouse) = try await names.shelf(words.from, figure: "from")
        let lot: Lot? = if let code = words.lot { try await names.lot(code, item: item, warehouse: warehouse) } else { nil }
        let owner: OrganisationRecord? = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(words.quantity, item: item, lot: lot)
        let wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: from, lot: lot, lotCode: words.lot, owner: owner, warehouse: warehouse)

        // A warehouse alone, or a place of another one, is a destination elsewhere.
        if !words.to.utf8.contains(47), let other = desk.catalogue.warehouse(words.to), other.id != warehouse.id {
            return try await send(wish, written, to: other)
        }
        let (to, home) = try await names.shelf(words.to, figure: "to")
        if home.id != warehouse.id { return try await send(wish, written, to: home) }
        guard to.place.id != from.place.id else {
            throw Refusal(
                "RULE.SAME-PLACE", [.init("place", to.place.address)],
                Wording("from and to are the same place: name two", "de et vers sont le même emplacement : en nommer deux"))
        }
        return try await PickedGoods(desk).booking(wish, standing: .intention) { picks in
            let posting = try desk.draft(
                .transferred, picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: to.place.id, quantity: $0.quantity) },
                in: warehouse)
            let answer = try await answer(wish, written, picks: picks, to: to.place.address, transit: false)
            let meaning = Meaning(
                "transferred", to.place.address, item, written.quantity, at: from, owner: owner, lot: words.lot)
            return try await desk.book(posting, in: warehouse, answer, item: item.item.sku.text, meaning: meaning.text)
        }
    }

    private func send(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, to other: WarehouseRecord) async throws
        -> Answer
    {
        guard let transit = desk.catalogue.outside(.transit, of: wish.warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        let meaning = Meaning(
            "sent", other.code, wish.item, written.quantity, at: wish.place, owner: wish.owner, lot: wish.lotCode)
        return try await PickedGoods(desk).booking(wish, standing: .intention) { picks in
            var posting = try desk.draft(
                .sent, picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: transit.place.id, quantity: $0.quantity) },
                in: wish.warehouse)
            posting.transitTo = other.id
            let template = try await answer(wish, written, picks: picks, to: other.code, transit: true)
            return try await desk.book(
                posting, in: wish.warehouse, template, item: wish.item.item.sku.text, meaning: meaning.text)
        }
    }

    private func answer(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, picks: [LotPick], to: String, transit: Bool) async throws
        -> Answer
    {
        let codes: [Identifier<Lot>: String]
        if let lot = wish.lot, picks.count == 1, let code = wish.lotCode {
            codes = [lot.id: code]
        } else {
            codes = try await LotQueries.codes(picks.map(\.lot), warehouse: wish.warehouse.id, from: desk.source)
        }
        let records = picks.map { pick -> JSONObject in
            [
                "movement": .movementNumber, "item": .string(wish.item.item.sku.text),
                "lot": .string(codes[pick.lot] ?? pick.lot.description),
                "qty": .integer(pick.quantity.units),
                "from": .string(desk.catalogue.place(pick.place)?.place.address ?? ""), "to": .string(to),
                "transit": transit ? .movementNumber : .null,
            ]
        }
        var pairs: JSONObject = [
            "movement": .movementNumber, "item": .string(wish.item.item.sku.text), "qty": .integer(written.quantity.units),
        ]
        if transit { pairs["transit"] = .movementNumber }
        return Answer(records: records, pairs: pairs, written.understood, changed: true)
    }
}
