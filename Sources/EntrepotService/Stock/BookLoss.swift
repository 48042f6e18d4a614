import EntrepotStore
import Measures
import PlainJSON
import Speech
package import StockLedger

/// Goods that are gone: expired, damaged, stolen, seized, burnt. A loss has happened, so promises on the goods are released.
///
/// Where goods of several owners lie and nobody says whose are gone, each bears a part by what they have there, and the answer says so.
package struct BookLoss: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "unit", "place", "reason", "owner"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the loss.
    package func run(
        item sku: String, _ amount: String, at placeText: String, because reason: MovementReason, lot lotCode: String?,
        serials: [String] = [], owner ownerCode: String?
    ) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.anyItem(sku)
        let (place, warehouse) = try await names.shelf(placeText)
        let lots = try await names.lots(lotCode, serials: serials, item: item, warehouse: warehouse)
        let owner: OrganisationRecord? = if let code = ownerCode { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(amount, item: item, lot: lots.first?.lot)
        try await desk.askUnusual(written.quantity, typed: amount, of: item, in: warehouse)
        guard let outside = desk.catalogue.outside(reason.lossDestination, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no place of losses", "l'entrepôt n'a pas de place de pertes"))
        }
        let wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: place, lots: lots, owner: owner, warehouse: warehouse, purpose: .gone)
        let goods = PickedGoods(desk)
        return try await goods.booking(wish) { picks in
            var posting = try desk.draft(
                reason,
                picks.map { PostingLine(lot: .existing($0.lot.id), from: place.place.id, to: outside.place.id, quantity: $0.quantity) },
                in: warehouse)
            let codes = try await goods.codes(picks, wish)
            let whose = WhoseGoods(desk)
            let answer = Answer(
                records: picks.map { pick in
                    JSONObject(
                        keys: Self.keys,
                        values: [
                            .movementNumber, .string(desk.catalogue.item(pick.lot.item)?.item.sku.text ?? item.item.sku.text),
                            .string(codes[pick.lot.id] ?? ""), .integer(pick.quantity.units), .string(item.item.base.rawValue),
                            .string(place.place.address), .string(reason.rawValue), .string(whose.code(pick.lot.owner)),
                        ])
                },
                pairs: ["movement": .movementNumber, "item": .string(item.item.sku.text), "qty": .integer(written.quantity.units)],
                goods.sentence(written.understood, picks, wish), changed: true)
            // A large loss of somebody who is no manager is booked, and waits on the review list.
            posting.isReviewed = desk.speaker.isReviewed && desk.rules.isLargeLoss(written.quantity, of: item.item.base)
            let meaning = Meaning(
                "loss", reason.rawValue, item, written.quantity, at: place, owner: whose.meaning(picks.map(\.lot.owner)), lots: lots)
            var booked = try await desk.book(posting, in: warehouse, answer, item: item.item.sku.text, meaning: meaning.text)
            if posting.isReviewed, booked.changed == true {
                booked.warnings.append(
                    Wording(
                        "a large loss: it is booked, and a manager will look at it",
                        "une grosse perte : enregistrée, un responsable la regardera"))
            }
            return booked
        }
    }
}
