package import Measures
package import PostgresClient
package import StockLedger

/// What an item's figures have been used for already.
package struct ItemUse: Sendable, Equatable {
    /// Movements of its lots, in every warehouse.
    package let movements: Int64
    package let lots: Int64
    /// Sealed reports whose days reach to its first lot.
    package let reports: Int64
    /// Needs that are stated of it, or share a parent's out to it.
    package let needs: Int64
    /// Lots on hand without a date of expiry.
    package let undated: Int64

    package static func of(_ item: Identifier<Item>, from source: some QuerySource) async throws -> ItemUse {
        try await source.only(
            """
            with own as materialized (select warehouse_id, lot_id, received_on, expires_on from entrepot.lot where item_id = \(item.number))
            select (select count(distinct (x.warehouse_id, x.movement_id)) from own
                    join entrepot.movement_line as x on x.warehouse_id = own.warehouse_id and x.lot_id = own.lot_id) as movements,
                   (select count(*) from own) as lots,
                   (select count(*) from entrepot.report_run as r where r.state in ('sealed', 'superseded')
                        and r.until_on >= (select min(o.received_on) from own as o where o.warehouse_id = r.warehouse_id)) as reports,
                   (select count(*) from entrepot.need where item_id = \(item.number))
                        + (select count(*) from entrepot.need_share where item_id = \(item.number)) as needs,
                   (select count(distinct (o.warehouse_id, o.lot_id)) from own as o
                    join entrepot.balance as b on b.warehouse_id = o.warehouse_id and b.lot_id = o.lot_id and b.on_hand > 0
                    where o.expires_on is null) as undated
            """
        ) { row in
            ItemUse(
                movements: try row.get("movements"), lots: try row.get("lots"), reports: try row.get("reports"),
                needs: try row.get("needs"),
                undated: try row.get("undated"))
        }
    }
}

extension ItemQueries {
    /// Writes an item as it is to be, its packs with it; other names are added, none is taken away.
    package static func update(_ item: NewItem, _ id: Identifier<Item>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.item set name = \(item.name), name_fr = \(item.frenchName), category = \(item.category),
                base_unit = \(item.base.rawValue), weight_grams = \(item.mass.grams), volume_ml = \(item.volume.millilitres),
                expiry = \(item.expiry.rawValue), serial = \(item.hasSerials), quarantine_on_receipt = \(item.isHeldBack),
                mobile = \(item.mobile.rawValue), parent_id = \(item.parent?.number)
            where item_id = \(id.number)
            """)
        try await transaction.execute(
            "delete from entrepot.item_pack where item_id = \(id.number) and name <> all (\(item.packs.map(\.name)))")
        if !item.packs.isEmpty {
            try await transaction.execute(
                """
                insert into entrepot.item_pack (item_id, name, factor)
                select \(id.number), name, factor from unnest(\(item.packs.map(\.name)), \(item.packs.map(\.factor))) as p (name, factor)
                on conflict (item_id, name) do update set factor = excluded.factor
                """)
        }
    }
}
