package import Measures
package import PostgresClient
package import StockLedger

/// Part of the stock of an item summed: of all that was asked for, or of one owner or one place.
package struct StockSum: Sendable, Equatable {
    package let item: Identifier<Item>
    /// The owner it is summed for, when sums are told apart by owner.
    package let owner: Identifier<Owner>?
    /// The place it is summed for, when sums are told apart by place.
    package let place: Identifier<Place>?
    package let onHand: Int64
    package let reserved: Int64
    /// Neither promised nor held.
    package let available: Int64
    /// In quarantine or past its date.
    package let held: Int64
    /// How many lots it is made of.
    package let lots: Int64
}

extension BalanceQueries {
    /// What sums are told apart by, besides the item.
    package enum Apart: Sendable {
        case nothing
        case owner
        case place
    }

    /// What is on hand of each item in a warehouse, summed by the database.
    ///
    /// - Parameter day: the operational day the stock is of: what expired before it is held.
    package static func sums(
        _ filter: StockFilter, apart: Apart, on day: CivilDate, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [StockSum] {
        let columns: SQL =
            switch apart {
            case .nothing: "null::bigint, null::bigint"
            case .owner: "l.owner_id, null::bigint"
            case .place: "null::bigint, b.place_id"
            }
        let sql: SQL = """
            select l.item_id, \(columns), sum(b.on_hand)::bigint, sum(b.reserved)::bigint,
                   (sum(b.on_hand - b.reserved) filter (where not h.is_held))::bigint, (sum(b.on_hand) filter (where h.is_held))::bigint,
                   count(distinct b.lot_id)
            from \(balances(filter, warehouse)) as b
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.place as p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
            cross join lateral (
                select p.kind = 'quarantine' or coalesce(l.expires_on < \(DayNumber(day.dayNumber)), false) as is_held) as h
            where \(SQL.joined(conditions(filter, warehouse), separator: " and "))
            group by 1, 2, 3
            """
        return try await source.query(sql) { row in
            StockSum(
                item: Identifier(try row.get(0)), owner: try row.get(1, as: Int64?.self).map { Identifier($0) },
                place: try row.get(2, as: Int64?.self).map { Identifier($0) }, onHand: try row.get(3), reserved: try row.get(4),
                available: try row.get(5, as: Int64?.self) ?? 0, held: try row.get(6, as: Int64?.self) ?? 0, lots: try row.get(7))
        }
    }
}
