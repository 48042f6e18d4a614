package import Measures
package import PostgresClient
package import StockLedger

/// What a kit is made of.
package struct KitRecipe: Sendable, Equatable {
    package struct Component: Sendable, Equatable {
        package let item: Identifier<Item>
        /// Base units in one kit.
        package let units: Int64

        package init(item: Identifier<Item>, units: Int64) {
            self.item = item
            self.units = units
        }
    }

    package let item: Identifier<Item>
    /// 1 for the first, more for each that replaced it.
    package let version: Int64
    /// In order of item.
    package let components: [Component]
}

/// A component of kits of one lot, as it went into them.
package struct KitPart: Sendable, Equatable {
    /// The lot of the component.
    package let lot: Identifier<Lot>
    package let item: Identifier<Item>
    package let code: String
    package let batch: String?
    /// Base units that are still in the kits.
    package let units: Int64
}

/// Recipes of kits, and what went into kits that were assembled.
package enum KitQueries {
    /// The recipes in use: of one item, or of all.
    package static func recipes(of item: Identifier<Item>? = nil, from source: some QuerySource) async throws -> [KitRecipe] {
        let which: SQL = item.map { "and r.item_id = \($0.number)" } ?? ""
        return try await source.query(
            """
            select r.item_id, r.version, array_agg(c.component_id order by c.component_id), array_agg(c.quantity order by c.component_id)
            from entrepot.kit_recipe as r join entrepot.kit_component as c using (item_id, version)
            where r.version = (select max(n.version) from entrepot.kit_recipe as n where n.item_id = r.item_id) \(which)
            group by r.item_id, r.version order by r.item_id
            """
        ) { row in
            let items: [Int64] = try row.get(2)
            let units: [Int64] = try row.get(3)
            return KitRecipe(
                item: Identifier(try row.get(0)), version: Int64(try row.get(1, as: Int32.self)),
                components: zip(items, units).map { KitRecipe.Component(item: Identifier($0), units: $1) })
        }
    }

    /// Puts a recipe into use; the number it got.
    package static func define(
        _ item: Identifier<Item>, _ components: [KitRecipe.Component], by person: String, in transaction: Transaction
    ) async throws -> Int64 {
        let version: Int64 = try await transaction.value(
            """
            insert into entrepot.kit_recipe (item_id, version, defined_by)
            select \(item.number), coalesce(max(version), 0) + 1, \(person) from entrepot.kit_recipe where item_id = \(item.number)
            returning version::bigint
            """)
        try await transaction.execute(
            """
            insert into entrepot.kit_component (item_id, version, component_id, quantity)
            select \(item.number), \(version)::bigint::integer, a.component, a.units
            from unnest(\(components.map(\.item.number)), \(components.map(\.units))) as a (component, units)
            """)
        return version
    }

    /// What is in the kits of a lot, by the lots that went into them, and how many of its kits were assembled here and are whole; no part
    /// when nobody knows.
    package static func parts(of kit: Identifier<Lot>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (kits: Int64, parts: [KitPart])
    {
        let kits: Int64 = try await source.value(
            """
            select coalesce(sum(case when i.to_lot_id = \(kit.number) then i.to_quantity else -i.from_quantity end), 0)::bigint
            from entrepot.lot_inheritance as i join entrepot.movement as m using (warehouse_id, movement_id)
            where i.warehouse_id = \(warehouse.number) and entrepot.movement_stands(i.warehouse_id, i.movement_id)
              and ((i.to_lot_id = \(kit.number) and m.reason = 'assembled') or (i.from_lot_id = \(kit.number) and i.part_lot_id is not null))
            """)
        let parts = try await source.query(
            """
            select a.lot_id, l.item_id, l.code, l.batch, sum(a.units)::bigint
            from (select i.from_lot_id as lot_id, i.from_quantity as units from entrepot.lot_inheritance as i
                  join entrepot.movement as m using (warehouse_id, movement_id)
                  where i.warehouse_id = \(warehouse.number) and i.to_lot_id = \(kit.number) and m.reason = 'assembled'
                    and entrepot.movement_stands(i.warehouse_id, i.movement_id)
                  union all
                  select i.part_lot_id, -i.to_quantity from entrepot.lot_inheritance as i
                  where i.warehouse_id = \(warehouse.number) and i.from_lot_id = \(kit.number) and i.part_lot_id is not null
                    and entrepot.movement_stands(i.warehouse_id, i.movement_id)) as a
            join entrepot.lot as l on l.warehouse_id = \(warehouse.number) and l.lot_id = a.lot_id
            group by a.lot_id, l.item_id, l.code, l.batch having sum(a.units) > 0 order by a.lot_id
            """
        ) { row in
            KitPart(
                lot: Identifier(try row.get(0)), item: Identifier(try row.get(1)), code: try row.get(2), batch: try row.get(3),
                units: try row.get(4))
        }
        return (kits, parts)
    }
}
