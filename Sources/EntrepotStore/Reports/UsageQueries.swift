package import FunderReports
import Measures
import PostgresClient
import Speech

/// The facts of a grant in one warehouse.
package enum UsageQueries {
    /// The zone under which sites that nobody may place are told together.
    package static let mergedZone = "other"

    /// Everything the report of a grant over a period is made of, in the transaction's snapshot.
    ///
    /// Money spent is what purchases and expenses charged to the grant cost; goods that were given under it stand apart, at their value.
    package static func facts(
        _ books: ReportBooks, grant: GrantRecord, funder: String, holder: String
    ) async throws -> UsageFacts {
        let crossings = try await books.crossings(from: books.opens, until: books.closes, grant: grant.id.number)
        let opening = try await books.opening(grant: grant.id.number)
        let closing = try await books.closing(grant: grant.id.number)
        let lots = try await books.valuedLots(grant: grant)
        let lines = try await books.budget(of: grant)
        var facts = UsageFacts(
            grant: ReportedGrant(
                code: grant.code, funder: funder, organisation: holder, currency: grant.amount.currency, amount: grant.amount.minor,
                period: try ReportingPeriod(first: grant.from, last: grant.until), lines: lines),
            warehouses: [books.reported], period: books.period, cuts: [books.cut], items: [])
        facts.flows = books.statement(opening: opening, closing: closing, crossings: crossings)
        facts.traces = lots.flatMap(\.traces)
        facts.inKind = try await books.given(under: grant)
        facts.lotsWithoutValue = try await books.lotsWithoutValue(grant: grant)
        (facts.contacts, facts.headcounts) = try await books.reached(grant: grant)
        facts.earlierPeriods = try await books.earlierPeriods(grant: grant)
        facts.items = try await books.items(Set(facts.flows.map(\.item) + facts.earlierPeriods.map(\.item)))
        return facts
    }
}

/// The value of a lot and where its units have got to by the end of the period.
struct ValuedLot: Sendable {
    /// Minor units, as frozen at the receipt, for what was received less what was taken back of it.
    let received: Int64
    let isOfPeriod: Bool
    /// Minor units that it inherited from goods it was made of.
    let inherited: Int64
    /// Minor units that went on with goods that became others, waste included.
    let passedOn: Int64
    /// Minor units of those that were thrown away.
    let wasted: Int64
    /// Base units that were given, that are there or in the workshop, and that were lost.
    let given: Int64
    let onHand: Int64
    let lost: Int64

    /// The value shared among the fates by units; the parts add up to the whole. What was inherited was shared out by rule before it was
    /// given: allocated, not traced.
    var traces: [ValueTrace] {
        let value = received + inherited - passedOn
        let waste = wasted == 0 ? [] : [ValueTrace(.lost, wasted)]
        let fates: [(ValueTrace.Fate, Int64)] = [(.traced, max(0, given)), (.onHand, max(0, onHand)), (.lost, max(0, lost))]
        let total = fates.reduce(Int128(0)) { $0 + Int128($1.1) }
        guard value > 0, total > 0 else { return value == 0 ? waste : waste + [ValueTrace(.lost, value)] }
        var before = Int128(0)
        return waste
            + fates.flatMap { fate, units -> [ValueTrace] in
                let after = before + Int128(units)
                // The difference of two floored shares, so that nothing is lost to rounding.
                let part = Int64(Int128(value) * after / total - Int128(value) * before / total)
                before = after
                guard part != 0 else { return [] }
                guard fate == .traced, inherited > 0 else { return [ValueTrace(fate, part)] }
                let allocated = Int64(Int128(part) * Int128(inherited) / (Int128(inherited) + Int128(max(0, received))))
                return [ValueTrace(.traced, part - allocated), ValueTrace(.allocated, allocated)].filter { $0.value != 0 }
            }
    }
}

extension ReportBooks {
    /// The lots with a value of the grant in its currency up to the end of the period: received under it, or made of such goods.
    func valuedLots(grant: GrantRecord) async throws -> [ValuedLot] {
        let beginning = Timestamp(microseconds: 946_684_800_000_000)  // 2000-01-01, before which no books are kept
        let ofGrant: SQL = """
            and (l.grant_id = \(grant.id.number) or exists (
                select from entrepot.lot_inheritance as i join entrepot.lot_inheritance_value as v using (warehouse_id, movement_id, number)
                where i.warehouse_id = l.warehouse_id and i.to_lot_id = l.lot_id and v.grant_id = \(grant.id.number)))
            """
        return try await source.query(
            """
            \(lines(from: beginning, until: closes, ofLots: ofGrant)), value as (
                select r.lot_id, sum(r.quantity) as quantity, sum(r.value_minor) as minor, min(m.occurred_at) as received_at
                from entrepot.receipt as r
                join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id and l.grant_id = \(grant.id.number)
                join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
                where r.warehouse_id = \(id) and r.currency = \(grant.amount.currency.code) and m.occurred_at < \(closes)
                  and m.movement_id not in (select movement_id from later)
                group by r.lot_id
            ), turned as (
                -- Each movement by which goods became others, with the chain of those that take it back: it stands when they are even.
                select distinct i.movement_id as root_id, i.movement_id
                from entrepot.lot_inheritance as i
                join entrepot.movement as m on m.warehouse_id = i.warehouse_id and m.movement_id = i.movement_id
                where i.warehouse_id = \(id) and m.occurred_at < \(closes) and m.movement_id not in (select movement_id from later)
                union all
                select c.root_id, r.movement_id
                from turned as c join entrepot.movement as r on r.warehouse_id = \(id) and r.reverses_id = c.movement_id
                where r.occurred_at < \(closes) and r.movement_id not in (select movement_id from later)
            ), became as (
                select i.from_lot_id, i.to_lot_id, i.from_quantity, i.to_quantity,
                       coalesce((select sum(v.value_minor) from entrepot.lot_inheritance_value as v
                                 where v.warehouse_id = i.warehouse_id and v.movement_id = i.movement_id and v.number = i.number
                                   and v.grant_id = \(grant.id.number) and v.currency = \(grant.amount.currency.code)), 0) as minor
                from entrepot.lot_inheritance as i
                where i.warehouse_id = \(id) and i.to_lot_id is distinct from i.from_lot_id
                  and i.movement_id in (select root_id from turned group by root_id having count(*) % 2 = 1)
            ), inherited as (
                select lot_id, sum(units_in) as units_in, sum(units_out) as units_out, sum(minor_in) as minor_in, sum(minor_out) as minor_out,
                       sum(wasted) as wasted
                from (select to_lot_id as lot_id, to_quantity as units_in, 0 as units_out, minor as minor_in, 0 as minor_out, 0 as wasted
                      from became where to_lot_id is not null
                      union all
                      select from_lot_id, 0, from_quantity, 0, minor, case when to_lot_id is null then minor else 0 end from became) as e
                group by lot_id
            ), fate as (
                select lot_id,
                       coalesce(sum(case when goes_in then quantity else -quantity end) filter (where reason in ('received', 'bought', 'opening')), 0) as received,
                       coalesce(sum(case when goes_in then -quantity else quantity end)
                           filter (where reason in ('distributed', 'issued', 'handed_over', 'given_back')), 0) as given,
                       coalesce(sum(case when goes_in then -quantity else quantity end) filter (where reason in ('expired', 'damaged', 'wasted',
                           'scrapped', 'lost', 'stolen', 'seized', 'fire', 'flood', 'destroyed', 'unknown', 'counted', 'unexplained', 'found')), 0) as lost
                from line group by lot_id
            ), whole as (
                select lot_id, coalesce(round(v.minor * f.received / v.quantity), 0)::bigint as received, v.received_at,
                       coalesce(h.minor_in, 0)::bigint as inherited, coalesce(h.minor_out, 0)::bigint as passed_on, coalesce(h.wasted, 0)::bigint as wasted,
                       f.given::bigint as given, f.lost::bigint as lost,
                       (f.received + coalesce(h.units_in, 0) - coalesce(h.units_out, 0) - f.given - f.lost)::bigint as on_hand
                from fate as f left join value as v using (lot_id) left join inherited as h using (lot_id)
            )
            select received, coalesce(received_at >= \(opens), false) as is_of_period, inherited, passed_on, wasted, given, on_hand, lost
            from whole where received > 0 or inherited > 0 order by lot_id
            """
        ) { row in
            ValuedLot(
                received: try row.get("received"), isOfPeriod: try row.get("is_of_period"), inherited: try row.get("inherited"),
                passedOn: try row.get("passed_on"), wasted: try row.get("wasted"), given: try row.get("given"),
                onHand: try row.get("on_hand"),
                lost: try row.get("lost"))
        }
    }

    /// Lots of the grant received up to the end of the period without a value in the grant's currency.
    func lotsWithoutValue(grant: GrantRecord) async throws -> Int64 {
        try await source.value(
            """
            select count(distinct r.lot_id) from entrepot.receipt as r
            join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id and l.grant_id = \(grant.id.number)
            join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
            where r.warehouse_id = \(id) and r.currency is distinct from \(grant.amount.currency.code)
              and m.occurred_at < \(closes)
              and not exists (select from entrepot.movement as c where c.warehouse_id = m.warehouse_id and c.reverses_id = m.movement_id)
            """)
    }

    /// People at stops that were given goods of the grant, and headcounts of their sites; restricted sites stand under one zone.
    func reached(grant: GrantRecord) async throws -> ([StopContacts], [Headcount]) {
        let merged = UsageQueries.mergedZone
        let stops = try await source.query(
            """
            \(lines(from: opens, until: closes, grant: grant.id.number)), given as (
                select round_id, stop_id, min(day) as day from line
                where stop_id is not null and reason in ('distributed', 'issued', 'handed_over')
                group by round_id, stop_id having sum(case when goes_in then -quantity else quantity end) > 0
            )
            select s.site_id, case when i.sensitivity = 'restricted' then \(merged) else i.zone end as zone, given.day, s.people, s.women, s.children,
                   coalesce(s.quality, 'counted') as quality
            from given
            join entrepot.round_stop as s on s.warehouse_id = \(id) and s.round_id = given.round_id and s.stop_id = given.stop_id
            join entrepot.site as i on i.warehouse_id = \(id) and i.site_id = s.site_id
            order by given.round_id, s.sequence
            """
        ) { row in
            (
                site: try row.get("site_id", as: Int64.self),
                contacts: try row.get("people", as: Int64?.self).map { people in
                    StopContacts(
                        zone: try row.get("zone"), day: try row.get("day"), people: people,
                        women: try row.get("women"), children: try row.get("children"), quality: try row.word("quality"))
                }
            )
        }
        let headcounts = try await source.query(
            """
            select h.site_id, case when i.sensitivity = 'restricted' then \(merged) else i.zone end as zone,
                   entrepot.operational_day(\(id), h.counted_at) as day, h.people
            from entrepot.site_headcount as h join entrepot.site as i on i.warehouse_id = h.warehouse_id and i.site_id = h.site_id
            where h.warehouse_id = \(id) and h.site_id = any(\(stops.map(\.site)))
              and h.counted_at >= \(opens) and h.counted_at < \(closes)
            order by h.counted_at, h.site_id
            """
        ) { row in
            Headcount(
                site: try row.get("site_id"), zone: try row.get("zone"), day: try row.get("day"), people: try row.get("people"))
        }
        return (stops.compactMap(\.contacts) + (try await handed(grant: grant)), headcounts)
    }

    /// People who were given goods of the grant without a round, at the door or at a site; a partner counts its own.
    private func handed(grant: GrantRecord) async throws -> [StopContacts] {
        let merged = UsageQueries.mergedZone
        return try await source.query(
            """
            \(lines(from: opens, until: closes, grant: grant.id.number)), given as (
                select root_id, min(day) as day from line where stop_id is null and reason = 'issued'
                group by root_id having sum(case when goes_in then -quantity else quantity end) > 0
            )
            select case when i.sensitivity = 'restricted' then \(merged) else coalesce(i.zone, 'door') end as zone, given.day, x.people, x.women,
                   x.children, coalesce(m.quality, 'counted') as quality
            from given
            join entrepot.issue as x on x.warehouse_id = \(id) and x.movement_id = given.root_id
            join entrepot.movement as m on m.warehouse_id = \(id) and m.movement_id = given.root_id
            left join entrepot.site as i on i.warehouse_id = \(id) and i.site_id = x.site_id
            where x.people is not null and x.recipient in ('door', 'site')
            order by given.root_id
            """
        ) { row in
            StopContacts(
                zone: try row.get("zone"), day: try row.get("day"), people: try row.get("people"), women: try row.get("women"),
                children: try row.get("children"), quality: try row.word("quality"))
        }
    }

    /// Entries of the period that belong to days before it, which were closed.
    func earlierPeriods(grant: GrantRecord) async throws -> [LateEntry] {
        try await source.query(
            """
            \(lines(from: opens, until: closes, grant: grant.id.number))
            select line.movement_id, m.concerns_on, line.reason, line.goes_in, line.takes_back, i.sku, sum(line.quantity)::bigint as units
            from line join entrepot.item as i on i.item_id = line.item_id
            join entrepot.movement as m on m.warehouse_id = \(id) and m.movement_id = line.movement_id
            where m.concerns_on < \(period.first)
            group by 1, 2, 3, 4, 5, 6 order by 1, 6
            """
        ) { row in
            let counted = ReportReason(ledger: try row.get("reason"), goesIn: try row.get("goes_in"), takesBack: try row.get("takes_back"))
            return LateEntry(
                movement: try row.get("movement_id"), concerns: try row.get("concerns_on"), reason: counted.reason,
                item: try row.get("sku"), units: counted.sign * (try row.get("units", as: Int64.self)))
        }
    }
}
