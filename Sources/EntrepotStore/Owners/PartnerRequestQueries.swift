package import Measures
package import PostgresClient
package import StockLedger

/// One item of what a partner asks for.
package struct PartnerRequestRow: Sendable, Equatable {
    package let number: Int64
    package let warehouse: Identifier<Warehouse>
    package let owner: Identifier<Owner>
    package let purpose: String?
    package let needed: CivilDate?
    package let askedAt: Timestamp
    package let askedBy: String
    package let answeredBy: String?
    package let refusedBecause: String?
    package let item: Identifier<Item>
    package let sku: String
    package let unit: String
    /// Base units; nothing for what is offered in place of something else.
    package let asked: Int64
    package let agreed: Int64?
    /// What the movements brought that stand.
    package let given: Int64

    /// How much of what was asked was given, in percent; nil where nothing was asked.
    package var filled: Int64? { asked > 0 ? Int64(Double(min(given, asked)) / Double(asked) * 100) : nil }

    /// `open`, `answered`, `refused` or `filled`.
    package var state: String {
        if refusedBecause != nil { return "refused" }
        if asked > 0, given >= asked { return "filled" }
        return answeredBy == nil ? "open" : "answered"
    }
}

/// What partners ask for.
package enum PartnerRequestQueries {
    /// Requests of a warehouse with their items, or one of them, as far as the reader may see them. What was given of an item's sizes counts
    /// for the item.
    package static func list(warehouse: Identifier<Warehouse>?, number: Int64?, from source: some QuerySource) async throws
        -> [PartnerRequestRow]
    {
        var conditions: [SQL] = ["true"]
        if let warehouse { conditions.append("q.warehouse_id = \(warehouse.number)") }
        if let number { conditions.append("q.partner_request_id = \(number)") }
        return try await source.query(
            """
            select q.partner_request_id, q.warehouse_id, q.owner_id, q.purpose, q.needed_on, q.asked_at, q.asked_by, q.answered_by,
                   q.refused_because, n.item_id, i.sku, i.base_unit, n.asked, n.agreed, coalesce(g.units, 0) as given
            from entrepot.partner_request as q
            join entrepot.partner_request_item as n using (warehouse_id, partner_request_id)
            join entrepot.item as i on i.item_id = n.item_id
            left join lateral (
                select sum(x.quantity)::bigint as units
                from entrepot.partner_request_movement as p
                join entrepot.movement_line as x on x.warehouse_id = p.warehouse_id and x.movement_id = p.movement_id
                join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id and f.holds_stock
                join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
                join entrepot.item as s on s.item_id = l.item_id and (s.item_id = n.item_id or s.parent_id = n.item_id)
                where p.warehouse_id = q.warehouse_id and p.partner_request_id = q.partner_request_id
                  and not exists (select from entrepot.movement as r where r.warehouse_id = p.warehouse_id and r.reverses_id = p.movement_id)
            ) as g on true
            where \(SQL.joined(conditions, separator: " and "))
            order by q.partner_request_id, i.sku
            """
        ) { row in
            PartnerRequestRow(
                number: try row.get("partner_request_id"), warehouse: Identifier(try row.get("warehouse_id")),
                owner: Identifier(try row.get("owner_id")), purpose: try row.get("purpose"), needed: try row.get("needed_on"),
                askedAt: Timestamp(microseconds: try row.get("asked_at", as: InstantMicroseconds.self).value),
                askedBy: try row.get("asked_by"),
                answeredBy: try row.get("answered_by"), refusedBecause: try row.get("refused_because"),
                item: Identifier(try row.get("item_id")), sku: try row.get("sku"), unit: try row.get("base_unit"),
                asked: try row.get("asked"),
                agreed: try row.get("agreed"), given: try row.get("given"))
        }
    }

    /// Makes a request.
    package static func add(
        _ items: [(item: Identifier<Item>, units: Int64)], of owner: Identifier<Owner>, for purpose: String?, needed: CivilDate?,
        by person: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Int64 {
        let number: Int64 = try await transaction.value(
            """
            insert into entrepot.partner_request (warehouse_id, owner_id, purpose, needed_on, asked_by)
            values (\(warehouse.number), \(owner.number), \(purpose), \(needed), \(person)) returning partner_request_id
            """)
        for one in items {
            try await transaction.execute(
                """
                insert into entrepot.partner_request_item (warehouse_id, partner_request_id, item_id, asked)
                values (\(warehouse.number), \(number), \(one.item.number), \(one.units))
                """)
        }
        return number
    }

    /// Answers a request, with a reason when it is refused.
    package static func answer(
        _ number: Int64, refusing reason: String?, by person: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.partner_request set answered_at = clock_timestamp(), answered_by = \(person), refused_because = \(reason)
            where warehouse_id = \(warehouse.number) and partner_request_id = \(number)
            """)
    }

    /// How much of an item is agreed to; of one that was not asked for it is an offer.
    package static func agree(
        _ units: Int64, of item: Identifier<Item>, to number: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            insert into entrepot.partner_request_item (warehouse_id, partner_request_id, item_id, asked, agreed)
            values (\(warehouse.number), \(number), \(item.number), 0, \(units))
            on conflict (warehouse_id, partner_request_id, item_id) do update set agreed = excluded.agreed
            """)
    }

    /// A movement that brought what was asked; false when it is known of another request.
    package static func fill(_ number: Int64, by movement: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
        -> Bool
    {
        try await transaction.execute(
            """
            insert into entrepot.partner_request_movement (warehouse_id, movement_id, partner_request_id)
            values (\(warehouse.number), \(movement), \(number))
            on conflict (warehouse_id, movement_id) do update set partner_request_id = excluded.partner_request_id
                where partner_request_movement.partner_request_id = excluded.partner_request_id
            """) == 1
    }
}
