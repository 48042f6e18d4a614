package import Measures
package import PostgresClient
import Speech
package import StockLedger

/// A new item as it is to stand in the catalogue.
package struct NewItem: Sendable, Equatable {
    package var sku: Code
    package var name: String
    package var frenchName: String?
    package var category: String
    package var base: BaseUnit
    /// Weight of one measure: one piece, or 1,000 g or ml.
    package var mass: Mass
    /// Packed volume of one measure.
    package var volume: Volume
    package var expiry: Item.ExpiryRule
    package var hasSerials: Bool
    /// Whether what comes in of it is held back until somebody named lets it out.
    package var isHeldBack: Bool
    /// Whether it may go on mobile rounds.
    package var mobile: MobileRule
    package var parent: Identifier<Item>?
    package var packs: [Pack]
    /// Other names and barcodes.
    package var aliases: [String]

    package init(
        sku: Code, name: String, frenchName: String?, category: String, base: BaseUnit, mass: Mass, volume: Volume, expiry: Item.ExpiryRule,
        hasSerials: Bool, isHeldBack: Bool, mobile: MobileRule, parent: Identifier<Item>?, packs: [Pack],
        aliases: [String]
    ) {
        self.sku = sku
        self.name = name
        self.frenchName = frenchName
        self.category = category
        self.base = base
        self.mass = mass
        self.volume = volume
        self.expiry = expiry
        self.hasSerials = hasSerials
        self.isHeldBack = isHeldBack
        self.mobile = mobile
        self.parent = parent
        self.packs = packs
        self.aliases = aliases
    }
}

/// Writing items.
package enum ItemQueries {
    /// Inserts an item with its packs; false when its code is taken, by somebody else a moment ago perhaps.
    package static func insert(_ item: NewItem, in transaction: Transaction) async throws -> Bool {
        let made = try await transaction.first(
            """
            insert into entrepot.item (sku, name, name_fr, category, base_unit, weight_grams, volume_ml, expiry, serial, quarantine_on_receipt, mobile,
                parent_id)
            values (\(item.sku.text), \(item.name), \(item.frenchName), \(item.category), \(item.base.rawValue), \(item.mass.grams),
                \(item.volume.millilitres), \(item.expiry.rawValue), \(item.hasSerials),
                \(item.isHeldBack), \(item.mobile.rawValue), \(item.parent?.number))
            on conflict on constraint item_sku_is_unique do nothing returning item_id
            """
        ) { row in try row.get(0, as: Int64.self) }
        guard let made else { return false }
        if !item.packs.isEmpty {
            try await transaction.execute(
                """
                insert into entrepot.item_pack (item_id, name, factor)
                select \(made), name, factor from unnest(\(item.packs.map(\.name)), \(item.packs.map(\.factor))) as p (name, factor)
                """)
        }
        for alias in item.aliases { try await addAlias(alias, to: Identifier(made), in: transaction) }
        return true
    }

    /// Gives an item another name; fails on `alias_is_of_one_item`.
    package static func addAlias(_ alias: String, to item: Identifier<Item>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "insert into entrepot.item_alias (folded, item_id, alias) values (\(NameKey(alias).text), \(item.number), \(alias))")
    }

    /// Takes another name from an item.
    package static func removeAlias(_ alias: String, from item: Identifier<Item>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "delete from entrepot.item_alias where folded = \(NameKey(alias).text) and item_id = \(item.number)")
    }

    /// Locks an item's row, so that no lot of it is made before the transaction ends.
    package static func lock(_ item: Identifier<Item>, in transaction: Transaction) async throws {
        try await transaction.execute("select from entrepot.item where item_id = \(item.number) for update")
    }

    /// Archives an item or brings it back.
    package static func setArchived(_ archived: Bool, _ item: Identifier<Item>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.item set archived_at = case when \(archived) then now() end where item_id = \(item.number)")
    }
}
