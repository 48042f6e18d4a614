package import Measures
package import PostgresClient
package import StockLedger

/// What is still there of something that somebody wants to archive, summed by item and place.
package struct RemainingStock: Sendable, Equatable {
    package let sku: String
    /// `g`, `ml` or `piece`.
    package let unit: String
    /// Base units.
    package let onHand: Int64
    /// `WAREHOUSE/PLACE`.
    package let place: String

    /// Whose stock is meant.
    package enum Subject: Sendable, Equatable {
        case item(Identifier<Item>)
        case owner(Identifier<Owner>)
        case place(Identifier<Place>)
        case everything
    }

    /// What remains in a warehouse, in order of item and place.
    package static func find(_ subject: Subject, in warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [RemainingStock]
    {
        let condition: SQL =
            switch subject {
            case .item(let item): "l.item_id = \(item.number)"
            case .owner(let owner): "l.owner_id = \(owner.number)"
            case .place(let place): "b.place_id = \(place.number)"
            case .everything: "true"
            }
        return try await source.query(
            """
            select i.sku, i.base_unit, w.code || '/' || p.code as place, sum(b.on_hand)::bigint as on_hand
            from entrepot.balance b
            join entrepot.lot l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            join entrepot.item i on i.item_id = l.item_id
            join entrepot.place p on p.warehouse_id = b.warehouse_id and p.place_id = b.place_id
            join entrepot.warehouse w on w.warehouse_id = b.warehouse_id
            where b.warehouse_id = \(warehouse.number) and \(condition)
            group by i.sku, i.base_unit, w.code, p.code order by i.sku, p.code
            """
        ) { row in
            RemainingStock(
                sku: try row.get("sku"), unit: try row.get("base_unit"), onHand: try row.get("on_hand"), place: try row.get("place"))
        }
    }
}
