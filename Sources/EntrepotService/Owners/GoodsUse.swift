import EntrepotStore
import Measures
import PostgresClient
import StockLedger

/// Whose goods a plan, a round or a person may use: their own, and what others consented to. `Consents` decides; this asks it for lots and
/// items as the house knows them.
struct GoodsUse: Sendable {
    /// Whose goods are the user's own; of a round of nobody in particular everybody's.
    let own: Limit<Owner>
    /// Whom others let use their goods; nil when that is nobody in particular.
    let user: Identifier<Owner>?
    /// The only owner whose goods are meant, when one is named.
    var only: Identifier<Owner>?
    /// Whether the owner who is named is not asked: it has happened, for a reason that was said.
    var isAnyway = false
    private let consents: Consents
    private let day: CivilDate
    private let catalogue: CatalogueSnapshot

    /// Reads what was said in a warehouse.
    init(
        own: Limit<Owner>, user: Identifier<Owner>?, on day: CivilDate, in warehouse: Identifier<Warehouse>, _ catalogue: CatalogueSnapshot,
        from source: some QuerySource
    ) async throws {
        self.own = own
        self.user = user
        self.day = day
        self.catalogue = catalogue
        // Who uses everybody's goods, or speaks for nobody, asks for nothing.
        let asks = user != nil && own != .everything
        consents = Consents(asks ? try await ConsentQueries.all(warehouse: warehouse, from: source).map(\.consent) : [])
    }

    /// Whether goods of an owner may be used, and on what terms.
    func decision(of owner: Identifier<Owner>, item: Identifier<Item>) -> Consents.Decision {
        if own.contains(owner) { return .own }
        guard let user, let record = catalogue.item(item) else { return .unsaid }
        return consents.decide(
            owner: owner, user: user, Consents.Kind(item: item, parent: record.parent, category: record.category), on: day)
    }

    /// Whether a lot may be used.
    func admits(_ lot: Lot) -> Bool {
        (only == nil || only == lot.owner)
            && (only != nil && isAnyway || decision(of: lot.owner, item: lot.item).isAllowed)
    }

    /// Whether a lot is the user's own.
    func isOwn(_ lot: Lot) -> Bool { own.contains(lot.owner) }
}

extension Desk {
    /// Whose goods an organisation may use on the day of the entry.
    func use(by user: Identifier<Owner>, in warehouse: WarehouseRecord) async throws -> GoodsUse {
        try await GoodsUse(
            own: .only([user]), user: user, on: try await Moments(self).today(warehouse), in: warehouse.id, catalogue, from: source)
    }

    /// The one organisation that the person acts for in a warehouse; nil when they act for several or for all.
    func onlyOrganisation(in warehouse: Identifier<Warehouse>) -> Identifier<Owner>? {
        guard let named = scope.owners(in: warehouse).named, named.count == 1 else { return nil }
        return named[0]
    }
}
