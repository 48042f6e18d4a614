package import Measures
package import StockLedger

/// A giver of goods, for identifiers.
package enum Donor {}

/// An item as the catalogue knows it.
package struct ItemRecord: Sendable, Equatable {
    /// What the ledger needs of it.
    package let item: Item
    /// English name.
    package let name: String
    /// French name, when one was given.
    package let frenchName: String?
    /// Other names and barcodes it is found by.
    package let aliases: [String]
    /// Category code, such as `clothes`.
    package let category: String
    /// Weight and packed volume.
    package let measure: UnitMeasure
    /// Whether each piece has a number of its own.
    package let hasSerials: Bool
    /// Whether what comes in of it is held back until somebody named lets it out.
    package let isHeldBack: Bool
    /// Whether it may go on mobile rounds.
    package let mobile: MobileRule
    /// The item this is a variant of.
    package let parent: Identifier<Item>?
    /// Archived items take no new stock.
    package let isArchived: Bool
}

/// An association.
package struct OrganisationRecord: Sendable, Equatable {
    package let id: Identifier<Owner>
    package let code: String
    package let name: String
    package let isArchived: Bool
}

/// A warehouse.
package struct WarehouseRecord: Sendable, Equatable {
    package let id: Identifier<Warehouse>
    package let code: String
    package let name: String
    package let timeZone: String
    package let position: Coordinate?
    package let isArchived: Bool
}

/// A place of a warehouse.
package struct PlaceRecord: Sendable, Equatable {
    package let place: Place
    package let warehouse: Identifier<Warehouse>
    package let name: String?
    package let isArchived: Bool
}

/// A grant.
package struct GrantRecord: Sendable, Equatable {
    package let id: Identifier<Grant>
    package let code: String
    package let name: String?
    package let funder: Identifier<Owner>
    package let holder: Identifier<Owner>?
    package let homeWarehouse: Identifier<Warehouse>?
    package let amount: Money
    package let from: CivilDate
    package let until: CivilDate
    package let lines: [(name: String, minor: Int64)]
    /// A closed grant takes no new goods.
    package let isClosed: Bool

    package static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && left.code == right.code && left.amount == right.amount && left.from == right.from
            && left.until == right.until && left.isClosed == right.isClosed
    }
}
