import EntrepotStore
import Measures
package import Speech
import StockLedger

/// What sums of stock are told apart by.
package enum StockGrouping: String, CaseIterable, Choosable {
    case item
    case size
    case owner
    case place
    case category

    package var words: Wording {
        switch self {
        case .item: Wording("item", "article")
        case .size: Wording("size", "taille")
        case .owner: Wording("owner", "propriétaire")
        case .place: Wording("place", "emplacement")
        case .category: Wording("category", "catégorie")
        }
    }
}

/// What somebody wants to know of the stock, as it was said.
package struct StockQuestion: Sendable {
    package var item: String?
    package var place: String?
    package var owner: String?
    package var category: String?
    package var condition: String?
    package var lot: String?
    package var expiringBefore: String?
    package var asOf: String?
    package var knownAt: Int64?
    package var by: StockGrouping?

    package init() {}

    /// A question whose names are looked up.
    struct Understood: Sendable {
        var filter: StockFilter
        /// The warehouses asked about, in order of code.
        var warehouses: [WarehouseRecord]
        /// The item that was named.
        var item: ItemRecord?
        /// The owner that was named.
        var owner: OrganisationRecord?
    }

    /// Looks up what was named; what nobody knows is refused with the nearest, never answered with nothing.
    func understood(_ desk: Desk) async throws -> Understood {
        let names = Names(desk)
        var understood = Understood(filter: StockFilter(limit: Int.max), warehouses: desk.catalogue.warehouses)
        if let place {
            let (shelf, home) = try await names.placeOrWarehouse(place)
            understood.filter.place = shelf?.place.id
            understood.warehouses = [home]
        }
        if let item {
            let record = try await names.anyItem(item)
            understood.item = record
            understood.filter.items = [record.item.id] + desk.catalogue.variants(of: record.item.id).map(\.item.id)
        }
        if let owner {
            let record = try await names.organisation(owner, figure: "owner")
            understood.owner = record
            understood.filter.owner = record.id
        }
        if let category { understood.filter.category = try await names.category(category) }
        understood.filter.lotCode = lot
        if let condition {
            guard let known = Condition.typed(FoldedText(condition)) else {
                throw Refusal(
                    "ARG.VALUE", [.init("condition", condition)],
                    Wording("a condition is new, good, worn or damaged", "un état est neuf, bon, usé ou abîmé"))
            }
            understood.filter.condition = known
        }
        understood.filter.knownAt = knownAt
        return understood
    }

    /// The filter for one warehouse, its days read at that warehouse's clock, and the operational day whose stock it asks for.
    func dated(_ filter: StockFilter, in warehouse: WarehouseRecord, _ desk: Desk) async throws -> (filter: StockFilter, day: CivilDate) {
        var filter = filter
        if let expiringBefore {
            filter.expiringBefore = try await Moments(desk).day(
                expiringBefore, .lookedAhead, figure: "expiring-before", warehouse: warehouse)
        }
        if let asOf {
            filter.asOf = try await Moments(desk).endOfDay(asOf, figure: "as-of", warehouse: warehouse)
        } else if knownAt != nil {
            filter.asOf = desk.now
        }
        return (filter, try await Moments(desk).day(of: filter.asOf ?? desk.now, warehouse))
    }
}
