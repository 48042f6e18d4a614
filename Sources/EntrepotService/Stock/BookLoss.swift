import EntrepotStore
import Measures
import PlainJSON
import Speech
package import StockLedger

/// Goods that are gone: expired, damaged, stolen, seized, burnt. A loss has happened, so promises on the goods are released.
package struct BookLoss: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Books the loss.
    package func run(
        item sku: String, _ amount: String, at placeText: String, because reason: MovementReason, lot lotCode: String?,
        owner ownerCode: String?
    ) async throws -> Answer {
        let names = Names(desk)
        let item = try await names.anyItem(sku)
        let (place, warehouse) = try await names.shelf(placeText)
        let lot: Lot? = if let code = lotCode { try await names.lot(code, item: item, warehouse: warehouse) } else { nil }
        let owner: OrganisationRecord? = if let code = ownerCode { try await names.organisation(code, figure: "owner") } else { nil }
        let written = try PickedGoods.quantity(amount, item: item, lot: lot)
        guard let outside = desk.catalogue.outside(reason.lossDestination, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no place of losses", "l'entrepôt n'a pas de place de pertes"))
        }
        let wish = PickedGoods.Wish(
            item: item, quantity: written.quantity, place: place, lot: lot, lotCode: lotCode, owner: owner, warehouse: warehouse)
        return try await PickedGoods(desk).booking(wish, standing: .fact) { picks in
            var posting = try desk.draft(
                reason, picks.map { PostingLine(lot: .existing($0.lot), from: $0.place, to: outside.place.id, quantity: $0.quantity) },
                in: warehouse)
            let codes = try await LotQueries.codes(picks.map(\.lot), warehouse: warehouse.id, from: desk.source)
            let answer = Answer(
                records: picks.map { pick in
                    [
                        "movement": .movementNumber, "item": .string(item.item.sku.text), "lot": .string(codes[pick.lot] ?? ""),
                        "qty": .integer(pick.quantity.units), "unit": .string(item.item.base.rawValue),
                        "place": .string(place.place.address),
                        "reason": .string(reason.rawValue),
                    ]
                },
                pairs: ["movement": .movementNumber, "item": .string(item.item.sku.text), "qty": .integer(written.quantity.units)],
                written.understood, changed: true)
            // A large loss of somebody who is no manager is booked, and waits on the review list.
            posting.isReviewed = desk.speaker.isReviewed && written.quantity.units > desk.rules.lossReviewAbove
            let meaning = Meaning("loss", reason.rawValue, item, written.quantity, at: place, owner: owner, lot: lotCode)
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
