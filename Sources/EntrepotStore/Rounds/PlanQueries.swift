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
    package let metres: Int64
    package let workingSeconds: Int64
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
    package let site: String
    package let eta: Timestamp?
    /// The same as `HH:MM` on the warehouse's clock.
    package let localETA: String?
    package let item: String
    package let units: Int64
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
        let sites = try await numbers("select code, site_id from entrepot.site where warehouse_id = \(warehouse.number)", transaction)
        let vehicles = try await numbers(
            "select code, vehicle_id from entrepot.vehicle where warehouse_id = \(warehouse.number)", transaction)
        let items = try await numbers("select sku, item_id from entrepot.item", transaction)
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.plan (warehouse_id, from_on, days, made_by, wishes, seed, coverage_permille_min, metres, working_seconds)
            values (\(warehouse.number), \(DayNumber(plan.from.dayNumber)), \(plan.days), \(actor), \(JSONText(wishes)),
                \(Int64(bitPattern: plan.seed)), \(plan.score.coverageMinimum), \(plan.score.metres), \(plan.score.seconds))
            returning plan_id
            """)
        for (index, unmet) in plan.unmet.enumerated() {
            try await transaction.execute(
                """
                insert into entrepot.plan_unserved (warehouse_id, plan_id, line_number, site_id, item_id, reason, wanted, given, due_on, needed,
                    available, measure, subject, displaces, detail, lift)
                values (\(warehouse.number), \(id), \(index + 1), \(sites[unmet.site]), \(items[unmet.item]), \(unmet.reason.rawValue),
                    \(unmet.wanted), \(unmet.given), \(unmet.date.map { DayNumber($0.dayNumber) }), \(unmet.needed), \(unmet.available),
                    \("\(unmet.measure)"), \(unmet.subject), \(unmet.displaces), \(unmet.detail.english), \(unmet.lift?.english))
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
        let day = DayNumber(round.date.dayNumber)
        let id: Int64 = try await transaction.value(
            """
            insert into entrepot.round (warehouse_id, plan_id, vehicle_id, organisation_id, round_on, departs_at, returns_at, metres, opened_by)
            select \(warehouse.number), \(plan), \(vehicles[round.vehicle]), \(organisation), \(day),
                   (\(day) + \(round.departs) * interval '1 second') at time zone time_zone,
                   (\(day) + \(round.returns) * interval '1 second') at time zone time_zone, \(round.metres), \(actor)
            from entrepot.warehouse where warehouse_id = \(warehouse.number)
            returning round_id
            """)
        try await RoundQueries.record(
            RoundStepRecord(step: "open", state: "draft", stop: nil, occurredAt: nil, actor: actor, isInferred: false, quality: nil),
            of: id,
            warehouse: warehouse, in: transaction)
        for stop in round.stops {
            let number: Int64 = try await transaction.value(
                """
                insert into entrepot.round_stop (warehouse_id, round_id, sequence, site_id, eta_at)
                select \(warehouse.number), \(id), \(stop.sequence), \(sites[stop.site]),
                       (\(day) + \(stop.arrives) * interval '1 second') at time zone time_zone
                from entrepot.warehouse where warehouse_id = \(warehouse.number)
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
                    values (\(warehouse.number), \(id), \(number), \(items[sku]), \(entry.units), \(entry.wanted))
                    """)
            }
        }
    }

    private static func numbers(_ sql: SQL, _ source: some QuerySource) async throws -> [String: Int64] {
        let rows = try await source.query(sql) { row in (try row.get(0, as: String.self), try row.get(1, as: Int64.self)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Plans, newest first; one when `id` is given.
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
            select p.plan_id, p.warehouse_id, p.revision, p.from_on, p.days, p.made_by, p.coverage_permille_min, p.metres, p.working_seconds,
                   (select count(*) from entrepot.round as r where r.warehouse_id = p.warehouse_id and r.plan_id = p.plan_id),
                   (select count(*) from entrepot.round as r join entrepot.round_stop as s on s.warehouse_id = r.warehouse_id
                        and s.round_id = r.round_id where r.warehouse_id = p.warehouse_id and r.plan_id = p.plan_id),
                   (select count(*) from entrepot.plan_unserved as u
                    where u.warehouse_id = p.warehouse_id and u.plan_id = p.plan_id and u.reason <> 'not-due')
            from entrepot.plan as p where true \(onlyOne) \(here) \(older) order by p.plan_id desc limit \(Int64(limit))
            """
        ) { row in
            PlanRecord(
                id: try row.get(0), warehouse: Identifier(try row.get(1)), revision: try row.get(2),
                from: CivilDate(dayNumber: try row.get(3, as: DayNumber.self).value), days: try row.get(4), madeBy: try row.get(5),
                coverageMinimum: try row.get(6), metres: try row.get(7), workingSeconds: try row.get(8), rounds: try row.get(9),
                stops: try row.get(10), unserved: try row.get(11))
        }
    }

    /// A plan's lines by day, vehicle, departure, stop and item.
    package static func lines(of plan: PlanRecord, from source: some QuerySource) async throws -> [PlanLineRecord] {
        try await source.query(
            """
            select r.round_id, v.code, r.round_on, s.sequence, t.code, s.eta_at, to_char(s.eta_at at time zone w.time_zone, 'HH24:MI'),
                   i.sku, n.planned
            from entrepot.round as r
            join entrepot.warehouse as w on w.warehouse_id = r.warehouse_id
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            join entrepot.round_stop as s on s.warehouse_id = r.warehouse_id and s.round_id = r.round_id
            join entrepot.site as t on t.warehouse_id = s.warehouse_id and t.site_id = s.site_id
            join entrepot.round_stop_item as n on n.warehouse_id = s.warehouse_id and n.round_id = s.round_id and n.stop_id = s.stop_id
            join entrepot.item as i on i.item_id = n.item_id
            where r.warehouse_id = \(plan.warehouse.number) and r.plan_id = \(plan.id)
            order by r.round_on, v.code, r.departs_at, r.round_id, s.sequence, i.sku
            """
        ) { row in
            PlanLineRecord(
                round: try row.get(0), vehicle: try row.get(1), date: CivilDate(dayNumber: try row.get(2, as: DayNumber.self).value),
                sequence: try row.get(3), site: try row.get(4),
                eta: try row.get(5, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) }, localETA: try row.get(6),
                item: try row.get(7), units: try row.get(8))
        }
    }

    /// What a plan leaves out, in its order, with the reasons; at most `limit` behind the line `after`.
    package static func unmet(
        of plan: PlanRecord, site: String?, items: [String]?, after: Int64 = 0, limit: Int = Int.max, from source: some QuerySource
    ) async throws -> [PlanUnmetRecord] {
        let there: SQL = site.map { "and s.code = \($0)" } ?? ""
        let these: SQL = items.map { "and i.sku = any(\($0))" } ?? ""
        return try await source.query(
            """
            select s.code, i.sku, u.due_on, u.wanted, u.given, u.reason, u.needed, u.available, u.measure, u.subject, u.displaces,
                   u.line_number
            from entrepot.plan_unserved as u
            join entrepot.site as s on s.warehouse_id = u.warehouse_id and s.site_id = u.site_id
            join entrepot.item as i on i.item_id = u.item_id
            where u.warehouse_id = \(plan.warehouse.number) and u.plan_id = \(plan.id) \(there) \(these)
              and u.line_number > \(after)
            order by u.line_number limit \(Int64(limit))
            """
        ) { row in
            let need = UnmetNeed(
                site: try row.get(0), item: try row.get(1),
                date: try row.get(2, as: DayNumber?.self).map { CivilDate(dayNumber: $0.value) }, wanted: try row.get(3),
                given: try row.get(4),
                reason: UnmetNeed.Reason(rawValue: try row.get(5)) ?? .noStock, needed: try row.get(6), available: try row.get(7),
                measure: measure(try row.get(8)), subject: try row.get(9), displaces: try row.get(10))
            return PlanUnmetRecord(line: try row.get(11), need: need)
        }
    }

    private static func measure(_ word: String) -> UnmetNeed.Measure {
        let all: [UnmetNeed.Measure] = [.units, .grams, .millilitres, .secondOfDay, .people, .teams, .metres]
        return all.first { "\($0)" == word } ?? .none
    }
}
