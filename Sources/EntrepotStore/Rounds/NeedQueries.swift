package import Measures
package import PostgresClient
package import RoundPlanning
package import StockLedger

/// Needs: what people require of an item.
package enum NeedQueries {
    /// The needs of a warehouse, by item and site; those of sites that the reader does not see are left out.
    package static func all(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [Need] {
        let shares = try await source.query(
            """
            select s.need_id, i.sku, s.percent from entrepot.need_share as s join entrepot.item as i on i.item_id = s.item_id
            where s.warehouse_id = \(warehouse) order by s.need_id, i.sku
            """
        ) { row in
            (try row.get("need_id", as: Int64.self), VariantShare(item: try row.get("sku"), percent: try row.get("percent")))
        }
        let byNeed = Dictionary(grouping: shares, by: \.0).mapValues { $0.map(\.1) }
        return try await source.query(
            """
            select n.need_id, i.sku, s.code as site, n.units, n.per_days, n.season_from_month, n.season_until_month, n.frost_units,
                   n.interval_days, n.longest_interval_days, n.class
            from entrepot.need as n
            join entrepot.item as i on i.item_id = n.item_id
            left join entrepot.site as s on s.warehouse_id = n.warehouse_id and s.site_id = n.site_id
            where n.warehouse_id = \(warehouse) and s.archived_at is null
            order by i.sku, s.code nulls first
            """
        ) { row in
            var season: (from: Int, until: Int)?
            if let from: Int = try row.get("season_from_month"), let until: Int = try row.get("season_until_month") {
                season = (from, until)
            }
            return Need(
                item: try row.get("sku"), site: try row.get("site"), units: try row.get("units"), perDays: try row.get("per_days"),
                season: season, frostUnits: try row.get("frost_units"), intervalDays: try row.get("interval_days"),
                longestIntervalDays: try row.get("longest_interval_days"),
                priority: try row.word("class"), shares: byNeed[try row.get("need_id")] ?? [])
        }
    }

    /// Takes back the need stated for an item at a site, or for all sites.
    package static func remove(
        item: Identifier<Item>, site: Int64?, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            delete from entrepot.need where warehouse_id = \(warehouse) and item_id = \(item) and site_id is not distinct from \(site)
            """)
    }

    /// States a need, in place of the one stated before for the same item and site.
    package static func set(
        _ need: Need, item: Identifier<Item>, site: Int64?, shares: [(item: Identifier<Item>, percent: Int)],
        warehouse: Identifier<Warehouse>,
        in transaction: Transaction
    ) async throws {
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.need (warehouse_id, item_id, site_id, units, per_days, season_from_month, season_until_month, frost_units,
                interval_days, longest_interval_days, class)
            values (\(warehouse), \(item), \(site), \(need.units), \(need.perDays), \(need.season?.from), \(need.season?.until),
                \(need.frostUnits), \(need.intervalDays), \(need.longestIntervalDays), \(need.priority))
            on conflict on constraint need_stated_once do update set units = excluded.units, per_days = excluded.per_days,
                season_from_month = excluded.season_from_month, season_until_month = excluded.season_until_month,
                frost_units = excluded.frost_units, interval_days = excluded.interval_days,
                longest_interval_days = excluded.longest_interval_days, class = excluded.class
            returning need_id
            """)
        try await transaction.execute("delete from entrepot.need_share where warehouse_id = \(warehouse) and need_id = \(id)")
        for share in shares {
            try await transaction.execute(
                """
                insert into entrepot.need_share (warehouse_id, need_id, item_id, percent)
                values (\(warehouse), \(id), \(share.item), \(share.percent))
                """)
        }
    }
}
