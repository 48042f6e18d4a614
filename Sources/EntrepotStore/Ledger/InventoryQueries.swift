package import Measures
package import PostgresClient
package import StockLedger

/// What a lot was worth when it came in or was made, for shares of it.
package struct LotWorth: Sendable, Equatable {
    package let currency: String
    /// Minor units that came to the lot, over all its units.
    package let minor: Int64
    /// Base units that ever came in with a value or without.
    package let units: Int64

    /// The value of some units of the lot, in minor units, rounded down.
    package func value(of quantity: Int64) -> Int64 {
        units > 0 ? Int64(clamping: Int128(minor) * Int128(quantity) / Int128(units)) : 0
    }
}

/// What stood somewhere at a moment that nobody changes any more.
package enum InventoryQueries {
    /// The last report of a warehouse that was sealed before an instant: its number, the moment it looks at, and the position up to which
    /// it knew.
    package static func sealed(_ warehouse: Identifier<Warehouse>, before instant: Timestamp, from source: some QuerySource) async throws
        -> (report: Int64, at: Timestamp, position: Int64)?
    {
        try await source.first(
            """
            select report_id, as_of_at, as_of_position from entrepot.report_run
            where warehouse_id = \(warehouse.number) and state in ('sealed', 'superseded') and as_of_at is not null
              and as_of_position is not null and as_of_at < \(InstantMicroseconds(instant.microseconds))
            order by as_of_at desc, report_id desc limit 1
            """
        ) { row in
            (
                try row.get("report_id", as: Int64.self),
                Timestamp(microseconds: try row.get("as_of_at", as: InstantMicroseconds.self).value),
                try row.get("as_of_position", as: Int64.self)
            )
        }
    }

    /// The last count of a place that was closed before an instant, and when that was.
    package static func counted(
        _ place: Identifier<Place>, in warehouse: Identifier<Warehouse>, before instant: Timestamp, from source: some QuerySource
    ) async throws -> (count: Int64, at: Timestamp)? {
        try await source.first(
            """
            select count_id, ended_at from entrepot.stock_count
            where warehouse_id = \(warehouse.number) and place_id = \(place.number) and state = 'closed'
              and ended_at < \(InstantMicroseconds(instant.microseconds))
            order by ended_at desc limit 1
            """
        ) { row in
            (
                try row.get("count_id", as: Int64.self),
                Timestamp(microseconds: try row.get("ended_at", as: InstantMicroseconds.self).value)
            )
        }
    }

    /// What lots are worth; those of which no value is known are left out.
    package static func worth(_ lots: [Identifier<Lot>], warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Identifier<Lot>: LotWorth]
    {
        let rows = try await source.query(
            """
            select e.lot_id, e.currency, sum(e.value_minor)::bigint as minor,
                   (coalesce((select sum(r.quantity) from entrepot.receipt as r where r.warehouse_id = e.warehouse_id and r.lot_id = e.lot_id), 0)
                    + coalesce((select sum(i.to_quantity) from entrepot.lot_inheritance as i
                                where i.warehouse_id = e.warehouse_id and i.to_lot_id = e.lot_id), 0))::bigint as units
            from entrepot.value_entry as e
            where e.warehouse_id = \(warehouse.number) and e.lot_id = any(\(lots.map(\.number))) and e.kind <> 'passed_on'
            group by e.warehouse_id, e.lot_id, e.currency order by e.lot_id, e.currency
            """
        ) { row in
            (
                Identifier<Lot>(try row.get("lot_id")),
                LotWorth(currency: try row.get("currency"), minor: try row.get("minor"), units: try row.get("units"))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
