package import Measures
package import PostgresClient
package import StockLedger

/// A fault that verify found.
package struct BookFault: Sendable, Equatable {
    package let fault: String
    package let place: Identifier<Place>?
    package let lot: Identifier<Lot>?
    package let booked: Int64?
    package let derived: Int64?
}

/// Keeping the books sound.
package enum BookQueries {
    /// Re-derives everything; nothing when the books are sound.
    package static func verify(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [BookFault] {
        try await source.query("select fault, place_id, lot_id, booked, derived from entrepot.verify_books(\(warehouse.number))") { row in
            BookFault(
                fault: try row.get(0), place: try row.get(1, as: Int64?.self).map { Identifier($0) },
                lot: try row.get(2, as: Int64?.self).map { Identifier($0) }, booked: try row.get(3), derived: try row.get(4))
        }
    }

    /// Gives positions to what was committed; the newest position.
    package static func assignPositions(_ warehouse: Identifier<Warehouse>, through source: some QuerySource) async throws -> Int64 {
        try await source.value("select coalesce(entrepot.assign_positions(\(warehouse.number)), 0)")
    }

    /// Whether every committed movement has its position. One whose transaction ended while an older one still runs has none yet.
    package static func isPositioned(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> Bool {
        try await source.value(
            """
            select not exists (select from entrepot.movement where warehouse_id = \(warehouse.number)
                and recorded_xid >= (select positioned_below from entrepot.warehouse_books where warehouse_id = \(warehouse.number)))
            """)
    }

    /// Takes the snapshots of closed months that are missing, so that looking back stays cheap.
    package static func takeSnapshots(_ warehouse: Identifier<Warehouse>, through source: some QuerySource) async throws {
        _ = try await source.query(
            """
            select entrepot.take_snapshot(\(warehouse.number), month at time zone w.time_zone)
            from entrepot.warehouse as w
            cross join lateral (
                select generate_series(
                    date_trunc('month', (select min(occurred_at) from entrepot.movement_line where warehouse_id = \(warehouse.number)) at time zone w.time_zone)
                        + interval '1 month',
                    date_trunc('month', (now() - interval '2 days') at time zone w.time_zone), interval '1 month') as month) as s
            where w.warehouse_id = \(warehouse.number)
            """
        ) { _ in true }
    }
}
