package import Measures
package import PostgresClient
package import StockLedger

/// A movement as the books show it.
package struct MovementRow: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        package let lot: Identifier<Lot>
        package let lotCode: String
        package let item: Identifier<Item>
        package let sku: String
        package let from: Identifier<Place>
        package let fromAddress: String
        package private(set) var to: Identifier<Place>
        package private(set) var toAddress: String
        package let quantity: Int64
        package let unit: String
        package let owner: String

        /// The same line to another place.
        package func leading(to place: Identifier<Place>, _ address: String) -> Line {
            var line = self
            line.to = place
            line.toAddress = address
            return line
        }
    }

    package let id: Int64
    package let reason: String
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp
    package let actor: String
    package let note: String?
    package let reverses: Int64?
    package let reversedBy: Int64?
    /// The corrections that stand, in order.
    package let correctedBy: [Int64]
    /// Who let the goods out of the quarantine.
    package let approver: String?
    package let corrects: Int64?
    package let because: Int64?
    package let round: Int64?
    package let count: Int64?
    package let stop: Int64?
    /// The entry that this one stands for, and the one that stands for this one.
    package let replaces: Int64?
    package let replacedBy: Int64?
    package let position: Int64?
    package var lines: [Line]
}

/// Which movements a list shows; nil means all.
package struct MovementFilter: Sendable {
    package var movement: Int64?
    /// These movements.
    package var movements: [Int64]?
    package var item: Identifier<Item>?
    package var place: Identifier<Place>?
    package var lot: Identifier<Lot>?
    /// Only movements above this number.
    package var after: Int64?
    /// What names the lot or is printed on it, case aside.
    package var lotCode: String?
    package var reason: String?
    package var actor: String?
    package var from: Timestamp?
    package var until: Timestamp?
    /// Only movements below this number: the list goes back in time.
    package var before: Int64?
    package var limit: Int

    package init(limit: Int) {
        self.limit = limit
    }
}

/// Questions about movements.
package enum MovementQueries {
    /// Movements, the newest first, with their lines.
    package static func list(_ filter: MovementFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [MovementRow]
    {
        var conditions: [SQL] = ["m.warehouse_id = \(warehouse.number)"]
        if let movement = filter.movement { conditions.append("m.movement_id = \(movement)") }
        if let movements = filter.movements { conditions.append("m.movement_id = any(\(movements))") }
        if let reason = filter.reason { conditions.append("m.reason = \(reason)") }
        if let actor = filter.actor { conditions.append("m.actor = \(actor)") }
        if let from = filter.from { conditions.append("m.occurred_at >= \(InstantMicroseconds(from.microseconds))") }
        if let until = filter.until { conditions.append("m.occurred_at <= \(InstantMicroseconds(until.microseconds))") }
        if let before = filter.before { conditions.append("m.movement_id < \(before)") }
        if let after = filter.after { conditions.append("m.movement_id > \(after)") }
        if let lot = filter.lot {
            conditions.append(
                """
                m.movement_id in (select movement_id from entrepot.movement_line
                                  where warehouse_id = \(warehouse.number) and lot_id = \(lot.number))
                """)
        }
        if filter.item != nil || filter.place != nil || filter.lotCode != nil {
            var inner: [SQL] = ["x.warehouse_id = m.warehouse_id", "x.movement_id = m.movement_id"]
            if let place = filter.place { inner.append("\(place.number) in (x.from_place_id, x.to_place_id)") }
            if let item = filter.item { inner.append("xl.item_id = \(item.number)") }
            if let lot = filter.lotCode { inner.append("(lower(xl.code) = lower(\(lot)) or lower(xl.batch) = lower(\(lot)))") }
            conditions.append(
                """
                exists (select from entrepot.movement_line as x
                        join entrepot.lot as xl on xl.warehouse_id = x.warehouse_id and xl.lot_id = x.lot_id
                        where \(SQL.joined(inner, separator: " and ")))
                """)
        }
        let heads = try await source.query(
            """
            select m.movement_id, m.reason,
                   case when b.is_blurred then entrepot.half_hour(m.occurred_at) else m.occurred_at end as occurred_at,
                   case when b.is_blurred then entrepot.half_hour(m.recorded_at) else m.recorded_at end as recorded_at, m.actor, m.note, m.reverses_id, r.movement_id as reversed_by,
                   array(select c.movement_id from entrepot.movement as c
                         where c.warehouse_id = m.warehouse_id and c.corrects_id = m.movement_id
                           and not exists (select from entrepot.movement as u where u.warehouse_id = c.warehouse_id and u.reverses_id = c.movement_id)
                         order by c.movement_id) as corrected_by,
                   m.corrects_id, m.because_id, m.round_id, m.stock_count_id, m.stop_id, m.approver, j.position, m.replaces_id,
                   (select max(p.movement_id) from entrepot.movement as p
                    where p.warehouse_id = m.warehouse_id and p.replaces_id = m.movement_id) as replaced_by
            from entrepot.movement as m
            left join entrepot.movement as r on r.warehouse_id = m.warehouse_id and r.reverses_id = m.movement_id
            left join entrepot.journal as j on j.warehouse_id = m.warehouse_id and j.movement_id = m.movement_id
            -- The times of a round that calls at a site which the reader may not see are told to the half hour.
            cross join lateral (
                select not (select entrepot.reads_as_house())
                       and entrepot.row_key(m.warehouse_id, m.round_id) <@ (select entrepot.blurred_rounds()) as is_blurred) as b
            where \(SQL.joined(conditions, separator: " and "))
            order by m.movement_id desc limit \(Int64(filter.limit))
            """
        ) { row in
            MovementRow(
                id: try row.get("movement_id"), reason: try row.get("reason"),
                occurredAt: Timestamp(microseconds: try row.get("occurred_at", as: InstantMicroseconds.self).value),
                recordedAt: Timestamp(microseconds: try row.get("recorded_at", as: InstantMicroseconds.self).value),
                actor: try row.get("actor"), note: try row.get("note"), reverses: try row.get("reverses_id"),
                reversedBy: try row.get("reversed_by"), correctedBy: try row.get("corrected_by"), approver: try row.get("approver"),
                corrects: try row.get("corrects_id"), because: try row.get("because_id"),
                round: try row.get("round_id"), count: try row.get("stock_count_id"), stop: try row.get("stop_id"),
                replaces: try row.get("replaces_id"), replacedBy: try row.get("replaced_by"), position: try row.get("position"), lines: [])
        }
        let lines = try await source.query(
            """
            select x.movement_id, x.lot_id, l.code, l.item_id, i.sku, x.from_place_id, f.code as from_code, x.to_place_id, t.code as to_code,
                   x.quantity, i.base_unit, o.code as owner, w.code as warehouse
            from entrepot.movement_line as x
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
            join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
            join entrepot.warehouse as w on w.warehouse_id = x.warehouse_id
            where x.warehouse_id = \(warehouse.number) and x.movement_id = any(\(heads.map(\.id)))
            order by x.movement_id, x.line_number
            """
        ) { row in
            let warehouse: String = try row.get("warehouse")
            return (
                try row.get("movement_id", as: Int64.self),
                MovementRow.Line(
                    lot: Identifier(try row.get("lot_id")), lotCode: try row.get("code"), item: Identifier(try row.get("item_id")),
                    sku: try row.get("sku"), from: Identifier(try row.get("from_place_id")),
                    fromAddress: "\(warehouse)/\(try row.get("from_code", as: String.self))",
                    to: Identifier(try row.get("to_place_id")), toAddress: "\(warehouse)/\(try row.get("to_code", as: String.self))",
                    quantity: try row.get("quantity"), unit: try row.get("base_unit"), owner: try row.get("owner"))
            )
        }
        var byMovement: [Int64: [MovementRow.Line]] = [:]
        for (movement, line) in lines { byMovement[movement, default: []].append(line) }
        return heads.map { head in
            var whole = head
            whole.lines = byMovement[head.id] ?? []
            return whole
        }
    }

    /// The last entry of somebody within an hour that stands and is nobody's undoing, in the warehouses named: its warehouse and its
    /// movements, the last first. An entry of several movements was made in one transaction; each movement that is an entry by itself has
    /// a line of its own in the audit.
    package static func lastEntry(
        of person: String, warehouses: [Identifier<Warehouse>], movement: Int64? = nil, from source: some QuerySource
    ) async throws -> (warehouse: Identifier<Warehouse>, movements: [Int64])? {
        try await source.first(
            """
            with recent as (
                select m.* from unnest(\(warehouses.map(\.number))) as w (warehouse_id)
                cross join lateral (
                    -- More are not booked in an hour.
                    select warehouse_id, movement_id, actor, recorded_at, recorded_xid, because_id, is_undo from entrepot.movement
                    where warehouse_id = w.warehouse_id and (\(movement)::bigint is null or movement_id = \(movement)::bigint)
                    order by movement_id desc limit 20000) as m
                where m.actor = \(person) and m.because_id is null and not m.is_undo
                  and m.recorded_at > clock_timestamp() - interval '1 hour'
                  and not entrepot.is_taken_back(m.warehouse_id, m.movement_id)
                order by m.movement_id desc limit 1)
            select r.warehouse_id, case
                when exists (select from entrepot.audit as a where a.warehouse_id = r.warehouse_id and a.movement_id = r.movement_id)
                then array[r.movement_id]
                else array(
                    select o.movement_id from entrepot.movement as o
                    where o.recorded_xid = r.recorded_xid and o.warehouse_id = r.warehouse_id and o.actor = r.actor and o.because_id is null
                      and not exists (select from entrepot.audit as a where a.warehouse_id = o.warehouse_id and a.movement_id = o.movement_id)
                    order by o.movement_id desc) end as movements
            from recent as r
            """
        ) { row in (warehouse: Identifier(try row.get(0)), movements: try row.get(1)) }
    }

    /// The first line of a lot out of a place, or promise on what lies there, after a movement: who built on it.
    package static func builtOn(
        _ movement: Int64, lot: Identifier<Lot>, place: Identifier<Place>, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> (movement: Int64?, by: String?, round: Int64?)? {
        try await source.first(
            """
            select a.movement_id, a.actor, a.round_id from (
                (select m.movement_id, m.actor, null::bigint as round_id
                 from entrepot.movement_line as x
                 join entrepot.movement as m on m.warehouse_id = x.warehouse_id and m.movement_id = x.movement_id
                 where x.warehouse_id = \(warehouse.number) and x.lot_id = \(lot.number) and x.from_place_id = \(place.number)
                   and x.movement_id > \(movement) and not entrepot.is_taken_back(m.warehouse_id, m.movement_id)
                 order by x.movement_id desc limit 1)
                union all
                (select null, null, r.round_id from entrepot.reservation as r
                 where r.warehouse_id = \(warehouse.number) and r.lot_id = \(lot.number) and r.place_id = \(place.number)
                 order by r.reservation_id desc limit 1)) as a limit 1
            """
        ) { row in (movement: try row.get(0), by: try row.get(1), round: try row.get(2)) }
    }

    /// Whether a lot moved before a movement, by what still stands.
    package static func moved(
        _ lot: Identifier<Lot>, before movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> Bool {
        try await source.only(
            """
            select exists (
                select from entrepot.movement_line as x join entrepot.movement as m using (warehouse_id, movement_id)
                where x.warehouse_id = \(warehouse.number) and x.lot_id = \(lot.number) and x.movement_id < \(movement)
                  and not entrepot.is_taken_back(m.warehouse_id, m.movement_id) and m.reverses_id is null)
            """
        ) { row in try row.get(0, as: Bool.self) }
    }

    /// Until when the books of a warehouse are closed.
    package static func closedUntil(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> Timestamp {
        try await source.only(
            "select greatest(closed_until, '1970-01-01 00:00+00') from entrepot.warehouse_books where warehouse_id = \(warehouse.number)"
        ) { row in Timestamp(microseconds: try row.get(0, as: InstantMicroseconds.self).value) }
    }

    /// The lots of a movement's lines, in their order.
    package static func lots(of movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [Identifier<Lot>]
    {
        try await source.column(
            """
            select lot_id from entrepot.movement_line where warehouse_id = \(warehouse.number) and movement_id = \(movement)
            order by line_number
            """, as: Int64.self
        ).map { Identifier($0) }
    }

    /// Which warehouse a movement belongs to: people name it by its number alone.
    package static func warehouse(of movement: Int64, from source: some QuerySource) async throws -> Identifier<Warehouse>? {
        try await source.column("select warehouse_id from entrepot.movement where movement_id = \(movement)", as: Int64.self).first.map {
            Identifier($0)
        }
    }

    /// The corrections already booked against a movement, net per lot: what was added, or taken back when negative.
    package static func corrections(of movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [MovementRow]
    {
        let ids = try await source.column(
            """
            select m.movement_id from entrepot.movement as m
            where m.warehouse_id = \(warehouse.number) and m.corrects_id = \(movement)
              and not exists (select from entrepot.movement as r where r.warehouse_id = m.warehouse_id and r.reverses_id = m.movement_id)
            order by 1
            """, as: Int64.self)
        var rows: [MovementRow] = []
        for id in ids {
            var filter = MovementFilter(limit: 1)
            filter.movement = id
            rows += try await list(filter, warehouse: warehouse, from: source)
        }
        return rows
    }

    /// The lines of a lot recorded after a movement, in that order, and when each happened: where its goods went since.
    package static func since(_ movement: Int64, lot: Identifier<Lot>, warehouse: Identifier<Warehouse>, from source: some QuerySource)
        async throws -> [(line: MovementLine, at: Timestamp)]
    {
        try await source.query(
            """
            select from_place_id, to_place_id, quantity, occurred_at from entrepot.movement_line
            where warehouse_id = \(warehouse.number) and lot_id = \(lot.number) and movement_id > \(movement)
            order by movement_id, line_number
            """
        ) { row in
            (
                MovementLine(
                    lot: lot, from: Identifier(try row.get(0)), to: Identifier(try row.get(1)), quantity: try Quantity(row.get(2))),
                Timestamp(microseconds: try row.get(3, as: InstantMicroseconds.self).value)
            )
        }
    }

    /// The movement that reversals and corrections point at in the end, and when it happened.
    package static func root(of movement: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (movement: Int64, at: Timestamp)?
    {
        try await source.first(
            """
            with recursive chain as (
                select movement_id, coalesce(reverses_id, corrects_id) as next_id, occurred_at from entrepot.movement
                where warehouse_id = \(warehouse.number) and movement_id = \(movement)
                union all
                select m.movement_id, coalesce(m.reverses_id, m.corrects_id), m.occurred_at
                from chain as c join entrepot.movement as m on m.warehouse_id = \(warehouse.number) and m.movement_id = c.next_id)
            select movement_id, occurred_at from chain where next_id is null
            """
        ) { row in (try row.get(0, as: Int64.self), Timestamp(microseconds: try row.get(1, as: InstantMicroseconds.self).value)) }
    }

    /// Where units of a lot are now, inside.
    package static func whereabouts(of lot: Identifier<Lot>, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [(place: Identifier<Place>, onHand: Int64)]
    {
        try await source.query(
            """
            select place_id, on_hand from entrepot.balance where warehouse_id = \(warehouse.number) and lot_id = \(lot.number)
            order by place_id
            """
        ) { row in (Identifier<Place>(try row.get(0)), try row.get(1, as: Int64.self)) }
    }
}
