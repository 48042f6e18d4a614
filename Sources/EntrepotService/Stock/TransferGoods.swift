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

    private let house: House

    package init(_ house: House) {
        self.house = house
    }

    /// Books the transfer; between warehouses it is the first leg, and the goods are in transit until the other end receives them.
    package func run(_ words: Words, _ entry: Entry) async throws -> Answer {
        let names = Names(house)
        let item = try await names.item(words.item)
        let (from, warehouse) = try await names.shelf(words.from, figure: "from")
        let lot: Lot? = if let code = words.lot { try await names.lot(code, item: item, warehouse: warehouse) } else { nil }
        let owner: OrganisationRecord? = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(words.quantity, item: item, lot: lot)
        let wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: from, lot: lot, lotCode: words.lot, owner: owner, warehouse: warehouse)

        // A warehouse alone, or a place of another one, is a destination elsewhere.
        if !words.to.utf8.contains(47), let other = house.store.catalogue.current.warehouse(words.to), other.id != warehouse.id {
            return try await send(wish, written, to: other, entry)
        }
        let (to, home) = try await names.shelf(words.to, figure: "to")
        if home.id != warehouse.id { return try await send(wish, written, to: home, entry) }
        guard to.place.id != from.place.id else {
            throw Refusal(
                "RULE.SAME-PLACE", [.init("place", to.place.address)],
                Wording("from and to are the same place: name two", "de et vers sont le même emplacement : en nommer deux"))
        }
        return try await PickedGoods(house).booking(wish, standing: .intention, entry) { picks in
            var posting = Posting(
                reason: .transferred, actor: entry.actor, scope: entry.reach(house),
                lines: picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: to.place.id, quantity: $0.quantity) })
            posting.command = entry.command
            let answer = try await answer(wish, written, picks: picks, to: to.place.address, transit: false)
            return try await Bookkeeping(house).book(posting, entry, warehouse: warehouse, answer, item: item.item.sku.text)
        }
    }

    private func send(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, to other: WarehouseRecord, _ entry: Entry) async throws
        -> Answer
    {
        guard let transit = house.store.catalogue.current.outside(.transit, of: wish.warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no transit place", "l'entrepôt n'a pas de place de transit"))
        }
        let house = house
        return try await Bookkeeping(house).once(entry, scope: wish.warehouse.id) { transaction in
            var inside = house
            inside.batch = transaction
            let picks = try await PickedGoods(inside).picks(wish, standing: .intention, anyway: entry.anyway != nil)
            var posting = Posting(
                reason: .sent, actor: entry.actor, scope: entry.reach(house),
                lines: picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: transit.place.id, quantity: $0.quantity) })
            posting.anyway = entry.anyway
            posting.note = entry.note
            posting.transitTo = other.id
            let template = try await TransferGoods(inside).answer(wish, written, picks: picks, to: other.code, transit: true)
            var quiet = entry
            quiet.key = nil
            return try await Bookkeeping(inside).book(
                posting, quiet, warehouse: wish.warehouse, template, item: wish.item.item.sku.text)
        }
    }

    private func answer(_ wish: PickedGoods.Wish, _ written: WrittenQuantity, picks: [LotPick], to: String, transit: Bool) async throws
        -> Answer
    {
        let codes: [Identifier<Lot>: String]
        if let lot = wish.lot, picks.count == 1, let code = wish.lotCode {
            codes = [lot.id: code]
        } else {
            codes = try await LotQueries.codes(picks.map(\.lot), warehouse: wish.warehouse.id, from: house.source)
        }
        let records = picks.map { pick -> JSONObject in
            [
                "movement": "@movement", "item": .string(wish.item.item.sku.text), "lot": .string(codes[pick.lot] ?? pick.lot.description),
                "qty": .integer(pick.quantity.units),
                "from": .string(house.store.catalogue.current.place(pick.place)?.place.address ?? ""), "to": .string(to),
                "transit": transit ? "@movement" : .null,
            ]
        }
        var pairs: JSONObject = [
            "movement": "@movement", "item": .string(wish.item.item.sku.text), "qty": .integer(written.quantity.units),
        ]
        if transit { pairs["transit"] = "@movement" }
        return Answer(records: records, pairs: pairs, written.understood, changed: true)
    }
}
