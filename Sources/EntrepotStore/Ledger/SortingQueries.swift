package import Measures
package import PostgresClient
package import StockLedger

/// A lot in a sorting that goes on.
package struct SortingRow: Sendable, Equatable {
    /// The movement it began with, which is its number.
    package let sorting: Int64
    package let warehouse: Identifier<Warehouse>
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let item: Identifier<Item>
    package let owner: Identifier<Owner>
    /// Where the goods were taken from.
    package let place: Identifier<Place>
    /// Base units that went in.
    package let wentIn: Int64
    /// Base units of them that nothing has come out for yet.
    package let rest: Int64
    package let since: Timestamp
    package let actor: String
}

/// Sortings that go on.
package enum SortingQueries {
    /// The lots of one sorting, or of all that have something left, in order of number; those that were taken back are left out.
    package static func list(_ sorting: Int64?, all: Bool, from source: some QuerySource) async throws -> [SortingRow] {
        let which: SQL = sorting.map { "and s.sorting_id = \($0)" } ?? ""
        let open: SQL = all ? "" : "and r.rest > 0"
        return try await source.query(
            """
            select s.sorting_id, s.warehouse_id, r.lot_id, l.code, l.item_id, l.owner_id, x.from_place_id, r.went_in, r.rest, m.occurred_at, m.actor
            from entrepot.sorting as s
            join entrepot.movement as m on m.warehouse_id = s.warehouse_id and m.movement_id = s.movement_id
            cross join lateral entrepot.sorting_rest(s.warehouse_id, s.sorting_id) as r
            join entrepot.lot as l on l.warehouse_id = s.warehouse_id and l.lot_id = r.lot_id
            join lateral (select from_place_id from entrepot.movement_line
                          where warehouse_id = s.warehouse_id and movement_id = s.movement_id and lot_id = r.lot_id
                          order by line_number limit 1) as x on true
            where s.movement_id = s.sorting_id \(which) \(open)
            order by s.sorting_id, r.lot_id
            """
        ) { row in
            SortingRow(
                sorting: try row.get(0), warehouse: Identifier(try row.get(1)), lot: Identifier(try row.get(2)), lotCode: try row.get(3),
                item: Identifier(try row.get(4)), owner: Identifier(try row.get(5)), place: Identifier(try row.get(6)),
                wentIn: try row.get(7), rest: try row.get(8),
                since: Timestamp(microseconds: try row.get(9, as: InstantMicroseconds.self).value), actor: try row.get(10))
        }
    }
}
