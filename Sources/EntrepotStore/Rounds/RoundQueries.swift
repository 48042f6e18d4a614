package import Measures
package import PostgresClient
package import RoundPlanning
package import StockLedger

/// Rounds, their stops and their steps.
package enum RoundQueries {
    /// Which rounds a list shows; nil means all.
    package struct Filter: Sendable {
        package var id: Int64?
        package var warehouse: Identifier<Warehouse>?
        package var plan: Int64?
        package var state: RoundState?
        package var date: CivilDate?
        package var vehicle: String?
        /// Proposals that nobody approved are left out, unless they were opened by hand.
        package var withoutProposals = false
        /// Only rounds with a number below it.
        package var before: Int64?
        package var limit: Int

        package init(limit: Int = Int.max) {
            self.limit = limit
        }
    }

    /// Rounds, newest first, as the reader may see them; who locks a round acts for the house and sees all of it.
    package static func all(_ filter: Filter, forUpdate: Bool = false, from source: some QuerySource) async throws -> [RoundRecord] {
        var conditions: [SQL] = ["true"]
        if let id = filter.id { conditions.append("r.round_id = \(id)") }
        if let warehouse = filter.warehouse { conditions.append("r.warehouse_id = \(warehouse)") }
        if let plan = filter.plan { conditions.append("r.plan_id = \(plan)") }
        if let state = filter.state { conditions.append("r.state = \(state)") }
        if let date = filter.date { conditions.append("r.round_on = \(date)") }
        if let vehicle = filter.vehicle { conditions.append("v.code = \(vehicle)") }
        if filter.withoutProposals { conditions.append("(r.state <> 'draft' or r.plan_id is null)") }
        if let before = filter.before { conditions.append("r.round_id < \(before)") }
        let lock: SQL = forUpdate ? "for no key update of r" : ""
        let rounds: SQL =
            forUpdate
            ? """
            (select q.*, false as is_blurred,
                    (select count(*) from entrepot.round_stop as s where s.warehouse_id = q.warehouse_id and s.round_id = q.round_id) as stops
             from entrepot.round as q)
            """ : "entrepot.seen_round"
        return try await source.query(
            """
            select r.round_id, r.warehouse_id, r.plan_id, v.code as vehicle, r.vehicle_id, v.place_id, o.code as organisation, r.round_on, r.state,
                   r.departs_at, r.returns_at, r.is_blurred, r.stops
            from \(rounds) as r
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            left join entrepot.organisation as o on o.organisation_id = r.organisation_id
            where \(SQL.joined(conditions, separator: " and "))
            order by r.round_id desc limit \(Int64(filter.limit)) \(lock)
            """
        ) { row in
            RoundRecord(
                id: try row.get("round_id"), warehouse: try row.get("warehouse_id"), plan: try row.get("plan_id"),
                vehicle: try row.get("vehicle"),
                vehicleNumber: try row.get("vehicle_id"), place: try row.get("place_id"), organisation: try row.get("organisation"),
                date: try row.get("round_on"), state: try row.word("state"), departsAt: try row.get("departs_at"),
                returnsAt: try row.get("returns_at"), stops: try row.get("stops"), isBlurred: try row.get("is_blurred"))
        }
    }

    /// Opens a round without a plan.
    package static func open(
        vehicle: Int64, organisation: Identifier<Owner>?, date: CivilDate, actor: String, note: String?, warehouse: Identifier<Warehouse>,
        in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            insert into entrepot.round (warehouse_id, vehicle_id, organisation_id, round_on, opened_by, note)
            values (\(warehouse), \(vehicle), \(organisation), \(date), \(actor), \(note))
            returning round_id
            """)
    }

    /// Keeps a step; steps are numbered from 1 under the lock of their round.
    package static func record(_ step: RoundStepRecord, of round: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.round_step (warehouse_id, round_id, step_number, step, state, stop_id, occurred_at, actor, inferred, quality)
            select \(warehouse), \(round),
                   coalesce((select max(step_number) from entrepot.round_step
                             where warehouse_id = \(warehouse) and round_id = \(round)), 0) + 1,
                   \(step.step), \(step.state), \(step.stop),
                   coalesce(\(step.occurredAt), clock_timestamp()), \(step.actor),
                   \(step.isInferred), \(step.quality)
            """)
    }

    /// Writes where a round stands.
    ///
    /// A vehicle drives one round at a time: when another one has it, `round_has_its_vehicle_alone` refuses, unless `anyway` says why both
    /// do; the reason is kept with the round.
    package static func set(_ state: RoundState, of round: RoundRecord, anyway: String? = nil, in transaction: Transaction) async throws {
        if let anyway, [.approved, .loading, .underway].contains(state) {
            try await transaction.execute(
                """
                update entrepot.round as r set shares_vehicle_because = \(anyway)
                where r.warehouse_id = \(round.warehouse) and r.round_id = \(round.id) and r.shares_vehicle_because is null and exists (
                    select from entrepot.round as o
                    where o.warehouse_id = r.warehouse_id and o.vehicle_id = r.vehicle_id and o.round_id <> r.round_id
                      and o.state in ('approved', 'loading', 'underway')
                      and o.occupied_from < r.occupied_until and r.occupied_from < o.occupied_until)
                """)
        }
        try await transaction.execute(
            "update entrepot.round set state = \(state) where warehouse_id = \(round.warehouse) and round_id = \(round.id)")
    }

    /// Of some rounds, the first that wants a vehicle at a time when another round has it, and which one.
    package static func clash(of rounds: [Int64], warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (round: Int64, vehicle: String, other: Int64)?
    {
        try await source.first(
            """
            select r.round_id, v.code, o.round_id as other
            from entrepot.round as r
            join entrepot.round as o on o.warehouse_id = r.warehouse_id and o.vehicle_id = r.vehicle_id and o.round_id <> r.round_id
                 and o.state in ('approved', 'loading', 'underway') and o.occupied_from < r.occupied_until and r.occupied_from < o.occupied_until
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            where r.warehouse_id = \(warehouse) and r.round_id = any(\(rounds)) and r.state in ('draft', 'approved')
            order by r.round_id, o.round_id limit 1
            """
        ) { row in (round: try row.get("round_id"), vehicle: try row.get("code"), other: try row.get("other")) }
    }

    /// Rounds that have not come back, of a vehicle or to a site, until a day; apart those of today and later that nobody approved.
    package static func ahead(
        site: Int64? = nil, vehicle: Int64? = nil, from today: CivilDate, until day: CivilDate? = nil, warehouse: Identifier<Warehouse>,
        from source: some QuerySource
    ) async throws -> (standing: [Int64], proposed: [Int64]) {
        let there: SQL =
            site.map {
                """
                and exists (select from entrepot.round_stop as s where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id
                            and s.site_id = \($0) and s.delivered_at is null)
                """
            } ?? ""
        let driven: SQL = vehicle.map { "and r.vehicle_id = \($0)" } ?? ""
        let before: SQL = day.map { "and r.round_on <= \($0)" } ?? ""
        let rows = try await source.query(
            """
            select r.round_id, r.state = 'draft' as is_proposed from entrepot.round as r
            where r.warehouse_id = \(warehouse) and r.state in ('draft', 'approved', 'loading', 'underway') \(there) \(driven) \(before)
              and (r.state <> 'draft' or r.round_on >= \(today))
            order by r.round_id
            """
        ) { row in (try row.get("round_id", as: Int64.self), try row.get("is_proposed", as: Bool.self)) }
        return (rows.filter { !$0.1 }.map(\.0), rows.filter(\.1).map(\.0))
    }

    // MARK: Stops

    /// The stops of a round, in order, as the reader may see them.
    package static func stops(of round: RoundRecord, from source: some QuerySource) async throws -> [RoundStopRecord] {
        try await source.query(
            """
            select s.stop_id, s.sequence, s.site, s.zone, s.eta_at, s.arrived_at, s.delivered_at, s.outcome, s.people, s.women, s.children,
                   s.quality, to_char(s.eta_at at time zone w.time_zone, 'HH24:MI') as local_eta
            from entrepot.seen_stop as s
            join entrepot.warehouse as w on w.warehouse_id = s.warehouse_id
            where s.warehouse_id = \(round.warehouse) and s.round_id = \(round.id) order by s.sequence
            """
        ) { row in
            RoundStopRecord(
                id: try row.get("stop_id"), sequence: try row.get("sequence"), site: try row.get("site"), zone: try row.get("zone"),
                eta: try row.get("eta_at"), localETA: try row.get("local_eta"), arrivedAt: try row.get("arrived_at"),
                deliveredAt: try row.get("delivered_at"), outcome: try row.word("outcome"), people: try row.get("people"),
                women: try row.get("women"), children: try row.get("children"), quality: try row.get("quality"))
        }
    }

    /// Adds a stop behind the others.
    package static func addStop(site: Int64, to round: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            insert into entrepot.round_stop (warehouse_id, round_id, sequence, site_id)
            select \(warehouse), \(round),
                   coalesce((select max(sequence) from entrepot.round_stop
                             where warehouse_id = \(warehouse) and round_id = \(round)), 0) + 1, \(site)
            """)
    }

    /// What the stops of a round are to be brought, by stop and item; nothing of stops that the reader may not see.
    package static func items(of round: RoundRecord, from source: some QuerySource) async throws -> [StopItemRecord] {
        try await source.query(
            """
            select n.stop_id, n.item_id, i.sku, n.planned, n.wanted from entrepot.round_stop_item as n
            join entrepot.round_stop as s on s.warehouse_id = n.warehouse_id and s.round_id = n.round_id and s.stop_id = n.stop_id
            join entrepot.item as i on i.item_id = n.item_id
            where n.warehouse_id = \(round.warehouse) and n.round_id = \(round.id) order by s.sequence, i.sku
            """
        ) { row in
            StopItemRecord(
                stop: try row.get("stop_id"), item: try row.get("item_id"), sku: try row.get("sku"), planned: try row.get("planned"),
                wanted: try row.get("wanted"))
        }
    }

    /// Notes that the vehicle arrived.
    package static func arrived(at stop: Int64, of round: RoundRecord, instant: Timestamp?, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.round_stop
            set arrived_at = coalesce(\(instant), clock_timestamp())
            where warehouse_id = \(round.warehouse) and round_id = \(round.id) and stop_id = \(stop)
            """)
    }

    /// Writes a stop down; what is not said stays as it was written before.
    package static func served(
        stop: Int64, of round: RoundRecord, outcome: StopOutcome, people: Int64?, women: Int64?, children: Int64?, quality: String?,
        note: String?,
        instant: Timestamp?, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.round_stop
            set delivered_at = coalesce(\(instant), delivered_at, clock_timestamp()),
                outcome = \(outcome), people = coalesce(\(people), people), women = coalesce(\(women), women),
                children = coalesce(\(children), children), quality = coalesce(\(quality), quality), note = coalesce(\(note), note)
            where warehouse_id = \(round.warehouse) and round_id = \(round.id) and stop_id = \(stop)
            """)
    }

    /// Writes how many people a service was given to at a stop.
    package static func service(_ name: String, people: Int64, stop: Int64, of round: RoundRecord, in transaction: Transaction) async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.round_stop_service (warehouse_id, round_id, stop_id, service, served)
            values (\(round.warehouse), \(round.id), \(stop), \(name), \(people))
            on conflict (warehouse_id, round_id, stop_id, service) do update set served = excluded.served
            """)
    }
}
