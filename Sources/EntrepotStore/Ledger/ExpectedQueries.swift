package import Measures
package import PostgresClient
package import StockLedger

/// Goods that somebody has promised to bring, with what came of them.
package struct ExpectedRow: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let donor: String
    package let item: Identifier<Item>
    package let sku: String
    package let unit: String
    /// Base units that were announced.
    package let quantity: Int64
    /// Base units that came and count by now.
    package let arrived: Int64
    package let owner: Identifier<Owner>
    package let ownerCode: String
    package let place: Identifier<Place>?
    package let due: CivilDate
    package let note: String?
    package let announcedBy: String
    /// `arrived` or `withdrawn`; nil while it is still expected.
    package let outcome: String?
}

/// What is said of goods that are announced.
package struct NewExpected: Sendable {
    package var donor: Identifier<Donor>
    package var item: Identifier<Item>
    package var quantity: Quantity
    package var owner: Identifier<Owner>
    package var place: Identifier<Place>?
    package var due: CivilDate
    package var note: String?
    /// Hash of what was said.
    package var contentHash: Int64

    package init(
        donor: Identifier<Donor>, item: Identifier<Item>, quantity: Quantity, owner: Identifier<Owner>, place: Identifier<Place>?,
        due: CivilDate, note: String?, contentHash: Int64
    ) {
        self.donor = donor
        self.item = item
        self.quantity = quantity
        self.owner = owner
        self.place = place
        self.due = due
        self.note = note
        self.contentHash = contentHash
    }
}

/// Reading and writing what is expected.
package enum ExpectedQueries {
    /// Writes an announcement; gives its number.
    package static func announce(_ new: NewExpected, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws -> Int64
    {
        try await transaction.value(
            """
            insert into entrepot.expected_donation (warehouse_id, donor_id, item_id, quantity, owner_id, place_id, due_on, note, content_hash, announced_by)
            values (\(warehouse), \(new.donor), \(new.item), \(new.quantity.units), \(new.owner), \(new.place), \(new.due), \(new.note),
                \(new.contentHash), \(actor))
            returning expected_id
            """)
    }

    /// The same, announced within ten minutes and still expected.
    package static func alike(_ hash: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (id: Int64, by: String)?
    {
        try await source.query(
            """
            select expected_id, announced_by from entrepot.expected_donation
            where warehouse_id = \(warehouse) and content_hash = \(hash) and outcome is null
              and announced_at > clock_timestamp() - interval '10 minutes'
            order by expected_id desc limit 1
            """
        ) { row in (id: try row.get(0, as: Int64.self), by: try row.get(1, as: String.self)) }.first
    }

    /// What is expected in a warehouse, the next first; with `ended` also what has come or was withdrawn.
    package static func list(
        warehouse: Identifier<Warehouse>, expected: Int64? = nil, donor: Identifier<Donor>? = nil, items: [Identifier<Item>]? = nil,
        ended: Bool = false, from source: some QuerySource
    ) async throws -> [ExpectedRow] {
        var conditions: [SQL] = ["e.warehouse_id = \(warehouse)"]
        if let expected { conditions.append("e.expected_id = \(expected)") }
        if let donor { conditions.append("coalesce(d.merged_into_id, d.donor_id) = \(donor)") }
        if let items { conditions.append("e.item_id = any(\(items.map(\.number)))") }
        if !ended { conditions.append("e.outcome is null") }
        return try await source.query(
            """
            select e.expected_id, e.warehouse_id, s.name as donor, e.item_id, i.sku, i.base_unit, e.quantity, coalesce(a.arrived, 0)::bigint as arrived,
                   e.owner_id, o.code as owner, e.place_id, e.due_on, e.note, e.announced_by, e.outcome
            from entrepot.expected_donation as e
            join entrepot.item as i on i.item_id = e.item_id
            join entrepot.organisation as o on o.organisation_id = e.owner_id
            join entrepot.donor as d on d.donor_id = e.donor_id
            join entrepot.donor as s on s.donor_id = coalesce(d.merged_into_id, d.donor_id)
            left join lateral (
                select sum(r.standing) as arrived from entrepot.expected_arrival as x
                join entrepot.standing_receipt as r on r.warehouse_id = x.warehouse_id and r.movement_id = x.movement_id
                where x.warehouse_id = e.warehouse_id and x.expected_id = e.expected_id) as a on true
            where \(SQL.joined(conditions, separator: " and "))
            order by e.due_on, e.expected_id
            """
        ) { row in
            ExpectedRow(
                id: try row.get("expected_id"), warehouse: try row.get("warehouse_id"), donor: try row.get("donor"),
                item: try row.get("item_id"), sku: try row.get("sku"), unit: try row.get("base_unit"), quantity: try row.get("quantity"),
                arrived: try row.get("arrived"), owner: try row.get("owner_id"), ownerCode: try row.get("owner"),
                place: try row.get("place_id"), due: try row.get("due_on"), note: try row.get("note"),
                announcedBy: try row.get("announced_by"), outcome: try row.get("outcome"))
        }
    }

    /// Which warehouse something is expected in: people name it by its number alone.
    package static func warehouse(of expected: Int64, from source: some QuerySource) async throws -> Identifier<Warehouse>? {
        try await source.column(
            "select warehouse_id from entrepot.expected_donation where expected_id = \(expected)", as: Identifier<Warehouse>.self
        )
        .first
    }

    /// Holds an announcement until the transaction ends, so that two people do not take in the same lorry; whether it is still expected.
    package static func hold(_ expected: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws -> Bool {
        try await transaction.value(
            "select outcome is null from entrepot.expected_donation where warehouse_id = \(warehouse) and expected_id = \(expected) for update"
        )
    }

    /// Writes down which movement brought it.
    package static func arrive(_ expected: Int64, with movement: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            "insert into entrepot.expected_arrival (warehouse_id, movement_id, expected_id) values (\(warehouse), \(movement), \(expected))"
        )
    }

    /// Ends it: nothing more is expected.
    package static func end(
        _ expected: Int64, as outcome: String, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    )
        async throws
    {
        try await transaction.execute(
            """
            update entrepot.expected_donation set outcome = \(outcome), ended_at = clock_timestamp(), ended_by = \(actor)
            where warehouse_id = \(warehouse) and expected_id = \(expected)
            """)
    }
}
