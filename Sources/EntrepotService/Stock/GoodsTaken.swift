import EntrepotStore
import Measures
import Speech
import StockLedger

/// What an entry takes from one place: so much of an item, several things at once, or everything that lies there.
///
/// One movement takes it all, or nothing is taken.
package struct GoodsTaken: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var item: String?
        package var amount: String?
        /// `SKU:QTY`, any number of them.
        package var give: [String]
        /// Everything that lies there: of the item, when one is named, and of the owner, when one is.
        package var everything: Bool
        package var lot: String?
        package var serials: [String]
        package var owner: String?

        package init(
            item: String? = nil, amount: String? = nil, give: [String] = [], everything: Bool = false, lot: String? = nil,
            serials: [String] = [], owner: String? = nil
        ) {
            self.item = item
            self.amount = amount
            self.give = give
            self.everything = everything
            self.lot = lot
            self.serials = serials
            self.owner = owner
        }
    }

    /// So much of one item, as it was understood.
    struct Wanted: Sendable {
        var wish: PickedGoods.Wish
        let typed: String
        let understood: Wording
    }

    /// Some goods by name, or all.
    enum Extent: Sendable {
        case some([Wanted])
        case everything(of: ItemRecord?)
    }

    let extent: Extent
    let owner: OrganisationRecord?
    let place: PlaceRecord
    let warehouse: WarehouseRecord
    var purpose: PickedGoods.Purpose
    /// Whom the goods are for; nil is whoever speaks.
    var user: Identifier<Owner>?

    /// Reads what was said about goods at a place.
    ///
    /// - Parameter allowsArchived: whether goods of an item that is out of use are meant as well: they may be lost, not handled further.
    static func read(
        _ words: Words, at place: PlaceRecord, in warehouse: WarehouseRecord, for purpose: PickedGoods.Purpose,
        allowsArchived: Bool = false,
        _ desk: Desk
    ) async throws -> GoodsTaken {
        let names = Names(desk)
        let owner: OrganisationRecord? = if let code = words.owner { try await names.organisation(code, figure: "owner") } else { nil }
        func wanted(_ item: ItemRecord, _ written: WrittenQuantity, _ typed: String, lots: [NamedLot] = []) -> Wanted {
            Wanted(
                wish: PickedGoods.Wish(
                    item: item, quantity: written.quantity, place: place, lots: lots, owner: owner, warehouse: warehouse, purpose: purpose),
                typed: typed, understood: written.understood)
        }
        try refuseContradictions(words)
        let item: ItemRecord? =
            if let sku = words.item { allowsArchived ? try await names.anyItem(sku) : try await names.item(sku) } else { nil }
        var extent = Extent.everything(of: item)
        if let item, let amount = words.amount {
            let lots = try await names.lots(words.lot, serials: words.serials, item: item, warehouse: warehouse)
            extent = .some([wanted(item, try PickedGoods.quantity(amount, item: item, lot: lots.first?.lot), amount, lots: lots)])
        } else if !words.everything {
            var several: [Wanted] = []
            for text in words.give {
                let (item, written) = try await Goods.read(text, names, allowsArchived: allowsArchived)
                several.append(wanted(item, written, text))
            }
            extent = .some(several)
        }
        return GoodsTaken(extent: extent, owner: owner, place: place, warehouse: warehouse, purpose: purpose)
    }

    /// Goods are named one way: an item with its quantity, a list, or everything.
    private static func refuseContradictions(_ words: Words) throws(Refusal) {
        func missing(_ argument: String) -> Refusal {
            Refusal(
                .argumentMissing, ["arg": .string(argument)],
                Wording(
                    "say what: an item and how much, give=SKU:QTY once or more, or all=yes for everything that lies there",
                    "dire quoi : un article et combien, donner=ARTICLE:QTÉ une ou plusieurs fois, ou tout=oui pour tout ce qui s'y trouve"))
        }
        func both(_ first: String, _ second: String) -> Refusal {
            Refusal(
                .argumentValue, ["argument": .string(first), "beside": .string(second)],
                Wording(
                    "goods are named one way: an item and how much, or give=SKU:QTY, or all=yes",
                    "les biens se disent d'une seule façon : un article et combien, ou donner=ARTICLE:QTÉ, ou tout=oui"))
        }
        if words.everything {
            if words.amount != nil { throw both("all", "qty") }
            if !words.give.isEmpty { throw both("all", "give") }
        } else if words.give.isEmpty {
            if words.item == nil { throw missing("item") }
            if words.amount == nil { throw missing("qty") }
        } else if words.item != nil || words.amount != nil {
            throw both("give", words.item != nil ? "item" : "qty")
        }
        if words.amount == nil, words.lot != nil || !words.serials.isEmpty {
            throw both(words.lot != nil ? "lot" : "serial", words.everything ? "all" : "give")
        }
    }

    /// Whether one item with its quantity was meant, which is answered in fewer words.
    var single: Wanted? {
        guard case .some(let wanted) = extent, wanted.count == 1 else { return nil }
        return wanted[0]
    }

    /// Asks back what is far beyond the usual, each by itself and, onto a vehicle, all together.
    func askUnusual(to destination: PlaceRecord? = nil, _ desk: Desk) async throws {
        guard case .some(let wanted) = extent else { return }
        for one in wanted {
            try await desk.askUnusual(one.wish.quantity, typed: one.typed, of: one.wish.item, in: warehouse, to: destination)
        }
        guard wanted.count > 1, let destination else { return }
        try await desk.askUnusualLoad(wanted.map { ($0.wish.quantity, $0.wish.item) }, onto: destination)
    }
}
