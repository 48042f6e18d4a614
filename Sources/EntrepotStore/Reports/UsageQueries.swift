package import FunderReports
import Measures
import PostgresClient
import Speech

/// The facts of a grant in one warehouse.
package enum UsageQueries {
    /// The code of the budget line that carries what was received under the grant; no line of a grant can have it.
    package static let receivedLine = "received_goods"
    /// The zone under which sites that nobody may place are told together.
    package static let mergedZone = "other"

    /// Everything the report of a grant over a period is made of, in the transaction's snapshot.
    ///
    /// Money spent is the value of the goods received under the grant in its currency, on a line of its own: invoices are not kept yet.
    package static func facts(
        _ books: ReportBooks, grant: GrantRecord, funder: String, holder: String
    ) async throws -> UsageFacts {
        let crossings = try await books.crossings(from: books.opens, until: books.closes, grant: grant.id.number)
        let opening = try await books.opening(grant: grant.id.number)
        let closing = try await books.closing(grant: grant.id.number)
        let lots = try await books.valuedLots(grant: grant)
        var lines = grant.lines.map {
            BudgetLine(code: $0.name, name: Wording(both: $0.name), budget: $0.minor, spentInPeriod: 0, spentToDate: 0)
        }
        let spentToDate = lots.reduce(Int64(0)) { $0 + $1.value }
        if spentToDate != 0 {
            lines.append(
                BudgetLine(
                    code: receivedLine, name: Wording("goods received, at their value", "biens reçus, à leur valeur"), budget: 0,
                    spentInPeriod: lots.reduce(Int64(0)) { $0 + ($1.isOfPeriod ? $1.value : 0) }, spentToDate: spentToDate))
        }
        var facts = UsageFacts(
            grant: ReportedGrant(
                code: grant.code, funder: funder, organisation: holder, currency: grant.amount.currency, amount: grant.amount.minor,
                period: try ReportingPeriod(first: grant.from, last: grant.until), lines: lines),
            warehouses: [books.reported], period: books.period, cuts: [books.cut], items: [])
        facts.flows = books.statement(opening: opening, closing: closing, crossings: crossings)
        facts.traces = lots.flatMap(\.traces)
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
    let value: Int64
    let isOfPeriod: Bool
    let given: Int64
    let sorted: Int64
    let onHand: Int64
    let lost: Int64

    /// The value shared among the fates by units; the parts add up to the whole.
    var traces: [ValueTrace] {
        let fates: [(ValueTrace.Fate, Int64)] = [
            (.traced, max(0, given)), (.allocated, max(0, sorted)), (.onHand, max(0, onHand)), (.lost, max(0, lost)),
        ]
        let total = fates.reduce(Int128(0)) { $0 + Int128($1.1) }
        guard total > 0 else { return [] }
        var before = Int128(0)
        return fates.compactMap { fate, units in
            let after = before + Int128(units)
            // The difference of two floored shares, so that nothing is lost to rounding.
            let part = Int128(value) * after / total - Int128(value) * before / total
            before = after
            return part == 0 ? nil : ValueTrace(fate, Int64(part))
        }
    }
}

extension ReportBooks {
    /// The lots of a grant received up to the end of the period with a value in the grant's currency.
    func valuedLots(grant: GrantRecord) async throws -> [ValuedLot] {
        let beginning = Timestamp(microseconds: 946_684_800_000_000)  // 2000-01-01, before which no books are kept
        return try await source.query(
            """
            \(lines(from: beginning, until: closes, grant: grant.id.number)), value as (
                select r.lot_id, sum(r.quantity) as quantity, sum(r.value_minor) as minor, min(m.occurred_at) as received_at
                from entrepot.receipt as r
                join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id and l.grant_id = \(grant.id.number)
                join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
                where r.warehouse_id = \(id) and r.currency = \(grant.amount.currency.code) and m.occurred_at < \(InstantMicroseconds(closes.microseconds))
                  and m.movement_id not in (select movement_id from later)
                group by r.lot_id
            ), fate as (
                select lot_id,
                       coalesce(sum(case when goes_in then quantity else -quantity end) filter (where reason in ('received', 'bought', 'opening')), 0) as received,
                       coalesce(sum(case when goes_in then -quantity else quantity end)
                           filter (where reason in ('distributed', 'issued', 'handed_over', 'given_back')), 0) as given,
                       coalesce(sum(case when goes_in then -quantity else quantity end) filter (where reason in ('sorted', 'assembled', 'broken_up')), 0) as sorted,
                       coalesce(sum(case when goes_in then -quantity else quantity end) filter (where reason in ('expired', 'damaged', 'wasted',
                           'scrapped', 'lost', 'stolen', 'seized', 'fire', 'flood', 'destroyed', 'unknown', 'counted', 'unexplained', 'found')), 0) as lost
                from line group by lot_id
            )
            select round(v.minor * f.received / v.quantity)::bigint as minor, v.received_at >= \(InstantMicroseconds(opens.microseconds)) as is_of_period,
                   f.given::bigint, f.sorted::bigint, (f.received - f.given - f.sorted - f.lost)::bigint as on_hand, f.lost::bigint
            from value as v join fate as f using (lot_id) where f.received > 0 order by v.lot_id
            """
        ) { row in
            ValuedLot(
                value: try row.get(0), isOfPeriod: try row.get(1), given: try row.get(2), sorted: try row.get(3), onHand: try row.get(4),
                lost: try row.get(5))
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
              and m.occurred_at < \(InstantMicroseconds(closes.microseconds))
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
                site: try row.get(0, as: Int64.self),
                contacts: try row.get(3, as: Int64?.self).map { people in
                    StopContacts(
                        zone: try row.get(1), day: CivilDate(dayNumber: try row.get(2, as: DayNumber.self).value), people: people,
                        women: try row.get(4), children: try row.get(5), quality: try row.word("quality"))
                }
            )
        }
        let headcounts = try await source.query(
            """
            select h.site_id, case when i.sensitivity = 'restricted' then \(merged) else i.zone end as zone,
                   entrepot.operational_day(\(id), h.counted_at) as day, h.people
            from entrepot.site_headcount as h join entrepot.site as i on i.warehouse_id = h.warehouse_id and i.site_id = h.site_id
            where h.warehouse_id = \(id) and h.site_id = any(\(stops.map(\.site)))
              and h.counted_at >= \(InstantMicroseconds(opens.microseconds)) and h.counted_at < \(InstantMicroseconds(closes.microseconds))
            order by h.counted_at, h.site_id
            """
        ) { row in
            Headcount(
                site: try row.get(0), zone: try row.get(1), day: CivilDate(dayNumber: try row.get(2, as: DayNumber.self).value),
                people: try row.get(3))
        }
        return (stops.compactMap(\.contacts), headcounts)
    }

    /// Entries of the period that belong to days before it, which were closed.
    func earlierPeriods(grant: GrantRecord) async throws -> [LateEntry] {
        try await source.query(
            """
            \(lines(from: opens, until: closes, grant: grant.id.number))
            select line.movement_id, m.concerns_on, line.reason, line.goes_in, line.takes_back, i.sku, sum(line.quantity)::bigint as units
            from line join entrepot.item as i on i.item_id = line.item_id
            join entrepot.movement as m on m.warehouse_id = \(id) and m.movement_id = line.movement_id
            where m.concerns_on < \(DayNumber(period.first.dayNumber))
            group by 1, 2, 3, 4, 5, 6 order by 1, 6
            """
        ) { row in
            let counted = ReportReason(ledger: try row.get(2), goesIn: try row.get(3), takesBack: try row.get(4))
            return LateEntry(
                movement: try row.get(0), concerns: CivilDate(dayNumber: try row.get(1, as: DayNumber.self).value), reason: counted.reason,
                item: try row.get(5), units: counted.sign * (try row.get(6, as: Int64.self)))
        }
    }
}
