package import Measures
package import PostgresClient
package import StockLedger

/// Goods of one item that were bought, and what came of them.
package struct PurchaseLine: Sendable, Equatable {
    package let number: Int32
    package let item: Identifier<Item>
    package let sku: String
    package let unit: String
    /// Base units that were bought.
    package let ordered: Int64
    /// Base units that came and stand.
    package let received: Int64
    /// Its share of the invoice, minor units.
    package let value: Int64
    /// The part of the value that came with them.
    package let receivedValue: Int64
    /// The movements that brought them and stand, in order.
    package let movements: [Int64]
    /// Base units still to come while the purchase is open.
    package var missing: Int64 { max(0, ordered - received) }
}

/// A purchase with its lines.
package struct PurchaseRow: Sendable, Equatable {
    package let spending: SpendingRow
    package let grant: Identifier<Grant>?
    package let closedBy: String?
    package let lines: [PurchaseLine]
    package var isOpen: Bool { closedBy == nil && spending.reversedBy == nil }
}

/// Reading and writing purchases.
package enum PurchaseQueries {
    /// Writes the goods of a purchase beside its money.
    package static func add(
        _ purchase: Int64, lines: [(item: Identifier<Item>, quantity: Quantity, value: Int64)], warehouse: Identifier<Warehouse>,
        in transaction: Transaction
    ) async throws {
        try await transaction.execute("insert into entrepot.purchase (warehouse_id, purchase_id) values (\(warehouse), \(purchase))")
        try await transaction.execute(
            """
            insert into entrepot.purchase_line (warehouse_id, purchase_id, line_number, item_id, quantity, value_minor)
            select \(warehouse), \(purchase), l.n::integer, l.item, l.quantity, l.value
            from unnest(\(lines.map(\.item.number)), \(lines.map(\.quantity.units)), \(lines.map(\.value))) with ordinality as l (item, quantity, value, n)
            """)
    }

    /// Holds a purchase until the transaction ends, so that two people do not take in the same pallet.
    package static func hold(_ purchase: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "select from entrepot.purchase where warehouse_id = \(warehouse) and purchase_id = \(purchase) for update")
    }

    /// Ends it, so that nothing more is due, or opens it again.
    package static func close(
        _ purchase: Int64, undo: Bool, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    )
        async throws
    {
        let by: String? = undo ? nil : actor
        try await transaction.execute(
            """
            update entrepot.purchase set closed_at = case when \(undo) then null else clock_timestamp() end, closed_by = \(by)
            where warehouse_id = \(warehouse) and purchase_id = \(purchase)
            """)
    }

    /// Purchases of a warehouse, the newest first, with their lines.
    package static func list(_ filter: SpendingFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [PurchaseRow]
    {
        let spent = try await SpendingQueries.list(filter, warehouse: warehouse, from: source)
        let numbers = spent.map(\.id)
        let heads = try await source.query(
            """
            select p.purchase_id, s.grant_id, p.closed_by from entrepot.purchase as p
            join entrepot.spending as s on s.warehouse_id = p.warehouse_id and s.spending_id = p.purchase_id
            where p.warehouse_id = \(warehouse) and p.purchase_id = any(\(numbers))
            """
        ) { row in
            (
                try row.get("purchase_id", as: Int64.self), try row.get("grant_id", as: Identifier<Grant>?.self),
                try row.get("closed_by", as: String?.self)
            )
        }
        let lines = try await source.query(
            """
            select x.purchase_id, x.line_number, x.item_id, i.sku, i.base_unit, x.quantity, x.value_minor, coalesce(r.units, 0)::bigint as received,
                   coalesce(r.value, 0)::bigint as received_value, coalesce(r.movements, '{}') as movements
            from entrepot.purchase_line as x
            join entrepot.item as i on i.item_id = x.item_id
            left join lateral (
                select sum(r.standing) as units, sum(r.standing_value_minor) as value,
                       array_agg(distinct r.movement_id order by r.movement_id) filter (where r.standing > 0) as movements
                from entrepot.standing_receipt as r
                join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
                where r.warehouse_id = x.warehouse_id and r.purchase_id = x.purchase_id and l.item_id = x.item_id) as r on true
            where x.warehouse_id = \(warehouse) and x.purchase_id = any(\(numbers))
            order by x.purchase_id, x.line_number
            """
        ) { row in
            (
                try row.get("purchase_id", as: Int64.self),
                PurchaseLine(
                    number: try row.get("line_number"), item: try row.get("item_id"), sku: try row.get("sku"),
                    unit: try row.get("base_unit"),
                    ordered: try row.get("quantity"), received: try row.get("received"), value: try row.get("value_minor"),
                    receivedValue: try row.get("received_value"), movements: try row.get("movements"))
            )
        }
        var byPurchase: [Int64: [PurchaseLine]] = [:]
        for (purchase, line) in lines { byPurchase[purchase, default: []].append(line) }
        let known = Dictionary(heads.map { ($0.0, (grant: $0.1, closedBy: $0.2)) }, uniquingKeysWith: { first, _ in first })
        return spent.map { spending in
            PurchaseRow(
                spending: spending, grant: known[spending.id]?.grant, closedBy: known[spending.id]?.closedBy,
                lines: byPurchase[spending.id] ?? [])
        }
    }
}
