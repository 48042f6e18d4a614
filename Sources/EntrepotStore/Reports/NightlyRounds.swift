import FunderReports
import Measures
import PostgresClient

/// People, needs and rounds of a night.
extension ReportBooks {
    /// Rounds that meet a condition on `r`, with what their stops did.
    func rounds(_ condition: SQL) async throws -> [RoundFact] {
        try await source.query(
            """
            select r.round_id, v.code, r.round_on, r.state, count(s.stop_id) as planned,
                   count(*) filter (where s.outcome in ('served', 'partly-served')) as served, coalesce(sum(s.people), 0)::bigint as people
            from entrepot.round as r
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            left join entrepot.round_stop as s on s.warehouse_id = r.warehouse_id and s.round_id = r.round_id
            where r.warehouse_id = \(id) and \(condition)
            group by r.round_id, v.code, r.round_on, r.state order by r.round_id
            """
        ) { row in
            RoundFact(
                code: String(try row.get("round_id", as: Int64.self)), vehicle: try row.get("code"), day: try row.get("round_on"),
                state: try row.word("state"), stopsPlanned: try row.get("planned"), stopsServed: try row.get("served"),
                people: try row.get("people"))
        }
    }

    /// The rounds of a day to come, with the zones in the order of their stops. The report is read by everybody inside: the departure of a
    /// round to a restricted site is told to the half hour.
    func plannedRounds(on day: CivilDate) async throws -> [RoundAhead] {
        try await source.query(
            """
            select r.round_id, v.code, r.state,
                   floor(extract(epoch from ((case when exists (
                       select from entrepot.round_stop as s join entrepot.site as i on i.warehouse_id = s.warehouse_id and i.site_id = s.site_id
                       where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id and i.sensitivity = 'restricted')
                       then entrepot.half_hour(r.departs_at) else r.departs_at end) at time zone w.time_zone)::time))::bigint as departs,
                   array(select z.zone from (select i.zone, min(s.sequence) as first from entrepot.round_stop as s
                         join entrepot.site as i on i.warehouse_id = s.warehouse_id and i.site_id = s.site_id
                         where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id group by i.zone) as z order by z.first) as zones,
                   (select count(*) from entrepot.round_stop as s where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id) as stops
            from entrepot.round as r
            join entrepot.warehouse as w on w.warehouse_id = r.warehouse_id
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            where r.warehouse_id = \(id) and r.round_on = \(day) and r.state <> 'cancelled'
            order by r.departs_at nulls last, r.round_id
            """
        ) { row in
            RoundAhead(
                code: String(try row.get("round_id", as: Int64.self)), vehicle: try row.get("code"),
                departs: try row.get("departs", as: Int64?.self).map { try ClockTime(seconds: Int32(clamping: $0)) },
                zones: try row.get("zones", as: [String].self), stops: try row.get("stops"),
                state: try row.word("state"))
        }
    }

    /// Stops with people of the days of a span: a stop counts on the operational day on which it was served, else on its round's.
    private func stops(from: CivilDate, until: CivilDate) -> SQL {
        """
        (select s.*, i.zone, i.sensitivity, coalesce(entrepot.operational_day(\(id), coalesce(s.delivered_at, s.arrived_at)), r.round_on) as day
         from entrepot.round as r
         join entrepot.round_stop as s on s.warehouse_id = r.warehouse_id and s.round_id = r.round_id
         join entrepot.site as i on i.warehouse_id = s.warehouse_id and i.site_id = s.site_id
         where r.warehouse_id = \(id) and s.people is not null and r.state <> 'cancelled'
           and r.round_on between \(from) - 7 and \(until) + 7)
        """
    }

    /// People who were given something without a round, of the entries that stand: at a site in its zone, at the door under a zone of its own.
    /// A partner counts its own people.
    private var handed: SQL {
        """
        (select coalesce(i.zone, 'door') as zone, entrepot.operational_day(\(id), m.occurred_at) as day, x.people, x.women, x.children,
                coalesce(m.quality, 'counted') as quality, m.movement_id
         from entrepot.issue as x
         join entrepot.movement as m on m.warehouse_id = x.warehouse_id and m.movement_id = x.movement_id
         left join entrepot.site as i on i.warehouse_id = x.warehouse_id and i.site_id = x.site_id
         where x.warehouse_id = \(id) and x.recipient in ('door', 'site') and x.people is not null
           and entrepot.movement_stands(x.warehouse_id, x.movement_id))
        """
    }

    /// People served at each stop of the period, and without a round.
    func contacts() async throws -> [StopContacts] {
        try await source.query(
            """
            select s.zone, s.day, s.people, s.women, s.children, s.quality
            from (select zone, day, people, women, children, coalesce(quality, 'counted') as quality, round_id, sequence::bigint as number
                  from \(stops(from: period.first, until: period.last)) as a
                  union all
                  select zone, day, people, women, children, quality, null, movement_id from \(handed) as b) as s
            where s.day between \(period.first) and \(period.last)
            order by s.round_id, s.number
            """
        ) { row in
            StopContacts(
                zone: try row.get("zone"), day: try row.get("day"), people: try row.get("people"),
                women: try row.get("women"), children: try row.get("children"), quality: try row.word("quality"))
        }
    }

    /// People served on each day of a span.
    func peopleByDay(from: CivilDate, until: CivilDate) async throws -> [CivilDate: Int64] {
        let rows = try await source.query(
            """
            select s.day, sum(s.people)::bigint as people
            from (select day, people from \(stops(from: from, until: until)) as a union all select day, people from \(handed) as b) as s
            where s.day between \(from) and \(until) group by 1
            """
        ) { row in (try row.get("day", as: CivilDate.self), try row.get("people", as: Int64.self)) }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// A row for each need and site on the period's last day: `sku, zone, exact`, base units a day, not yet rounded.
    var dailyNeeds: SQL {
        let month = Int64(period.last.parts.month)
        return """
            select i.sku, s.zone, coalesce(h.people, s.people)::numeric * n.units / n.per_days as exact
            from entrepot.need as n
            join entrepot.item as i on i.item_id = n.item_id
            join entrepot.site as s on s.warehouse_id = n.warehouse_id and s.archived_at is null and s.status in ('open', 'unreachable')
                and (n.site_id = s.site_id or (n.site_id is null and not exists (
                    select from entrepot.need as o where o.warehouse_id = n.warehouse_id and o.item_id = n.item_id and o.site_id = s.site_id)))
            left join lateral (select people from entrepot.site_headcount
                               where warehouse_id = s.warehouse_id and site_id = s.site_id and counted_at < \(closes)
                               order by counted_at desc limit 1) as h on true
            where n.warehouse_id = \(id) and (n.season_from_month is null
                or (n.season_from_month <= n.season_until_month and \(month) between n.season_from_month and n.season_until_month)
                or (n.season_from_month > n.season_until_month and (\(month) >= n.season_from_month or \(month) <= n.season_until_month)))
            """
    }

    /// What each zone needed and was given on the day; what was given of a size counts for the item it is a size of.
    func needs() async throws -> [ZoneNeed] {
        struct Given: Sendable {
            let zone: String
            let item: String
            let parent: String?
            let units: Int64
        }
        let given = try await source.query(
            """
            \(lines(from: opens, until: closes))
            select s.zone, i.sku, p.sku as parent, sum(case when line.goes_in then -line.quantity else line.quantity end)::bigint as units
            from line
            join entrepot.round_stop as x on x.warehouse_id = \(id) and x.round_id = line.round_id and x.stop_id = line.stop_id
            join entrepot.site as s on s.warehouse_id = \(id) and s.site_id = x.site_id
            join entrepot.item as i on i.item_id = line.item_id
            left join entrepot.item as p on p.item_id = i.parent_id
            where line.reason in ('distributed', 'issued', 'handed_over')
            group by 1, 2, 3 order by 1, 2
            """
        ) { row in Given(zone: try row.get("zone"), item: try row.get("sku"), parent: try row.get("parent"), units: try row.get("units")) }
        return try await source.query(
            "select sku, zone, round(sum(exact))::bigint as needed from (\(dailyNeeds)) as n group by 1, 2 order by 2, 1"
        ) { row in
            let item: String = try row.get("sku")
            let zone: String = try row.get("zone")
            let units = given.reduce(Int64(0)) { $1.zone == zone && ($1.item == item || $1.parent == item) ? $0 + $1.units : $0 }
            return ZoneNeed(zone: zone, item: item, needed: try row.get("needed"), given: units, source: .model)
        }
    }

    /// Clearances of the day.
    func evictions() async throws -> [EvictionFact] {
        try await source.query(
            """
            select s.zone, h.people from entrepot.site_status_change as c
            join entrepot.site as s on s.warehouse_id = c.warehouse_id and s.site_id = c.site_id
            left join lateral (select people from entrepot.site_headcount
                               where warehouse_id = c.warehouse_id and site_id = c.site_id and counted_at <= c.occurred_at
                               order by counted_at desc limit 1) as h on true
            where c.warehouse_id = \(id) and c.status = 'evicted' and c.occurred_at >= \(opens)
              and c.occurred_at < \(closes)
            order by c.change_id
            """
        ) { row in EvictionFact(zone: try row.get("zone"), people: try row.get("people")) }
    }
}
