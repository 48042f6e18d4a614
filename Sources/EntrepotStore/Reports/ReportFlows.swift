import FunderReports
import Measures
import PostgresClient

/// What crossed the border between inside and outside, and what stood inside before and after.
extension ReportBooks {
    /// A sum of lines of one day, owner, item, grant and reason.
    struct Crossing: Sendable {
        let day: CivilDate
        let owner: String
        let item: String
        let grant: String?
        let unit: String
        let counted: ReportReason
        let units: Int64
    }

    /// What stood inside of one owner, item and grant.
    struct Held: Hashable, Sendable {
        let owner: String
        let item: String
        let grant: String?
    }

    /// Common table expressions: `later`, the movements behind the cut, and `line`, the lines of a span that crossed the border, each with the
    /// reason it counts for, whether it takes back, and the stop of the movement it points at in the end.
    func lines(from: Timestamp, until: Timestamp, grant: Int64? = nil) -> SQL {
        lines(from: from, until: until, ofLots: grant.map { "and l.grant_id = \($0)" } ?? "")
    }

    /// The same of the lots `l` that a condition names.
    func lines(from: Timestamp, until: Timestamp, ofLots condition: SQL) -> SQL {
        """
        with recursive later as materialized (
            select movement_id from entrepot.movement
            where warehouse_id = \(id) and recorded_xid >= (select positioned_below from entrepot.warehouse_books where warehouse_id = \(id))
        ), crossing as materialized (
            select x.movement_id, x.lot_id, x.quantity, t.holds_stock as goes_in, l.owner_id, l.item_id, l.grant_id,
                   (x.occurred_at at time zone w.time_zone - w.day_starts_at::interval)::date as day
            from entrepot.movement_line as x
            join entrepot.warehouse as w on w.warehouse_id = x.warehouse_id
            join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id \(condition)
            join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
            join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
            where x.warehouse_id = \(id) and x.occurred_at >= \(from)
              and x.occurred_at < \(until) and f.holds_stock <> t.holds_stock
              and x.movement_id not in (select movement_id from later)
        ), pointed as (
            select m.movement_id, m.movement_id as root_id, coalesce(m.reverses_id, m.corrects_id) as next_id,
                   m.reverses_id is not null as takes_back, m.reason, m.round_id, m.stop_id
            from entrepot.movement as m where m.warehouse_id = \(id) and m.movement_id in (select movement_id from crossing)
            union all
            select p.movement_id, n.movement_id, coalesce(n.reverses_id, n.corrects_id), p.takes_back <> (n.reverses_id is not null),
                   n.reason, n.round_id, n.stop_id
            from pointed as p join entrepot.movement as n on n.warehouse_id = \(id) and n.movement_id = p.next_id
        ), line as (
            select c.*, p.root_id, p.takes_back, p.reason, p.round_id, p.stop_id
            from crossing as c join pointed as p on p.movement_id = c.movement_id and p.next_id is null
        )
        """
    }

    /// What crossed in a span, summed by day, owner, item, grant and reason.
    func crossings(from: Timestamp, until: Timestamp, grant: Int64? = nil) async throws -> [Crossing] {
        try await source.query(
            """
            \(lines(from: from, until: until, grant: grant))
            select line.day, o.code as owner, i.sku, i.base_unit, g.code as grant_code, line.reason, line.goes_in, line.takes_back,
                   sum(line.quantity)::bigint as units
            from line join entrepot.organisation as o on o.organisation_id = line.owner_id
            join entrepot.item as i on i.item_id = line.item_id
            left join entrepot.funding_grant as g on g.grant_id = line.grant_id
            group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 5, 6, 7, 8
            """
        ) { row in
            let counted = ReportReason(
                ledger: try row.get("reason"), goesIn: try row.get("goes_in"), takesBack: try row.get("takes_back"))
            return Crossing(
                day: try row.get("day", as: CivilDate.self), owner: try row.get("owner"),
                item: try row.get("sku"),
                grant: try row.get("grant_code"), unit: try row.get("base_unit"), counted: counted,
                units: counted.sign * (try row.get("units", as: Int64.self)))
        }
    }

    /// On hand when the period began, summed forward from the lines.
    func opening(grant: Int64? = nil) async throws -> [Held: Int64] {
        let ofGrant: SQL = grant.map { "and l.grant_id = \($0)" } ?? ""
        return try await held(
            """
            with base as (
                select max(as_of) as as_of from entrepot.snapshot
                where warehouse_id = \(id) and as_of <= \(opens)
            ), part as (
                select s.lot_id, s.on_hand as units from entrepot.balance_snapshot as s join base on base.as_of = s.as_of where s.warehouse_id = \(id)
                union all
                select x.lot_id, case when t.holds_stock then x.quantity else -x.quantity end
                from entrepot.movement_line as x
                join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
                join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
                where x.warehouse_id = \(id) and x.occurred_at < \(opens)
                  and x.occurred_at >= (select coalesce((select as_of from base), '-infinity')) and f.holds_stock <> t.holds_stock
                union all
                -- Less what stands behind the cut.
                select x.lot_id, case when t.holds_stock then -x.quantity else x.quantity end
                from entrepot.movement as m
                join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
                join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
                join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
                where m.warehouse_id = \(id) and x.occurred_at < \(opens) and f.holds_stock <> t.holds_stock
                  and m.recorded_xid >= (select positioned_below from entrepot.warehouse_books where warehouse_id = \(id))
            )
            select o.code as owner, i.sku, g.code as grant_code, sum(part.units)::bigint as units
            from part join entrepot.lot as l on l.warehouse_id = \(id) and l.lot_id = part.lot_id \(ofGrant)
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.funding_grant as g on g.grant_id = l.grant_id
            group by 1, 2, 3 having sum(part.units) <> 0 order by 1, 2, 3
            """)
    }

    /// The balances when the period ended, by lot and place, without what stands behind the cut: a fragment with `place_id, lot_id, on_hand`.
    var closingStock: SQL {
        let end = Timestamp(microseconds: closes.microseconds - 1)
        return """
            (select e.place_id, e.lot_id, sum(e.on_hand)::bigint as on_hand
             from (select place_id, lot_id, on_hand from entrepot.stock_as_of(\(id), \(end))
                   union all
                   select q.place_id, x.lot_id, case when q.place_id = x.to_place_id then -x.quantity else x.quantity end
                   from entrepot.movement as m
                   join entrepot.movement_line as x on x.warehouse_id = m.warehouse_id and x.movement_id = m.movement_id
                   join entrepot.place as q on q.warehouse_id = x.warehouse_id and q.place_id in (x.from_place_id, x.to_place_id) and q.holds_stock
                   where m.warehouse_id = \(id) and x.occurred_at <= \(end)
                     and m.recorded_xid >= (select positioned_below from entrepot.warehouse_books where warehouse_id = \(id))) as e
             group by e.place_id, e.lot_id having sum(e.on_hand) <> 0)
            """
    }

    /// On hand when the period ended, read from the balances.
    func closing(grant: Int64? = nil) async throws -> [Held: Int64] {
        let ofGrant: SQL = grant.map { "and l.grant_id = \($0)" } ?? ""
        return try await held(
            """
            select o.code as owner, i.sku, g.code as grant_code, sum(b.on_hand)::bigint as units
            from \(closingStock) as b
            join entrepot.lot as l on l.warehouse_id = \(id) and l.lot_id = b.lot_id \(ofGrant)
            join entrepot.organisation as o on o.organisation_id = l.owner_id
            join entrepot.item as i on i.item_id = l.item_id
            left join entrepot.funding_grant as g on g.grant_id = l.grant_id
            group by 1, 2, 3 having sum(b.on_hand) <> 0 order by 1, 2, 3
            """)
    }

    private func held(_ sql: SQL) async throws -> [Held: Int64] {
        let rows = try await source.query(sql) { row in
            (
                Held(owner: try row.get("owner"), item: try row.get("sku"), grant: try row.get("grant_code")),
                try row.get("units", as: Int64.self)
            )
        }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// The rows of the statement: every owner, item and grant that stood inside or moved; in order of owner, item and grant.
    func statement(opening: [Held: Int64], closing: [Held: Int64], crossings: [Crossing]) -> [FlowRow] {
        struct Flows {
            var incoming: [FlowReason: Int64] = [:]
            var outgoing: [FlowReason: Int64] = [:]
            var losses: [FlowReason: Int64] = [:]
        }
        var flows: [Held: Flows] = [:]
        for crossing in crossings {
            let key = Held(owner: crossing.owner, item: crossing.item, grant: crossing.grant)
            switch crossing.counted.side {
            case .incoming: flows[key, default: Flows()].incoming[crossing.counted.reason, default: 0] += crossing.units
            case .outgoing: flows[key, default: Flows()].outgoing[crossing.counted.reason, default: 0] += crossing.units
            case .loss: flows[key, default: Flows()].losses[crossing.counted.reason, default: 0] += crossing.units
            }
        }
        func ordered(_ sums: [FlowReason: Int64]) -> [Flow] {
            FlowReason.allCases.compactMap { reason in sums[reason].flatMap { $0 == 0 ? nil : Flow(reason, $0) } }
        }
        let keys = Set(opening.keys).union(closing.keys).union(flows.keys).sorted {
            ($0.owner, $0.item, $0.grant ?? "") < ($1.owner, $1.item, $1.grant ?? "")
        }
        return keys.map { key in
            let moved = flows[key] ?? Flows()
            return FlowRow(
                warehouse: warehouse.code, owner: key.owner, item: key.item, grant: key.grant, opening: opening[key] ?? 0,
                incoming: ordered(moved.incoming), outgoing: ordered(moved.outgoing), losses: ordered(moved.losses),
                closing: closing[key] ?? 0)
        }
    }
}
