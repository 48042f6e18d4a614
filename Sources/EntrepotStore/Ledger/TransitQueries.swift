package import Measures
package import PostgresClient
package import StockLedger

/// A lot on its way between two warehouses.
package struct TransitRow: Sendable, Equatable {
    /// The movement of leg one, which is the number of the transit.
    package let movement: Int64
    package let from: Identifier<Warehouse>
    package let to: Identifier<Warehouse>
    package let lot: Identifier<Lot>
    package let lotCode: String
    package let item: Identifier<Item>
    package let owner: Identifier<Owner>
    package let sku: String
    package let unit: String
    package let sent: Int64
    package let received: Int64
    package let lost: Int64
    package let sentAt: Timestamp
    /// Base units neither received nor lost.
    package var due: Int64 { sent - received - lost }
}

/// Goods between warehouses.
package enum TransitQueries {
    /// What was sent, with what arrived of it; reversed sendings are left out.
    package static func list(to: Identifier<Warehouse>?, movement: Int64?, from source: some QuerySource) async throws -> [TransitRow] {
        var conditions: [SQL] = [
            "not exists (select from entrepot.movement as r where r.warehouse_id = t.warehouse_id and r.reverses_id = t.movement_id)"
        ]
        if let to { conditions.append("t.to_warehouse_id = \(to.number)") }
        if let movement { conditions.append("t.movement_id = \(movement)") }
        return try await source.query(
            """
            select t.movement_id, t.warehouse_id, t.to_warehouse_id, x.lot_id, l.code, l.item_id, l.owner_id, i.sku, i.base_unit, sum(x.quantity)::bigint as sent,
                   coalesce(max(a.received), 0) as received, coalesce(max(a.lost), 0) as lost, m.occurred_at
            from entrepot.transit as t
            join entrepot.movement as m on m.warehouse_id = t.warehouse_id and m.movement_id = t.movement_id
            join entrepot.movement_line as x on x.warehouse_id = t.warehouse_id and x.movement_id = t.movement_id
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.transit_arrival as a on a.warehouse_id = t.to_warehouse_id and a.from_warehouse_id = t.warehouse_id
                and a.from_movement_id = t.movement_id and a.from_lot_id = x.lot_id
            where \(SQL.joined(conditions, separator: " and "))
            group by t.movement_id, t.warehouse_id, t.to_warehouse_id, x.lot_id, l.code, l.item_id, l.owner_id, i.sku, i.base_unit, m.occurred_at
            order by t.movement_id, x.lot_id
            """
        ) { row in
            TransitRow(
                movement: try row.get(0), from: Identifier(try row.get(1)), to: Identifier(try row.get(2)), lot: Identifier(try row.get(3)),
                lotCode: try row.get(4), item: Identifier(try row.get(5)), owner: Identifier(try row.get(6)), sku: try row.get(7),
                unit: try row.get(8), sent: try row.get(9), received: try row.get(10), lost: try row.get(11),
                sentAt: Timestamp(microseconds: try row.get(12, as: InstantMicroseconds.self).value))
        }
    }

    /// Adds to what arrived; the books of the destination keep their own copy of what was sent.
    package static func arrive(_ row: TransitRow, received: Int64, lost: Int64, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            insert into entrepot.transit_arrival as a (warehouse_id, from_warehouse_id, from_movement_id, from_lot_id, sent, received, lost)
            values (\(row.to.number), \(row.from.number), \(row.movement), \(row.lot.number), \(row.sent), \(received), \(lost))
            on conflict (warehouse_id, from_warehouse_id, from_movement_id, from_lot_id)
            do update set received = a.received + excluded.received, lost = a.lost + excluded.lost
            """)
    }

    /// The lot as it enters the books of the destination: owner, donor, grant, condition, expiry and what is printed on it go with it.
    package static func copy(of row: TransitRow, in source: some QuerySource) async throws -> NewLot {
        let lot = try await source.only(
            """
            select lot_id, item_id, owner_id, grant_id, condition, expires_on, received_on, pack_name, pack_factor, donor_id, batch
            from entrepot.lot where warehouse_id = \(row.from.number) and lot_id = \(row.lot.number)
            """
        ) { row in (try LotQueries.lot(row), try row.get("donor_id", as: Int64?.self), try row.get("batch", as: String?.self)) }
        return NewLot(
            code: lot.2, batch: lot.2, item: lot.0.item, owner: lot.0.owner, donor: lot.1.map { Identifier($0) },
            grant: lot.0.grant, condition: lot.0.condition, expires: lot.0.expires, receivedOn: lot.0.receivedOn,
            ownPack: lot.0.packs.first,
            origin: (row.from, row.lot))
    }
}
