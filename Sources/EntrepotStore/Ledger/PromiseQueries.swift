package import Measures
package import PostgresClient
package import StockLedger

/// Goods promised to somebody without a round.
package struct Promise: Sendable, Equatable {
    package let id: Int64
    package let place: Identifier<Place>
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let item: Identifier<Item>
    package let owner: Identifier<Owner>
    package let units: Int64
    /// For whom or what.
    package let purpose: String
    /// The last day it is kept; nil for until it is released.
    package let until: CivilDate?
    package let madeAt: Timestamp
}

/// Promises that belong to no round.
package enum PromiseQueries {
    /// Those of a warehouse, the oldest first.
    package static func list(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [Promise] {
        try await source.query(
            """
            select r.reservation_id, r.place_id, r.lot_id, l.code, l.item_id, l.owner_id, r.quantity, coalesce(r.held_for, ''), r.needed_on, r.made_at
            from entrepot.reservation as r join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            where r.warehouse_id = \(warehouse.number) and r.round_id is null order by r.reservation_id
            """
        ) { row in
            Promise(
                id: try row.get(0), place: Identifier(try row.get(1)), lot: Identifier(try row.get(2)), lotCode: try row.get(3),
                item: Identifier(try row.get(4)), owner: Identifier(try row.get(5)), units: try row.get(6), purpose: try row.get(7),
                until: try row.get(8, as: DayNumber?.self).map { CivilDate(dayNumber: $0.value) },
                madeAt: Timestamp(microseconds: try row.get(9, as: InstantMicroseconds.self).value))
        }
    }

    /// Promises lots at a place, all or nothing; the lots that are not free any more, and nothing when all was promised.
    package static func make(
        _ lots: [(lot: Identifier<Lot>, units: Int64)], at place: Identifier<Place>, for purpose: String, until: CivilDate?,
        warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> [(lot: Identifier<Lot>, available: Int64, wanted: Int64)] {
        let stops: [Int64?] = lots.map { _ in nil }
        return try await transaction.query(
            """
            select lot_id, available, wanted from entrepot.reserve_stock(\(warehouse.number), null,
                \(until.map { DayNumber($0.dayNumber) }), \(purpose), \(stops), \(lots.map { _ in place.number }), \(lots.map(\.lot.number)),
                \(lots.map(\.units)))
            """
        ) { row in (lot: Identifier(try row.get(0)), available: try row.get(1), wanted: try row.get(2)) }
    }

    /// Gives so much of each back; the units that really were.
    package static func release(
        _ parts: [(promise: Int64, units: Int64)], warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            select coalesce(sum(quantity), 0)::bigint
            from entrepot.release_promises(\(warehouse.number), \(parts.map(\.promise)), \(parts.map(\.units)))
            """)
    }

    /// Gives back those whose last day is over at an instant; how many there were.
    package static func releaseLapsed(_ warehouse: Identifier<Warehouse>, at instant: Timestamp, through source: some QuerySource)
        async throws
        -> Int64
    {
        try await source.value(
            "select entrepot.release_lapsed_promises(\(warehouse.number), \(InstantMicroseconds(instant.microseconds)))")
    }
}
