import EntrepotStore
import Measures
import PlainJSON
import Speech
package import StockLedger

/// Goods that are gone: expired, damaged, stolen, seized, burnt; one thing, several, or everything that lay at a place. A loss has happened,
/// so promises on the goods are released.
///
/// Where goods of several owners lie and nobody says whose are gone, each bears a part by what they have there, and the answer says so.
package struct BookLoss: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "item", "lot", "qty", "unit", "place", "reason", "owner"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// So much of one item.
    package func run(
        item sku: String, _ amount: String, at place: String, because reason: MovementReason, lot: String?, serials: [String] = [],
        owner: String?
    ) async throws -> Answer {
        try await run(
            GoodsTaken.Words(item: sku, amount: amount, lot: lot, serials: serials, owner: owner), at: place, because: reason)
    }

    /// Books the loss.
    package func run(_ words: GoodsTaken.Words, at placeText: String, because reason: MovementReason) async throws -> Answer {
        let (place, warehouse) = try await Names(desk).shelf(placeText)
        let taken = try await GoodsTaken.read(words, at: place, in: warehouse, for: .gone, allowsArchived: true, desk)
        try await taken.askUnusual(desk)
        guard let outside = desk.catalogue.outside(reason.lossDestination, of: warehouse) else {
            throw Refusal("NOTFOUND.PLACE", [], Wording("the warehouse has no place of losses", "l'entrepôt n'a pas de place de pertes"))
        }
        let goods = PickedGoods(desk)
        return try await goods.booking(taken) { haul in
            var posting = try desk.draft(
                reason,
                haul.picks.map {
                    PostingLine(lot: .existing($0.lot.id), from: place.place.id, to: outside.place.id, quantity: $0.quantity)
                },
                in: warehouse)
            let codes = try await goods.codes(haul, taken)
            let whose = WhoseGoods(desk)
            let answer = Answer(
                records: haul.picks.map { pick in
                    JSONObject(
                        keys: Self.keys,
                        values: [
                            .movementNumber, .string(haul.sku(pick)), .string(codes[pick.lot.id] ?? ""),
                            .integer(pick.quantity.units), .string(haul.items[pick.lot.item]?.item.base.rawValue ?? ""),
                            .string(place.place.address),
                            .string(reason.rawValue), .string(whose.code(pick.lot.owner)),
                        ])
                },
                pairs: goods.pairs(haul, taken), goods.sentence(haul, taken), warnings: goods.warnings(haul), changed: true)
            // A large loss of somebody who is no manager is booked, and waits on the review list.
            posting.isReviewed = desk.speaker.isReviewed && isLarge(haul)
            var booked = try await desk.book(
                posting, in: warehouse, answer, item: taken.single?.wish.item.item.sku.text,
                meaning: goods.meaning("loss", reason.rawValue, haul, taken))
            if posting.isReviewed, booked.changed == true {
                booked.warnings.append(
                    Wording(
                        "a large loss: it is booked, and a manager will look at it",
                        "une grosse perte : enregistrée, un responsable la regardera"))
            }
            return booked
        }
    }

    /// Whether so much of any item is gone that a manager looks at it.
    private func isLarge(_ haul: PickedHaul) -> Bool {
        var sums: [Identifier<Item>: Quantity] = [:]
        for pick in haul.picks { sums[pick.lot.item] = Quantity.saturatingSum(sums[pick.lot.item] ?? .zero, pick.quantity) }
        return sums.contains { id, units in
            haul.items[id].map { desk.rules.isLargeLoss(units, of: $0.item.base) } ?? false
        }
    }
}
