import EntrepotService
import EntrepotStore
import Measures
import PostgresClient
import StockLedger

/// What the real books say, in the words of the second opinion, each list in order.
extension RealBooks {
    private func list(_ sql: SQL) async throws -> [String] { try await administrator.column(sql, as: String.self).sorted() }

    /// `place lot units`, now.
    func balances(_ warehouse: Identifier<Warehouse>) async throws -> [String] {
        try await list(
            """
            select format('%s %s %s', p.code, l.code, b.on_hand) from entrepot.balance as b
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            where b.warehouse_id = \(warehouse.number)
            """)
    }

    /// `place lot units` when everything up to an instant had happened.
    func balances(_ warehouse: Identifier<Warehouse>, asOf instant: Int64) async throws -> [String] {
        try await list(
            """
            select format('%s %s %s', p.code, l.code, b.on_hand)
            from entrepot.stock_as_of(\(warehouse.number), \(InstantMicroseconds(instant))) as b
            join entrepot.place as p on p.warehouse_id = \(warehouse.number) and p.place_id = b.place_id
            join entrepot.lot as l on l.warehouse_id = \(warehouse.number) and l.lot_id = b.lot_id
            """)
    }

    /// `reason lot from to units count` of every line.
    func lines(_ warehouse: Identifier<Warehouse>) async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s %s %s', m.reason, l.code, f.code, t.code, x.quantity, coalesce(m.stock_count_id, 0))
            from entrepot.movement_line as x join entrepot.movement as m using (warehouse_id, movement_id)
            join entrepot.lot as l using (warehouse_id, lot_id)
            join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
            join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
            where x.warehouse_id = \(warehouse.number)
            """)
    }

    /// `round place lot units` of what is promised.
    func promises() async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s', r.round_id, p.code, l.code, sum(r.quantity)) from entrepot.reservation as r
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            group by r.round_id, p.code, l.code
            """)
    }

    /// `round place lot units` of what was promised and taken.
    func broken() async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s', r.round_id, p.code, l.code, sum(r.quantity)) from entrepot.reservation_release as r
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            group by r.round_id, p.code, l.code
            """)
    }

    /// `kind place lot units` of what waits for an explanation.
    func exceptions() async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s', e.kind, p.code, l.code, e.quantity) from entrepot.ledger_exception as e
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            """)
    }

    /// `kind place lot units` of what waits for an explanation still.
    func waiting() async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s', e.kind, p.code, l.code, w.units) from entrepot.ledger_exception as e
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            cross join lateral (select entrepot.exception_left(e) as units) as w where w.units > 0
            """)
    }

    /// `count lot expected counted` of the lines of counts that were closed.
    func counted() async throws -> [String] {
        try await list(
            """
            select format('%s %s %s %s', c.count_id, l.code, x.expected, x.counted) from entrepot.stock_count as c
            join entrepot.stock_count_line as x using (warehouse_id, count_id) join entrepot.lot as l using (warehouse_id, lot_id)
            where c.state = 'closed'
            """)
    }

    /// Units of an item at a place of the main warehouse when everything up to an instant had happened, but for what a shortfall booked at
    /// that very instant was missing later.
    func units(of item: String, at place: String, asOf instant: Int64) async throws -> Int64 {
        try await administrator.value(
            """
            select coalesce(sum(b.on_hand), 0)::bigint from entrepot.stock_as_of(\(main.number), \(InstantMicroseconds(instant))) as b
            join entrepot.lot as l on l.warehouse_id = \(main.number) and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id and i.sku = \(item)
            where b.place_id = \(self.place(place).number)
            """)
            - administrator.value(
                """
                select coalesce(sum(x.quantity), 0)::bigint from entrepot.movement_line as x
                join entrepot.movement as m using (warehouse_id, movement_id) join entrepot.lot as l using (warehouse_id, lot_id)
                join entrepot.item as i on i.item_id = l.item_id and i.sku = \(item)
                where x.warehouse_id = \(main.number) and m.reason = 'unexplained' and m.occurred_at = \(InstantMicroseconds(instant))
                  and x.to_place_id = \(self.place(place).number)
                """, as: Int64.self)
    }

    /// Who owes whom what.
    func debts() async throws -> [String] {
        try await administrator.executeScript("set entrepot.audience = 'house'; set entrepot.reach = 'everything'")
        return try await list(
            """
            select l.code || ' ' || b.code || ' ' || i.sku || ' ' || d.owed
            from entrepot.seen_debt as d join entrepot.item as i using (item_id)
            join entrepot.organisation as l on l.organisation_id = d.lender_id
            join entrepot.organisation as b on b.organisation_id = d.borrower_id
            """)
    }

    /// What `verify` finds in both warehouses.
    func faults() async throws -> [String] {
        try await list(
            """
            select f.fault from entrepot.warehouse as w cross join lateral entrepot.verify_books(w.warehouse_id) as f
            """)
    }

    /// The stops of a round, by site.
    func stops(of round: Int64) async throws -> [Int64] {
        try await administrator.column(
            "select stop_id from entrepot.round_stop where round_id = \(round) order by sequence", as: Int64.self)
    }

    /// Promises lots to a stop of a round; false when they are not free.
    func promise(_ wishes: [(place: String, lot: String, units: Int64)], to round: Int64, neededOn day: Int32) async throws -> Bool {
        var (places, lots, units): ([Int64], [Int64], [Int64]) = ([], [], [])
        for wish in wishes {
            places.append(try place(wish.place).number)
            lots.append(
                try await administrator.value(
                    "select lot_id from entrepot.lot where warehouse_id = \(main.number) and code = \(wish.lot)", as: Int64.self))
            units.append(wish.units)
        }
        guard let stop = try await stops(of: round).first else { return false }
        let short = try await administrator.column(
            """
            select lot_id from entrepot.reserve_stock(\(main.number), \(round), \(DayNumber(day)), null,
                \(wishes.map { _ in stop }), \(places), \(lots), \(units))
            """, as: Int64.self)
        return short.isEmpty
    }

    func place(_ code: String) throws -> Identifier<Place> {
        guard let place = house.store.catalogue.current.place("main/\(code)") else { throw Simulation.Disagreement("no place \(code)") }
        return place.place.id
    }
}
