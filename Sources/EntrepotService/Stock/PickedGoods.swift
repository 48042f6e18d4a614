import EntrepotStore
import Measures
import PostgresClient
import Speech
import StockLedger

/// Goods named by item and quantity, turned into lots: first expired, first out.
struct PickedGoods: Sendable {
    /// What was asked for.
    struct Wish: Sendable {
        var item: ItemRecord
        var quantity: Quantity
        /// Where from; nil is any shelf of the warehouse.
        var place: PlaceRecord?
        var lot: Lot?
        /// The code by which the lot was named, when it was.
        var lotCode: String?
        var owner: OrganisationRecord?
        var warehouse: WarehouseRecord
    }

    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Lots for a wish. An item with sizes stands for all of them. With `anyway`, what the books do not hold is asked of the lot
    /// received last, and the books book the shortfall; without it the shortage is refused with its figures.
    func picks(_ wish: Wish, standing: Standing, anyway: Bool) async throws -> [LotPick] {
        if let lot = wish.lot, let place = wish.place {
            return [LotPick(lot: lot.id, place: place.place.id, quantity: wish.quantity)]
        }
        let items = [wish.item] + desk.catalogue.variants(of: wish.item.item.id)
        let candidates = try await BalanceQueries.candidates(
            items: items.map(\.item.id), place: wish.place?.place.id, warehouse: wish.warehouse.id, from: desk.source)
        let filter = LotFilter(owner: wish.owner?.id, lot: wish.lot?.id)
        let choice = LotSelection.choose(wish.quantity, from: candidates, filter: filter, standing: anyway ? .fact : standing)
        guard let shortage = choice.shortage else { return choice.picks }
        guard anyway else {
            throw shortage.error(item: wish.item.item.sku.text, place: wish.place?.place.address ?? wish.warehouse.code, standing: standing)
        }
        return try await stretched(choice, shortage, wish)
    }

    /// The picks with the missing units added to one lot; the books will see that it does not hold them.
    private func stretched(_ choice: LotChoice, _ shortage: LotShortage, _ wish: Wish) async throws -> [LotPick] {
        guard let place = wish.place else {
            throw Refusal(
                "ARG.MISSING", [.init("arg", "from")],
                Wording(
                    "say where it was taken from: anyway= books the shortfall there",
                    "dire d'où cela a été pris : malgré= y enregistre l'écart"))
        }
        var picks = choice.picks
        if let last = picks.indices.last {
            picks[last] = LotPick(lot: picks[last].lot, place: picks[last].place, quantity: try picks[last].quantity + shortage.missing)
            return picks
        }
        guard
            let lot = try await LotQueries.newest(
                item: wish.item.item.id, owner: wish.owner?.id, warehouse: wish.warehouse.id, from: desk.source)
        else {
            throw Refusal(
                "NOTFOUND.LOT", [.init("item", wish.item.item.sku.text)],
                Wording(
                    "no lot of \(wish.item.item.sku) was ever received here: book its receipt first, with occurred= if it came in earlier",
                    "aucun lot de \(wish.item.item.sku) n'a jamais été reçu ici : enregistrer d'abord sa réception, avec survenu= si elle est ancienne"
                ))
        }
        return [LotPick(lot: lot.id, place: place.place.id, quantity: wish.quantity)]
    }

    /// Runs `book` with fresh picks until nobody else took the goods in between; at most eight times.
    func booking(_ wish: Wish, standing: Standing, _ book: ([LotPick]) async throws -> Answer) async throws -> Answer {
        var attempt = 0
        while true {
            let picks: [LotPick]
            do {
                picks = try await self.picks(wish, standing: standing, anyway: desk.entry.anyway != nil)
            } catch let refusal as Refusal {
                // The key may already have done it: then the goods are gone because of us.
                if let kept = try await desk.replay(in: wish.warehouse.id) { return kept }
                throw refusal
            }
            do {
                return try await book(picks)
            } catch let refusal as Refusal where refusal.code == "STOCK.INSUFFICIENT" && wish.lot == nil && attempt < 8 {
                attempt += 1
            }
        }
    }

    /// The quantity of a wish, read against the item and, when one is meant, the lot's own packs.
    static func quantity(_ text: String, item: ItemRecord, lot: Lot?) throws -> WrittenQuantity {
        return try QuantityReader(item.item, lot: lot).read(text)
    }
}
