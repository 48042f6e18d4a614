import FunderReports
import Measures
import PostgresClient

/// Stock of a night: how long it lasts, what expires, what nobody counted, valued or explained.
extension ReportBooks {
    /// Stock and use of every item that is on hand, was given in these days, is needed or is promised.
    ///
    /// Where sites need a parent item, any of its sizes serves them: the parent then stands for itself and all its sizes, and no size stands
    /// for itself. Every other item stands alone.
    func stockLevels(closing: [Held: Int64], crossings: [Crossing], days: Int) async throws -> [StockLevel] {
        let last = period.last
        let neededByItem = try await sums(
            "select sku, sum(greatest(0, round(exact * 7)))::bigint as units from (\(dailyNeeds)) as n group by sku", [:])
        let heads = try await familyHeads(among: neededByItem.keys.sorted())
        func head(_ code: String) -> String { heads[code] ?? code }
        var needed: [String: Int64] = [:]
        for (code, units) in neededByItem { needed[head(code), default: 0] += units }
        var onHand: [String: Int64] = [:]
        for (key, units) in closing { onHand[head(key.item), default: 0] += units }
        var given: [String: [CivilDate: Int64]] = [:]
        var taken: [String: [CivilDate: Int64]] = [:]
        var net: [String: [CivilDate: Int64]] = [:]
        for crossing in crossings {
            let isIncoming = crossing.counted.side == .incoming
            let item = head(crossing.item)
            net[item, default: [:]][crossing.day, default: 0] += isIncoming ? crossing.units : -crossing.units
            if isIncoming { taken[item, default: [:]][crossing.day, default: 0] += crossing.units }
            if crossing.counted.side == .outgoing, crossing.counted.reason.isGiven {
                given[item, default: [:]][crossing.day, default: 0] += crossing.units
            }
        }
        let unusable = try await sums(
            """
            select i.sku, sum(b.on_hand)::bigint as units from \(closingStock) as b
            join entrepot.lot as l on l.warehouse_id = \(id) and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join entrepot.place as p on p.warehouse_id = \(id) and p.place_id = b.place_id
            where p.kind = 'quarantine' or l.condition = 'damaged' or l.expires_on < \(last)
            group by 1
            """, heads)
        let reserved = try await sums(
            """
            select i.sku, sum(b.reserved)::bigint as units from entrepot.balance as b
            join entrepot.lot as l on l.warehouse_id = b.warehouse_id and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where b.warehouse_id = \(id) and b.reserved > 0 group by 1
            """, heads)
        let planned = try await sums(
            """
            select i.sku, sum(x.planned)::bigint as units from entrepot.round as r
            join entrepot.round_stop_item as x on x.warehouse_id = r.warehouse_id and x.round_id = r.round_id
            join entrepot.item as i on i.item_id = x.item_id
            where r.warehouse_id = \(id) and r.state in ('approved', 'loading') and r.round_on > \(last)
              and r.round_on <= \(last.adding(days: 7))
            group by 1
            """, heads)
        let codes = Set(onHand.keys).union(given.keys).union(reserved.keys).union(planned.keys).union(needed.keys).sorted()
        return codes.map { code in
            // Backwards from the closing: a day on which there was none to give says nothing about demand.
            var stock = onHand[code] ?? 0
            var daily: [Int64?] = []
            for age in 0..<days {
                let day = last.adding(days: -age)
                guard let firstDay, day >= firstDay else { break }
                stock -= net[code]?[day] ?? 0
                let out = given[code]?[day] ?? 0
                let hadSome = stock > 0 || out != 0 || (taken[code]?[day] ?? 0) > 0
                daily.append(hadSome ? out : nil)
            }
            return StockLevel(
                item: code, onHand: onHand[code] ?? 0, reserved: reserved[code] ?? 0, unusable: unusable[code] ?? 0,
                dailyGiven: daily.reversed(), plannedNextSevenDays: max(planned[code] ?? 0, needed[code] ?? 0))
        }
    }

    /// Lots on hand that expire up to a day.
    func expiring(until day: CivilDate) async throws -> [ExpiringLot] {
        try await source.query(
            """
            select l.code, i.sku, l.expires_on, sum(b.on_hand)::bigint as units from \(closingStock) as b
            join entrepot.lot as l on l.warehouse_id = \(id) and l.lot_id = b.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where l.expires_on <= \(day)
            group by 1, 2, 3 having sum(b.on_hand) > 0 order by 3, 2, 1
            """
        ) { row in
            ExpiringLot(
                lot: try row.get("code"), item: try row.get("sku"), expires: try row.get("expires_on"), units: try row.get("units"))
        }
    }

    /// Every shelf with stock on it, and when it was last counted.
    func lastCounts() async throws -> [LastCount] {
        let code = warehouse.code
        return try await source.query(
            """
            select p.code, entrepot.operational_day(\(id), c.ended_at) as counted_on
            from entrepot.place as p
            left join lateral (select max(ended_at) as ended_at from entrepot.stock_count
                               where warehouse_id = p.warehouse_id and place_id = p.place_id and state = 'closed'
                                 and ended_at < \(closes)) as c on true
            where p.warehouse_id = \(id) and p.holds_stock and p.kind <> 'vehicle' and p.archived_at is null
              and p.place_id in (select place_id from \(closingStock) as b)
            order by p.code
            """
        ) { row in
            LastCount(
                place: "\(code)/\(try row.get("code", as: String.self))", countedOn: try row.get("counted_on"))
        }
    }

    /// Receipts since an instant to which nobody gave a value, unless they were taken back.
    func unvalued(since: Timestamp) async throws -> [UnvaluedReceipt] {
        try await source.query(
            """
            select m.movement_id, i.sku, sum(r.quantity)::bigint as units, entrepot.operational_day(\(id), m.occurred_at) as day
            from entrepot.movement as m
            join entrepot.receipt as r on r.warehouse_id = m.warehouse_id and r.movement_id = m.movement_id
            join entrepot.journal as j on j.warehouse_id = m.warehouse_id and j.movement_id = m.movement_id
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            where m.warehouse_id = \(id) and r.value_minor is null
              and m.occurred_at >= \(since) and m.occurred_at < \(closes)
              and not exists (select from entrepot.movement as c where c.warehouse_id = m.warehouse_id and c.reverses_id = m.movement_id)
            group by m.movement_id, i.sku, m.occurred_at order by 1, 2
            """
        ) { row in
            UnvaluedReceipt(
                movement: try row.get("movement_id"), item: try row.get("sku"), units: try row.get("units"), receivedOn: try row.get("day"))
        }
    }

    /// Differences that nobody has explained, whenever they were booked.
    func unexplained() async throws -> [UnexplainedDifference] {
        try await source.query(
            """
            select case when e.kind = 'shortfall' then 'shortfall' when m.round_id is not null then 'round' else 'count' end as kind,
                   e.movement_id, i.sku, case when t.holds_stock then w.units else -w.units end as units,
                   entrepot.operational_day(\(id), m.occurred_at) as day
            from entrepot.ledger_exception as e
            join entrepot.movement as m on m.warehouse_id = e.warehouse_id and m.movement_id = e.movement_id
            join entrepot.lot as l on l.warehouse_id = e.warehouse_id and l.lot_id = e.lot_id
            join entrepot.item as i on i.item_id = l.item_id
            join lateral (select p.holds_stock from entrepot.movement_line as x
                          join entrepot.place as p on p.warehouse_id = x.warehouse_id and p.place_id = x.to_place_id
                          where x.warehouse_id = e.warehouse_id and x.movement_id = e.movement_id and x.lot_id = e.lot_id
                          order by x.line_number limit 1) as t on true
            cross join lateral (select entrepot.exception_left(e) as units) as w
            where e.warehouse_id = \(id) and e.explained_at is null and e.kind in ('shortfall', 'unexplained') and w.units > 0
              and m.occurred_at < \(closes)
            order by e.exception_id
            """
        ) { row in
            UnexplainedDifference(
                kind: try row.word("kind"), movement: try row.get("movement_id"), item: try row.get("sku"),
                units: try row.get("units"), day: try row.get("day"))
        }
    }

    /// Entries recorded behind the cut of the newest night sealed before this one, and dated in a day it had covered.
    func lateEntries() async throws -> [LateEntry] {
        let sealed = try await source.first(
            """
            select until_on, as_of_position from entrepot.report_run
            where warehouse_id = \(id) and name = 'nightly' and state = 'sealed' and until_on < \(period.first)
            order by until_on desc, as_of_position desc limit 1
            """
        ) { row in
            (try row.get("until_on", as: CivilDate.self), try row.get("as_of_position", as: Int64.self))
        }
        guard let (lastNight, position) = sealed else { return [] }
        let end = try await beginning(of: lastNight.adding(days: 1))
        let since = try await source.value(
            """
            select coalesce(min(x.occurred_at), \(end)) from entrepot.journal as j
            join entrepot.movement_line as x on x.warehouse_id = j.warehouse_id and x.movement_id = j.movement_id
            where j.warehouse_id = \(id) and j.position > \(position)
            """, as: Timestamp.self)
        guard since < end else { return [] }
        let rows = try await source.query(
            """
            \(lines(from: since, until: end))
            select line.movement_id, line.day, line.reason, line.goes_in, line.takes_back, i.sku, sum(line.quantity)::bigint as units
            from line join entrepot.item as i on i.item_id = line.item_id
            join entrepot.journal as j on j.warehouse_id = \(id) and j.movement_id = line.movement_id and j.position > \(position)
            group by 1, 2, 3, 4, 5, 6 order by 1, 6
            """
        ) { row in
            let counted = ReportReason(ledger: try row.get("reason"), goesIn: try row.get("goes_in"), takesBack: try row.get("takes_back"))
            return LateEntry(
                movement: try row.get("movement_id"), concerns: try row.get("day", as: CivilDate.self),
                reason: counted.reason, item: try row.get("sku"), units: counted.sign * (try row.get("units", as: Int64.self)))
        }
        return rows
    }

    /// The parent that stands for each of its sizes, by size, where the parent is needed.
    private func familyHeads(among needed: [String]) async throws -> [String: String] {
        let rows = try await source.query(
            """
            select size.sku, parent.sku as parent from entrepot.item as size join entrepot.item as parent on parent.item_id = size.parent_id
            where parent.sku = any(\(needed))
            """
        ) { row in (try row.get("sku", as: String.self), try row.get("parent", as: String.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Sums by item, the sizes of a family under its head.
    private func sums(_ sql: SQL, _ heads: [String: String]) async throws -> [String: Int64] {
        let rows = try await source.query(sql) { row in (try row.get("sku", as: String.self), try row.get("units", as: Int64.self)) }
        return Dictionary(rows.map { (heads[$0.0] ?? $0.0, $0.1) }, uniquingKeysWith: +)
    }
}
