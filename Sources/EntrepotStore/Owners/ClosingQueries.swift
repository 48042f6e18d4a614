package import Measures
package import PostgresClient
package import StockLedger

/// How far a warehouse is with closing.
package struct ClosingRow: Sendable, Equatable {
    package let frozenAt: Timestamp
    package let frozenBy: String
    package let countedBy: String?
    package let closedAt: Timestamp?
    package let closedBy: String?
}

/// Goods of one lot that somebody took over.
package struct HandoverRow: Sendable, Equatable {
    package let movement: Int64
    package let owner: Identifier<Owner>
    package let toWarehouse: Identifier<Warehouse>?
    package let takenBy: String?
    package let sku: String
    package let lot: String
    package let quantity: Int64
    package let unit: String
    package let at: Timestamp
    package let by: String
}

/// Something that has to end before a warehouse can close.
package struct OpenRow: Sendable, Equatable {
    /// `round`, `count`, `promise`, `sorting`.
    package let kind: String
    package let number: Int64?
    /// The state of a round, the item that is promised.
    package let what: String
    package let quantity: Int64?
    package let unit: String?
    package let place: Identifier<Place>?
}

/// Closing a warehouse.
package enum ClosingQueries {
    /// How far it is; nil when it does not close.
    package static func find(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> ClosingRow? {
        try await source.first(
            """
            select frozen_at, frozen_by, counted_by, closed_at, closed_by from entrepot.warehouse_closing
            where warehouse_id = \(warehouse.number)
            """
        ) { row in
            ClosingRow(
                frozenAt: Timestamp(microseconds: try row.get("frozen_at", as: InstantMicroseconds.self).value),
                frozenBy: try row.get("frozen_by"), countedBy: try row.get("counted_by"),
                closedAt: try row.get("closed_at", as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                closedBy: try row.get("closed_by"))
        }
    }

    /// From now on nothing new is taken in.
    package static func freeze(_ warehouse: Identifier<Warehouse>, by person: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            "insert into entrepot.warehouse_closing (warehouse_id, frozen_by) values (\(warehouse.number), \(person))")
        try await transaction.execute(
            "update entrepot.warehouse_books set frozen_at = clock_timestamp() where warehouse_id = \(warehouse.number)")
    }

    /// It does not close after all.
    package static func thaw(_ warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute("delete from entrepot.warehouse_closing where warehouse_id = \(warehouse.number)")
        try await transaction.execute("update entrepot.warehouse_books set frozen_at = null where warehouse_id = \(warehouse.number)")
    }

    /// Somebody says that it was counted.
    package static func counted(_ warehouse: Identifier<Warehouse>, by people: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.warehouse_closing set counted_at = clock_timestamp(), counted_by = \(people)
            where warehouse_id = \(warehouse.number)
            """)
    }

    /// It is closed.
    package static func close(_ warehouse: Identifier<Warehouse>, by person: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.warehouse_closing set closed_at = clock_timestamp(), closed_by = \(person)
            where warehouse_id = \(warehouse.number)
            """)
    }

    /// Keeps who took what a movement moved out.
    package static func handOver(
        _ movement: Int64, of owner: Identifier<Owner>, to warehouse: Identifier<Warehouse>?, takenBy people: String?,
        from home: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            insert into entrepot.handover (warehouse_id, movement_id, owner_id, to_warehouse_id, taken_by)
            values (\(home.number), \(movement), \(owner.number), \(warehouse?.number), \(people))
            """)
    }

    /// Rounds that are on their way or promised goods, counts that are open, promises without a round, sortings that go on.
    package static func open(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [OpenRow] {
        try await source.query(
            """
            select 'round' as kind, round_id as number, state as what, null::bigint as quantity, null as unit, null::bigint as place_id
            from entrepot.round where warehouse_id = \(warehouse.number) and state not in ('draft', 'closed', 'cancelled')
            union all
            select 'count', count_id, 'open', null, null, place_id
            from entrepot.stock_count where warehouse_id = \(warehouse.number) and state = 'open'
            union all
            select 'promise', null, i.sku, sum(r.quantity)::bigint, i.base_unit, r.place_id
            from entrepot.reservation as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.warehouse_id = \(warehouse.number) and r.round_id is null
            group by i.sku, i.base_unit, r.place_id
            union all
            select 'sorting', s.sorting_id, i.sku, sum(r.rest)::bigint, i.base_unit, null
            from (select distinct sorting_id from entrepot.sorting where warehouse_id = \(warehouse.number)) as s
            cross join lateral entrepot.sorting_rest(\(warehouse.number), s.sorting_id) as r
            join entrepot.lot as l on l.warehouse_id = \(warehouse.number) and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where r.rest > 0 group by s.sorting_id, i.sku, i.base_unit
            order by 1, 2, 3
            """
        ) { row in
            OpenRow(
                kind: try row.get("kind"), number: try row.get("number"), what: try row.get("what"), quantity: try row.get("quantity"),
                unit: try row.get("unit"), place: try row.get("place_id", as: Int64?.self).map { Identifier($0) })
        }
    }

    /// Places with stock that nobody has counted since the warehouse was frozen.
    package static func uncounted(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [Identifier<Place>] {
        try await source.column(
            """
            select distinct b.place_id from entrepot.balance as b
            join entrepot.warehouse_closing as c on c.warehouse_id = b.warehouse_id
            where b.warehouse_id = \(warehouse.number) and not exists (
                select from entrepot.stock_count as n where n.warehouse_id = b.warehouse_id and n.place_id = b.place_id
                    and n.state = 'closed' and n.opened_at >= c.frozen_at)
            order by 1
            """, as: Int64.self
        ).map { Identifier($0) }
    }

    /// Lots that lie in a warehouse, wherever.
    package static func lots(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [LotCandidate] {
        try await source.query(
            """
            select b.place_id, b.on_hand, b.reserved, l.lot_id, l.item_id, l.owner_id, l.grant_id, l.condition, l.expires_on, l.received_on,
                   l.pack_name, l.pack_factor
            from entrepot.balance as b
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            where b.warehouse_id = \(warehouse.number) order by l.item_id, b.lot_id, b.place_id
            """
        ) { row in
            LotCandidate(
                lot: try LotQueries.lot(row), place: Identifier(try row.get("place_id")),
                balance: Balance(onHand: try Quantity(row.get("on_hand")), reserved: try Quantity(row.get("reserved"))))
        }
    }

    /// Who took what, as far as the reader may see it; what was taken back is left out.
    package static func handovers(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [HandoverRow] {
        try await source.query(
            """
            select h.movement_id, h.owner_id, h.to_warehouse_id, h.taken_by, i.sku, l.code, sum(x.quantity)::bigint as quantity, i.base_unit,
                   m.occurred_at, m.actor
            from entrepot.handover as h
            join entrepot.movement as m on m.warehouse_id = h.warehouse_id and m.movement_id = h.movement_id
            join entrepot.movement_line as x on x.warehouse_id = h.warehouse_id and x.movement_id = h.movement_id
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where h.warehouse_id = \(warehouse.number) and not exists (
                select from entrepot.movement as r where r.warehouse_id = h.warehouse_id and r.reverses_id = h.movement_id)
            group by h.movement_id, h.owner_id, h.to_warehouse_id, h.taken_by, i.sku, l.code, i.base_unit, m.occurred_at, m.actor
            order by h.movement_id, i.sku, l.code
            """
        ) { row in
            HandoverRow(
                movement: try row.get("movement_id"), owner: Identifier(try row.get("owner_id")),
                toWarehouse: try row.get("to_warehouse_id", as: Int64?.self).map { Identifier($0) }, takenBy: try row.get("taken_by"),
                sku: try row.get("sku"), lot: try row.get("code"), quantity: try row.get("quantity"), unit: try row.get("base_unit"),
                at: Timestamp(microseconds: try row.get("occurred_at", as: InstantMicroseconds.self).value), by: try row.get("actor"))
        }
    }
}
