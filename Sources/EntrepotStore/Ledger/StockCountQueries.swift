package import Measures
package import PostgresClient
package import StockLedger

/// A stock count and its lines.
package struct StockCountRow: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let lot: Identifier<Lot>
        package let lotCode: String
        package let item: Identifier<Item>
        package let sku: String
        package let owner: String
        package let unit: String
        package let expected: Int64
        package let counted: Int64
        package let countedAt: Timestamp
        package let countedBy: String
        /// Whether all lots of the item were counted with one figure, those with it that nobody knew of.
        package let coversItem: Bool
        /// Whether somebody counted this lot by name.
        package let isNamed: Bool
        /// Who counted it before whoever counted it last; nil when it was counted once.
        package let countedBeforeBy: String?
        /// The operational day on which it was counted.
        package let day: CivilDate
    }

    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let place: Identifier<Place>
    package let state: String
    package let openedAt: Timestamp
    package let openedBy: String
    package let endedAt: Timestamp?
    package var lines: [Line]
}

/// A count without its lines, for a list.
package struct StockCountHead: Sendable, Equatable {
    package let id: Int64
    package let place: Identifier<Place>
    package let state: String
    package let openedAt: Timestamp
    package let openedBy: String
    package let endedAt: Timestamp?
    package let endedBy: String?
    /// How many items were counted so far.
    package let entered: Int64
    /// Who counted, in order.
    package let counters: String
}

/// Stock counts.
package enum StockCountQueries {
    /// Opens a count of a place that began at an instant, or now; the index `count_open_once_a_place` refuses a second one.
    package static func open(
        place: Identifier<Place>, at instant: Timestamp?, warehouse: Identifier<Warehouse>, actor: String, in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            insert into entrepot.stock_count (warehouse_id, place_id, opened_by, opened_at)
            values (\(warehouse.number), \(place.number), \(actor),
                coalesce(\(instant.map { InstantMicroseconds($0.microseconds) }), clock_timestamp()))
            returning count_id
            """)
    }

    /// Whether people have names of their own here, so that a second count is somebody else's.
    package static func knowsPersons(from source: some QuerySource) async throws -> Bool {
        try await source.only("select exists (select from entrepot.person where ended_at is null)") { row in try row.get(0, as: Bool.self) }
    }

    /// The count that is open at a place.
    package static func openAt(_ place: Identifier<Place>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> StockCountHead?
    {
        try await heads(
            "c.warehouse_id = \(warehouse.number) and c.place_id = \(place.number) and c.state = 'open'", limit: 1, from: source
        ).first
    }

    /// Counts, the newest first: of a place or of a whole warehouse, the open ones or all.
    package static func list(
        _ warehouse: Identifier<Warehouse>, place: Identifier<Place>?, all: Bool, before: Int64?, limit: Int, from source: some QuerySource
    ) async throws -> [StockCountHead] {
        try await heads(
            """
            c.warehouse_id = \(warehouse.number) and (\(place?.number)::bigint is null or c.place_id = \(place?.number)::bigint)
            and (\(all) or c.state = 'open') and (\(before)::bigint is null or c.count_id < \(before)::bigint)
            """, limit: limit, from: source)
    }

    private static func heads(_ condition: SQL, limit: Int, from source: some QuerySource) async throws -> [StockCountHead] {
        try await source.query(
            """
            select c.count_id, c.place_id, c.state, c.opened_at, c.opened_by, c.ended_at, c.ended_by,
                   (select count(distinct l.item_id) from entrepot.stock_count_line as x
                    join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
                    where x.warehouse_id = c.warehouse_id and x.count_id = c.count_id) as entered,
                   coalesce((select string_agg(distinct x.counted_by, ', ' order by x.counted_by) from entrepot.stock_count_line as x
                             where x.warehouse_id = c.warehouse_id and x.count_id = c.count_id), '') as counters
            from entrepot.stock_count as c where \(condition) order by c.count_id desc limit \(Int64(limit))
            """
        ) { row in
            StockCountHead(
                id: try row.get(0), place: Identifier(try row.get(1)), state: try row.get(2),
                openedAt: Timestamp(microseconds: try row.get(3, as: InstantMicroseconds.self).value), openedBy: try row.get(4),
                endedAt: try row.get(5, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                endedBy: try row.get(6), entered: try row.get(7), counters: try row.get(8))
        }
    }

    /// Which warehouse a count belongs to.
    package static func warehouse(of count: Int64, from source: some QuerySource) async throws -> Identifier<Warehouse>? {
        try await source.column("select warehouse_id from entrepot.stock_count where count_id = \(count)", as: Int64.self).first.map {
            Identifier($0)
        }
    }

    /// A count with its lines, locked against other writers when `forUpdate`.
    package static func find(_ count: Int64, warehouse: Identifier<Warehouse>, forUpdate: Bool = false, from source: some QuerySource)
        async throws
        -> StockCountRow?
    {
        let lock: SQL = forUpdate ? "for no key update" : ""
        guard
            var row = try await source.first(
                """
                select count_id, warehouse_id, place_id, state, opened_at, opened_by, ended_at from entrepot.stock_count
                where warehouse_id = \(warehouse.number) and count_id = \(count) \(lock)
                """,
                { row in
                    StockCountRow(
                        id: try row.get(0), warehouse: Identifier(try row.get(1)), place: Identifier(try row.get(2)), state: try row.get(3),
                        openedAt: Timestamp(microseconds: try row.get(4, as: InstantMicroseconds.self).value), openedBy: try row.get(5),
                        endedAt: try row.get(6, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) }, lines: [])
                })
        else { return nil }
        row.lines = try await source.query(
            """
            select c.lot_id, l.code, l.item_id, i.sku, o.code as owner, i.base_unit, c.expected, c.counted, c.counted_at, c.counted_by,
                   entrepot.operational_day(c.warehouse_id, c.counted_at) as day, c.covers_item, c.is_named, c.counted_before_by
            from entrepot.stock_count_line as c
            join entrepot.lot as l on l.warehouse_id = c.warehouse_id and l.lot_id = c.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            where c.warehouse_id = \(warehouse.number) and c.count_id = \(count)
            order by i.sku, c.lot_id
            """
        ) { row in
            StockCountRow.Line(
                lot: Identifier(try row.get(0)), lotCode: try row.get(1), item: Identifier(try row.get(2)), sku: try row.get(3),
                owner: try row.get(4), unit: try row.get(5), expected: try row.get(6), counted: try row.get(7),
                countedAt: Timestamp(microseconds: try row.get(8, as: InstantMicroseconds.self).value), countedBy: try row.get(9),
                coversItem: try row.get(11), isNamed: try row.get(12), countedBeforeBy: try row.get(13),
                day: CivilDate(dayNumber: try row.get(10, as: DayNumber.self).value))
        }
        return row
    }

    /// Keeps what was counted of a lot, in place of what was counted of it before. `expected` is what the books held at the moment it was
    /// counted, `countedAt`, or now.
    package static func enter(
        _ count: Int64, lot: Identifier<Lot>, expected: Int64, counted: Int64, countedAt: Timestamp? = nil, coversItem: Bool = false,
        isNamed: Bool = false, countedBeforeBy: String? = nil,
        actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            insert into entrepot.stock_count_line as c (warehouse_id, count_id, lot_id, expected, counted, counted_at, counted_by, covers_item, is_named, counted_before_by)
            values (\(warehouse.number), \(count), \(lot.number), \(expected), \(counted),
                coalesce(\(countedAt.map { InstantMicroseconds($0.microseconds) }), clock_timestamp()), \(actor), \(coversItem), \(isNamed),
                \(countedBeforeBy))
            on conflict (warehouse_id, count_id, lot_id) do update
                set counted = excluded.counted, expected = excluded.expected, counted_at = excluded.counted_at,
                    counted_by = excluded.counted_by, covers_item = excluded.covers_item, is_named = excluded.is_named,
                    counted_before_by = excluded.counted_before_by
            """)
    }

    /// Forgets what was counted of an item's lots, of one owner or of all, before it is counted anew.
    package static func forget(
        _ count: Int64, item: Identifier<Item>, owner: Identifier<Owner>?, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            delete from entrepot.stock_count_line as c using entrepot.lot as l
            where c.warehouse_id = \(warehouse.number) and c.count_id = \(count) and l.warehouse_id = c.warehouse_id and l.lot_id = c.lot_id
              and l.item_id = \(item.number) and (\(owner?.number)::bigint is null or l.owner_id = \(owner?.number)::bigint)
            """)
    }

    /// Keeps everybody from booking into the past of a warehouse and from moving what lies at a place until the transaction ends, so that
    /// nothing slips in between what a count expects and its end.
    package static func holdStill(_ count: StockCountRow, in transaction: Transaction) async throws {
        _ = try await transaction.query("select entrepot.hold_the_past(\(count.warehouse.number)) is null") { _ in true }
        _ = try await transaction.query(
            """
            select lot_id from entrepot.lock_balances(\(count.warehouse.number), \(count.place.number))
            """
        ) { row in try row.get(0, as: Int64.self) }
    }

    /// Works out anew what the books held of each line at the moment it was counted, as far as is known now. Where an item was counted as a
    /// whole, lots of it that turned out to have been there, by a sheet typed since, were counted with it: there was nothing beside the figure.
    package static func expectAnew(_ count: StockCountRow, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            insert into entrepot.stock_count_line (warehouse_id, count_id, lot_id, expected, counted, counted_at, counted_by, covers_item)
            select \(count.warehouse.number), \(count.id), l.lot_id, 0, 0, w.counted_at, w.counted_by, true
            from (select l.item_id, max(c.counted_at) as counted_at, max(c.counted_by) as counted_by
                  from entrepot.stock_count_line as c join entrepot.lot as l on l.warehouse_id = c.warehouse_id and l.lot_id = c.lot_id
                  where c.warehouse_id = \(count.warehouse.number) and c.count_id = \(count.id) and c.covers_item group by l.item_id) as w
            cross join lateral (
                select b.lot_id from entrepot.balance as b where b.warehouse_id = \(count.warehouse.number) and b.place_id = \(count.place.number)
                union
                select x.lot_id from entrepot.movement_line as x
                where x.warehouse_id = \(count.warehouse.number) and x.occurred_at > w.counted_at
                  and \(count.place.number) in (x.from_place_id, x.to_place_id)) as a
            join entrepot.lot as l on l.warehouse_id = \(count.warehouse.number) and l.lot_id = a.lot_id and l.item_id = w.item_id
            where coalesce((
                    select b.on_hand from entrepot.balance as b
                    where b.warehouse_id = \(count.warehouse.number) and b.place_id = \(count.place.number) and b.lot_id = l.lot_id), 0)
                > coalesce((
                    select sum(case when x.to_place_id = \(count.place.number) then x.quantity else -x.quantity end)
                    from entrepot.movement_line as x
                    where x.warehouse_id = \(count.warehouse.number) and x.lot_id = l.lot_id and x.occurred_at > w.counted_at
                      and \(count.place.number) in (x.from_place_id, x.to_place_id)), 0)
            on conflict (warehouse_id, count_id, lot_id) do nothing
            """)
        try await transaction.execute(
            """
            update entrepot.stock_count_line as c
            set expected = greatest(0, coalesce((
                    select b.on_hand from entrepot.balance as b
                    where b.warehouse_id = c.warehouse_id and b.place_id = \(count.place.number) and b.lot_id = c.lot_id), 0)
                - coalesce((
                    select sum(case when x.to_place_id = \(count.place.number) then x.quantity else -x.quantity end)
                    from entrepot.movement_line as x
                    where x.warehouse_id = c.warehouse_id and x.lot_id = c.lot_id and x.occurred_at > c.counted_at
                      and \(count.place.number) in (x.from_place_id, x.to_place_id)), 0))::bigint
            where c.warehouse_id = \(count.warehouse.number) and c.count_id = \(count.id)
            """)
    }

    /// At which of some places a lot was counted since an instant that belongs to the place, and how much of it counts have found missing there.
    package static func missing(
        lot: Identifier<Lot>, item: Identifier<Item>, at places: [(place: Identifier<Place>, since: Timestamp)],
        warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> [Identifier<Place>: (units: Int64, count: Int64)] {
        let rows = try await source.query(
            """
            select a.place, c.count_id, greatest(0, coalesce((
                       select sum(case when x.from_place_id = a.place then x.quantity else -x.quantity end)
                       from entrepot.movement_line as x
                       join entrepot.movement as m on m.warehouse_id = x.warehouse_id and m.movement_id = x.movement_id
                       where x.warehouse_id = \(warehouse.number) and x.lot_id = \(lot.number) and x.occurred_at > a.since
                         and a.place in (x.from_place_id, x.to_place_id) and m.reason = 'counted'
                         and not entrepot.is_taken_back(m.warehouse_id, m.movement_id)), 0))::bigint
            from unnest(\(places.map(\.place.number)), \(places.map { InstantMicroseconds($0.since.microseconds) })) as a (place, since)
            cross join lateral entrepot.posting_count_after(\(warehouse.number), a.place, \(lot.number), \(item.number), a.since) as c
            """
        ) { row in (Identifier<Place>(try row.get(0)), (units: try row.get(2, as: Int64.self), count: try row.get(1, as: Int64.self))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// What the books held at a place at an instant, or hold now: its lots and how much of each.
    package static func onBooks(
        _ place: Identifier<Place>, at instant: Timestamp?, warehouse: Identifier<Warehouse>, in source: some QuerySource
    ) async throws -> [Identifier<Lot>: Int64] {
        let balances: SQL =
            if let instant {
                "entrepot.stock_as_of(\(warehouse.number), \(InstantMicroseconds(instant.microseconds)))"
            } else {
                "(select place_id, lot_id, on_hand from entrepot.balance where warehouse_id = \(warehouse.number)) as b"
            }
        let rows = try await source.query(
            "select lot_id, on_hand from \(balances) where place_id = \(place.number) and on_hand > 0"
        ) { row in (Identifier<Lot>(try row.get(0)), try row.get(1, as: Int64.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Ends a count at an instant, or now; a closed one makes later sheets of earlier days explain its variance.
    package static func end(
        _ count: Int64, state: String, at instant: Timestamp?, restIsZero: Bool, actor: String, warehouse: Identifier<Warehouse>,
        in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.stock_count set state = \(state), rest_is_zero = \(restIsZero), ended_by = \(actor),
                ended_at = coalesce(\(instant.map { InstantMicroseconds($0.microseconds) }), clock_timestamp())
            where warehouse_id = \(warehouse.number) and count_id = \(count)
            """)
        if state == "closed" {
            try await transaction.execute(
                """
                update entrepot.warehouse_books as b set counted_until = greatest(b.counted_until, c.taken_at)
                from (select greatest(x.ended_at, max(y.counted_at)) as taken_at
                      from entrepot.stock_count as x
                      left join entrepot.stock_count_line as y on y.warehouse_id = x.warehouse_id and y.count_id = x.count_id
                      where x.warehouse_id = \(warehouse.number) and x.count_id = \(count) group by x.ended_at) as c
                where b.warehouse_id = \(warehouse.number)
                """)
        }
    }
}
