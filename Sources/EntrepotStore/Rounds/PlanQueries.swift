package import Measures
package import PostgresClient
package import RoundPlanning
import Speech
import StockLedger

/// A plan as it was saved.
package struct PlanRecord: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let revision: Int64
    package let from: CivilDate
    package let days: Int
    package let madeBy: String
    /// Lowest coverage of a due need in permille; nil when nothing was due.
    package let coverageMinimum: Int64?
    /// Nil when it could tell where a site is that the reader may not see.
    package let metres: Int64?
    /// Nil like `metres`.
    package let workingSeconds: Int64?
    package let rounds: Int64
    package let stops: Int64
    package let unserved: Int64
}

/// One item at one stop of a plan.
package struct PlanLineRecord: Sendable, Equatable {
    package let round: Int64
    package let vehicle: String
    package let date: CivilDate
    package let sequence: Int64
    /// Nil for a site that the reader may not see; then there is no time, item or quantity either.
    package let site: String?
    package let zone: String
    /// What it is called to the reader: the site, or its zone.
    package var named: String { site ?? zone }
    package let eta: Timestamp?
    /// The same as `HH:MM` on the warehouse's clock.
    package let localETA: String?
    package let item: String?
    package let units: Int64?
    /// Whose goods are meant; empty when no lot was chosen.
    package let owners: [String]
}

/// One need a plan leaves out, with its place among the plan's lines.
package struct PlanUnmetRecord: Sendable, Equatable {
    package let line: Int64
    package let need: UnmetNeed
}

/// Plans.
package enum PlanQueries {
    /// Saves a plan with its rounds as drafts and returns its number.
    package static func save(
        _ plan: RoundPlan, wishes: String, actor: String, organisation: Int64?, warehouse: Identifier<Warehouse>,
        in transaction: Transaction
    ) async throws -> Int64 {
        let sites = try await numbers("select code, site_id as number from entrepot.site where warehouse_id = \(warehouse)", transaction)
        let vehicles = try await numbers(
            "select code, vehicle_id as number from entrepot.vehicle where warehouse_id = \(warehouse)", transaction)
        let items = try await numbers("select sku as code, item_id as number from entrepot.item", transaction)
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.plan (warehouse_id, from_on, days, made_by, wishes, seed, coverage_permille_min, metres, working_seconds)
            values (\(warehouse), \(plan.from), \(plan.days), \(actor), \(JSONColumn(wishes)),
                \(Int64(bitPattern: plan.seed)), \(plan.score.coverageMinimum), \(plan.score.metres), \(plan.score.seconds))
            returning plan_id
            """)
        for (index, unmet) in plan.unmet.enumerated() {
            try await transaction.execute(
                """
                insert into entrepot.plan_unserved (warehouse_id, plan_id, line_number, site_id, item_id, reason, wanted, given, due_on, needed,
                    available, measure, subject, displaces, detail, lift, expired)
                values (\(warehouse), \(id), \(index + 1), \(sites[unmet.site]), \(items[unmet.item]), \(unmet.reason),
                    \(unmet.wanted), \(unmet.given), \(unmet.date), \(unmet.needed), \(unmet.available),
                    \(unmet.measure), \(unmet.subject), \(unmet.displaces), \(unmet.detail.english), \(unmet.lift?.english), \(unmet.expired))
                """)
        }
        for round in plan.rounds {
            try await save(
                round, plan: id, organisation: organisation, actor: actor, warehouse: warehouse, sites: sites, vehicles: vehicles,
                items: items,
                in: transaction)
        }
        return id
    }

    private static func save(
        _ round: PlannedRound, plan: Int64, organisation: Int64?, actor: String, warehouse: Identifier<Warehouse>, sites: [String: Int64],
        vehicles: [String: Int64], items: [String: Int64], in transaction: Transaction
    ) async throws {
        let day = round.date
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.round (warehouse_id, plan_id, vehicle_id, organisation_id, round_on, departs_at, returns_at, metres, opened_by)
            select \(warehouse), \(plan), \(vehicles[round.vehicle]), \(organisation), \(day),
                   (\(day) + \(round.departs) * interval '1 second') at time zone time_zone,
                   (\(day) + \(round.returns) * interval '1 second') at time zone time_zone, \(round.metres), \(actor)
            from entrepot.warehouse where warehouse_id = \(warehouse)
            returning round_id
            """)
        try await RoundQueries.record(
            .opening(by: actor), of: id,
            warehouse: warehouse, in: transaction)
        for stop in round.stops {
            let number: Int64 = try await transaction.value(
                """
                insert into entrepot.round_stop (warehouse_id, round_id, sequence, site_id, eta_at)
                select \(warehouse), \(id), \(stop.sequence), \(sites[stop.site]),
                       (\(day) + \(stop.arrives) * interval '1 second') at time zone time_zone
                from entrepot.warehouse where warehouse_id = \(warehouse)
                returning stop_id
                """)
            var planned: [String: (units: Int64, wanted: Int64)] = [:]
            for line in stop.lines {
                let parts = line.itemUnits
                // What was wished of a parent item is divided over the sizes really brought.
                let wanted = parts.count == 1 ? [line.wanted] : LargestRemainder.divide(line.wanted, by: parts.map(\.units))
                for (part, wish) in zip(parts, wanted) {
                    let before = planned[part.item] ?? (0, 0)
                    planned[part.item] = (before.units + part.units, before.wanted + wish)
                }
            }
            for sku in planned.keys.sorted() {
                guard let entry = planned[sku] else { continue }
                try await transaction.execute(
                    """
                    insert into entrepot.round_stop_item (warehouse_id, round_id, stop_id, item_id, planned, wanted)
                    values (\(warehouse), \(id), \(number), \(items[sku]), \(entry.units), \(entry.wanted))
                    """)
            }
            for share in stop.shares {
                try await transaction.execute(
                    """
                    insert into entrepot.round_stop_lot (warehouse_id, round_id, stop_id, item_id, place_id, lot_id, planned)
                    select \(warehouse), \(id), \(number), \(items[share.item]), place_id, \(share.lot), \(share.units)
                    from entrepot.place where warehouse_id = \(warehouse) and code = \(share.place)
                    """)
            }
        }
    }

    private static func numbers(_ sql: SQL, _ source: some QuerySource) async throws -> [String: Int64] {
        let rows = try await source.query(sql) { row in (try row.get("code", as: String.self), try row.get("number", as: Int64.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Plans, newest first; one when `id` is given. Kilometres and hours are left out with a round that calls at a site which the reader
    /// may not see.
    ///
    /// - Parameter before: only plans with a number below it.
    package static func all(
        id: Int64? = nil, warehouse: Identifier<Warehouse>? = nil, before: Int64? = nil, limit: Int, from source: some QuerySource
    ) async throws -> [PlanRecord] {
        let onlyOne: SQL = id.map { "and p.plan_id = \($0)" } ?? ""
        let here: SQL = warehouse.map { "and p.warehouse_id = \($0.number)" } ?? ""
        let older: SQL = before.map { "and p.plan_id < \($0)" } ?? ""
        return try await source.query(
            """
            select p.plan_id, p.warehouse_id, p.revision, p.from_on, p.days, p.made_by, p.coverage_permille_min,
                   case when not b.is_blurred then p.metres end as metres, case when not b.is_blurred then p.working_seconds end as working_seconds,
                   b.rounds, b.stops,
                   (select count(*) from entrepot.plan_unserved as u
                    where u.warehouse_id = p.warehouse_id and u.plan_id = p.plan_id and u.reason <> 'not-due') as unserved
            from entrepot.plan as p
            cross join lateral (select count(*) as rounds, coalesce(sum(r.stops), 0)::bigint as stops, coalesce(bool_or(r.is_blurred), false) as is_blurred
                                from entrepot.seen_round as r
                                where r.warehouse_id = p.warehouse_id and r.plan_id = p.plan_id) as b
            where true \(onlyOne) \(here) \(older) order by p.plan_id desc limit \(Int64(limit))
            """
        ) { row in
            PlanRecord(
                id: try row.get("plan_id"), warehouse: try row.get("warehouse_id"), revision: try row.get("revision"),
                from: try row.get("from_on"),
                days: try row.get("days"), madeBy: try row.get("made_by"), coverageMinimum: try row.get("coverage_permille_min"),
                metres: try row.get("metres"), workingSeconds: try row.get("working_seconds"), rounds: try row.get("rounds"),
                stops: try row.get("stops"), unserved: try row.get("unserved"))
        }
    }

    /// A plan's lines by day, vehicle, departure, stop and item, as the reader may see them: a hidden stop is one line with its zone.
    package static func lines(of plan: PlanRecord, from source: some QuerySource) async throws -> [PlanLineRecord] {
        try await source.query(
            """
            select r.round_id, v.code as vehicle, r.round_on, s.sequence, s.site, s.zone, s.eta_at,
                   to_char(s.eta_at at time zone w.time_zone, 'HH24:MI') as local_eta, i.sku, n.planned,
                   array(select distinct o.code from entrepot.round_stop_lot as x
                         join entrepot.lot as l on l.warehouse_id = x.warehouse_id and l.lot_id = x.lot_id
                         join entrepot.organisation as o on o.organisation_id = l.owner_id
                         where x.warehouse_id = n.warehouse_id and x.round_id = n.round_id and x.stop_id = n.stop_id and x.item_id = n.item_id
                         order by o.code) as owners
            from entrepot.seen_round as r
            join entrepot.warehouse as w on w.warehouse_id = r.warehouse_id
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            join entrepot.seen_stop as s on s.warehouse_id = r.warehouse_id and s.round_id = r.round_id
            left join entrepot.round_stop_item as n on n.warehouse_id = s.warehouse_id and n.round_id = s.round_id and n.stop_id = s.stop_id
            left join entrepot.item as i on i.item_id = n.item_id
            where r.warehouse_id = \(plan.warehouse) and r.plan_id = \(plan.id) and (s.is_hidden or n.item_id is not null)
            order by r.round_on, v.code, r.departs_at, r.round_id, s.sequence, i.sku
            """
        ) { row in
            PlanLineRecord(
                round: try row.get("round_id"), vehicle: try row.get("vehicle"), date: try row.get("round_on"),
                sequence: try row.get("sequence"),
                site: try row.get("site"), zone: try row.get("zone"), eta: try row.get("eta_at"), localETA: try row.get("local_eta"),
                item: try row.get("sku"), units: try row.get("planned"), owners: try row.get("owners"))
        }
    }

    /// What a plan leaves out, in its order, with the reasons; at most `limit` behind the line `after`. A site that the reader may not see
    /// is left out, as a need and as what could be dropped instead.
    package static func unmet(
        of plan: PlanRecord, site: String?, items: [String]?, after: Int64 = 0, limit: Int = Int.max, from source: some QuerySource
    ) async throws -> [PlanUnmetRecord] {
        let there: SQL = site.map { "and s.code = \($0)" } ?? ""
        let these: SQL = items.map { "and i.sku = any(\($0))" } ?? ""
        return try await source.query(
            """
            select s.code as site, i.sku, u.due_on, u.wanted, u.given, u.reason, u.needed, u.available, u.measure, u.subject, u.expired, d.code as displaces,
                   u.line_number
            from entrepot.plan_unserved as u
            join entrepot.site as s on s.warehouse_id = u.warehouse_id and s.site_id = u.site_id
            join entrepot.item as i on i.item_id = u.item_id
            left join entrepot.site as d on d.warehouse_id = u.warehouse_id and d.code = u.displaces
            where u.warehouse_id = \(plan.warehouse) and u.plan_id = \(plan.id) \(there) \(these)
              and u.line_number > \(after)
            order by u.line_number limit \(Int64(limit))
            """
        ) { row in
            let need = UnmetNeed(
                site: try row.get("site"), item: try row.get("sku"), date: try row.get("due_on"), wanted: try row.get("wanted"),
                given: try row.get("given"), reason: try row.word("reason"), needed: try row.get("needed"),
                available: try row.get("available"), measure: try row.word("measure"), subject: try row.get("subject"),
                displaces: try row.get("displaces"), expired: try row.get("expired"))
            return PlanUnmetRecord(line: try row.get("line_number"), need: need)
        }
    }
}
