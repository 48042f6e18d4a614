/// Books written by SQL as the superuser, consistent as if every line had been booked.
enum FilledBooks {
    /// Places `yard/a1…a32` and `yard/b1…b32`, and 256 lots `s1…s256` of `sack` that lie in an a and a b of the same number, without end.
    ///
    /// Lot n lies at a and b number (n - 1) mod 32 + 1.
    static func yard(_ daemon: MeasuredDaemon) throws -> Yard {
        try daemon.sql(
            """
            set search_path = entrepot;
            insert into organisation (code, name) values ('owner', 'Owner');
            insert into item (sku, name, base_unit) values ('sack', 'Sack', 'piece');
            select create_warehouse('yard', 'Yard', 'Europe/Paris', null, null, null) as w \\gset
            insert into place (warehouse_id, code, kind, holds_stock)
            select :w, side || n, 'bin', true from unnest(array['a', 'b']) as s (side), generate_series(1, 32) as n order by side, n;
            insert into lot (warehouse_id, code, item_id, owner_id, received_on)
            select :w, 's' || n, (select item_id from item where sku = 'sack'), (select organisation_id from organisation where code = 'owner'),
                   current_date from generate_series(1, 256) as n order by n;
            with receipt as (
                insert into movement (warehouse_id, reason, occurred_at, recorded_at, actor)
                values (:w, 'received', now(), now(), 'bench') returning movement_id, occurred_at)
            insert into movement_line (warehouse_id, movement_id, line_number, lot_id, from_place_id, to_place_id, quantity, occurred_at)
            select :w, movement_id, row_number() over (), l.lot_id, d.place_id, p.place_id, 1000000000000, r.occurred_at
            from receipt as r, lot as l, place as p, place as d
            where l.warehouse_id = :w and p.warehouse_id = :w and p.kind = 'bin' and d.warehouse_id = :w and d.kind = 'donor'
              and substr(p.code, 2)::int = (substr(l.code, 2)::int - 1) % 32 + 1;
            insert into balance (warehouse_id, place_id, lot_id, on_hand)
            select warehouse_id, to_place_id, lot_id, quantity from movement_line where warehouse_id = :w;
            notify catalogue;
            """)
        // Not the movements: a planner that saw one row of them would plan for one.
        try daemon.sql("vacuum analyze entrepot.balance, entrepot.lot, entrepot.place")
        let row = try daemon.sql(
            """
            select w.warehouse_id, (select lot_id from entrepot.lot where warehouse_id = w.warehouse_id and code = 's1'),
                   (select place_id from entrepot.place where warehouse_id = w.warehouse_id and code = 'a1'),
                   (select place_id from entrepot.place where warehouse_id = w.warehouse_id and code = 'b1')
            from entrepot.warehouse as w where w.code = 'yard'
            """)
        let numbers = row.split { $0 == "|" || $0 == "\n" }.compactMap { Int64($0) }
        guard numbers.count == 4 else { throw Fault("the yard was not made: \(row)") }
        return Yard(warehouse: numbers[0], firstLot: numbers[1], firstA: numbers[2], firstB: numbers[3])
    }

    /// A warehouse `depot` with 40 bins, 100 items and so many lots, whose books hold so many lines over 13 months.
    ///
    /// The first line of a lot brings a million pieces into its bin, every later one issues a piece; movements have four lines.
    /// Foreign keys are kept by construction (the lines are written with triggers off), and snapshots are taken month by month.
    static func depot(_ daemon: MeasuredDaemon, lots: Int, lines: Int) throws {
        try daemon.sql(
            """
            set search_path = entrepot;
            set session_replication_role = replica;
            set maintenance_work_mem = '256MB'; set work_mem = '128MB';
            insert into organisation (code, name) values ('depot-owner', 'Owner of the depot');
            insert into item (sku, name, base_unit, category) select 'thing-' || n, 'Thing ' || n, 'piece', 'bedding' from generate_series(0, 99) as n;
            select create_warehouse('depot', 'Depot', 'Europe/Paris', null, null, null) as w \\gset
            insert into place (warehouse_id, code, kind, holds_stock) select :w, 'bin-' || n, 'bin', true from generate_series(0, 39) as n order by n;
            select min(place_id) as bin from place where warehouse_id = :w and code like 'bin-%' \\gset
            select place_id as donor from place where warehouse_id = :w and kind = 'donor' \\gset
            select place_id as recipient from place where warehouse_id = :w and kind = 'recipient' \\gset
            select coalesce(max(lot_id), 0) as lot from lot \\gset
            select coalesce(max(movement_id), 0) as m from movement \\gset
            select min(item_id) as item from item where sku like 'thing-%' \\gset
            select organisation_id as owner from organisation where code = 'depot-owner' \\gset
            insert into lot (warehouse_id, lot_id, code, item_id, owner_id, received_on, expires_on)
            select :w, :lot + n, 'L' || n, :item + n % 100, :owner, current_date - 400, current_date + 100 + (n % 400)::integer
            from generate_series(1, \(lots)) as n;
            insert into movement (warehouse_id, movement_id, reason, occurred_at, recorded_at, actor, content_hash)
            select :w, :m + n, case when n <= \(lots / 4) then 'received' else 'issued' end, a.at, a.at, 'bench', hashint8extended(n, 7)
            from generate_series(1, \(lines / 4)) as n,
                 lateral (select now() - interval '396 days' + interval '395 days' * (n::float8 / \(lines / 4)) as at) as a;
            insert into movement_line (warehouse_id, movement_id, line_number, lot_id, from_place_id, to_place_id, quantity, occurred_at)
            select :w, m.movement_id, j % 4 + 1, :lot + 1 + j % \(lots),
                   case when j < \(lots) then :donor else :bin + j % \(lots) % 40 end,
                   case when j < \(lots) then :bin + j % \(lots) % 40 else :recipient end,
                   case when j < \(lots) then 1000000 else 1 end, m.occurred_at
            from generate_series(0, \(lines - 1)) as j
            join movement as m on m.warehouse_id = :w and m.movement_id = :m + 1 + j / 4;
            insert into audit (warehouse_id, recorded_at, actor, command, movement_id)
            select :w, recorded_at, actor, 'issue', movement_id from movement where warehouse_id = :w;
            insert into balance (warehouse_id, place_id, lot_id, on_hand)
            select :w, place, lot_id, sum(units)
            from (select to_place_id as place, lot_id, quantity as units from movement_line where warehouse_id = :w
                  union all select from_place_id, lot_id, -quantity from movement_line where warehouse_id = :w) as a
            where place between :bin and :bin + 39 group by place, lot_id having sum(units) <> 0;
            select setval('lot_lot_id_seq', (select max(lot_id) from lot)), setval('movement_movement_id_seq', (select max(movement_id) from movement)) \\g /dev/null
            set session_replication_role = origin;
            """)
        try daemon.sql("vacuum analyze")
        try daemon.sql(
            """
            set search_path = entrepot;
            select assign_positions(warehouse_id) from warehouse \\g /dev/null
            select take_snapshot(w.warehouse_id, date_trunc('month', now()) - n * interval '1 month')
            from warehouse as w, generate_series(12, 0, -1) as n
            where w.code = 'depot' and date_trunc('month', now()) - n * interval '1 month' < now() - interval '1 day' \\g /dev/null
            notify catalogue;
            vacuum analyze; checkpoint;
            """)
    }
}

/// The yard's numbers, for scripts of pgbench.
struct Yard {
    var warehouse: Int64
    /// Lots are numbered onwards from here.
    var firstLot: Int64
    var firstA: Int64
    var firstB: Int64

    /// The lot and place of one spread client's requests.
    static func spread(client: Int) -> [Int] { (0..<8).map { $0 * 32 + client } }

    /// The line a client sends for lot number `lot`, from 0.
    static func request(lot: Int) -> [UInt8] {
        let side = lot % 32 + 1
        return Array("transfer sack 1 from=yard/a\(side) to=yard/b\(side) lot=s\(lot + 1)\n".utf8)
    }

    /// The same movement as one transaction of pgbench; the lot is random among `lots`, from 0.
    ///
    /// Binds and audit are as the daemon sends them: a command of the same length, a hash of the content, no key.
    func script(lots: Int) -> String {
        """
        \\set lot random(0, \(lots - 1))
        \\set side :lot % 32
        \\set a \(firstA) + :side
        \\set b \(firstB) + :side
        \\set l \(firstLot) + :lot
        \\set hash random(1, 1000000000)
        select ordinal, outcome, movement_id, detail from entrepot.post_movements(\(warehouse)::bigint, array['transferred'], \
        array[null::timestamptz], array['root'], array['everything'], array['transfer item=sack qty=1 from=yard/a1 to=yard/b1 lot=s1'], array[null::text], \
        array[null::text], array[:hash::bigint], array[false], array[null::jsonb], array[1], array[:l::bigint], array[:a::bigint], \
        array[:b::bigint], array[1::bigint], null);
        """
    }
}
