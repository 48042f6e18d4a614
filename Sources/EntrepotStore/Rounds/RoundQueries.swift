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

    /// Rounds, newest first.
    package static func all(_ filter: Filter, forUpdate: Bool = false, from source: some QuerySource) async throws -> [RoundRecord] {
        var conditions: [SQL] = ["true"]
        if let id = filter.id { conditions.append("r.round_id = \(id)") }
        if let warehouse = filter.warehouse { conditions.append("r.warehouse_id = \(warehouse.number)") }
        if let plan = filter.plan { conditions.append("r.plan_id = \(plan)") }
        if let state = filter.state { conditions.append("r.state = \(state.rawValue)") }
        if let date = filter.date { conditions.append("r.round_on = \(DayNumber(date.dayNumber))") }
        if let vehicle = filter.vehicle { conditions.append("v.code = \(vehicle)") }
        if filter.withoutProposals { conditions.append("(r.state <> 'draft' or r.plan_id is null)") }
        if let before = filter.before { conditions.append("r.round_id < \(before)") }
        let lock: SQL = forUpdate ? "for no key update of r" : ""
        return try await source.query(
            """
            select r.round_id, r.warehouse_id, r.plan_id, v.code, r.vehicle_id, v.place_id, o.code, r.round_on, r.state, r.departs_at, r.returns_at,
                   (select count(*) from entrepot.round_stop as s where s.warehouse_id = r.warehouse_id and s.round_id = r.round_id)
            from entrepot.round as r
            join entrepot.vehicle as v on v.warehouse_id = r.warehouse_id and v.vehicle_id = r.vehicle_id
            left join entrepot.organisation as o on o.organisation_id = r.organisation_id
            where \(SQL.joined(conditions, separator: " and "))
            order by r.round_id desc limit \(Int64(filter.limit)) \(lock)
            """
        ) { row in
            RoundRecord(
                id: try row.get(0), warehouse: Identifier(try row.get(1)), plan: try row.get(2), vehicle: try row.get(3),
                vehicleNumber: try row.get(4), place: Identifier(try row.get(5)), organisation: try row.get(6),
                date: CivilDate(dayNumber: try row.get(7, as: DayNumber.self).value), state: RoundState(rawValue: try row.get(8)) ?? .draft,
                departsAt: try row.get(9, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                returnsAt: try row.get(10, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) }, stops: try row.get(11))
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
            values (\(warehouse.number), \(vehicle), \(organisation?.number), \(DayNumber(date.dayNumber)), \(actor), \(note))
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
            select \(warehouse.number), \(round),
                   coalesce((select max(step_number) from entrepot.round_step
                             where warehouse_id = \(warehouse.number) and round_id = \(round)), 0) + 1,
                   \(step.step), \(step.state), \(step.stop),
                   coalesce(\(step.occurredAt.map { InstantMicroseconds($0.microseconds) }), clock_timestamp()), \(step.actor),
                   \(step.isInferred), \(step.quality)
            """)
    }

    /// Writes where a round stands.
    package static func set(_ state: RoundState, of round: RoundRecord, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.round set state = \(state.rawValue) where warehouse_id = \(round.warehouse.number) and round_id = \(round.id)")
    }

    // MARK: Stops

    /// The stops of a round, in order.
    package static func stops(of round: RoundRecord, from source: some QuerySource) async throws -> [RoundStopRecord] {
        try await source.query(
            """
            select s.stop_id, s.sequence, t.code, s.eta_at, s.arrived_at, s.delivered_at, s.outcome, s.people, s.women, s.children, s.quality,
                   to_char(s.eta_at at time zone w.time_zone, 'HH24:MI')
            from entrepot.round_stop as s
            join entrepot.warehouse as w on w.warehouse_id = s.warehouse_id
            join entrepot.site as t on t.warehouse_id = s.warehouse_id and t.site_id = s.site_id
            where s.warehouse_id = \(round.warehouse.number) and s.round_id = \(round.id) order by s.sequence
            """
        ) { row in
            RoundStopRecord(
                id: try row.get(0), sequence: try row.get(1), site: try row.get(2),
                eta: try row.get(3, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) }, localETA: try row.get(11),
                arrivedAt: try row.get(4, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                deliveredAt: try row.get(5, as: InstantMicroseconds?.self).map { Timestamp(microseconds: $0.value) },
                outcome: try row.get(6, as: String?.self).flatMap(StopOutcome.init(rawValue:)), people: try row.get(7),
                women: try row.get(8),
                children: try row.get(9), quality: try row.get(10))
        }
    }

    /// Adds a stop behind the others.
    package static func addStop(site: Int64, to round: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            insert into entrepot.round_stop (warehouse_id, round_id, sequence, site_id)
            select \(warehouse.number), \(round),
                   coalesce((select max(sequence) from entrepot.round_stop
                             where warehouse_id = \(warehouse.number) and round_id = \(round)), 0) + 1, \(site)
            """)
    }

    /// What the stops of a round are to be brought, by stop and item.
    package static func items(of round: RoundRecord, from source: some QuerySource) async throws -> [StopItemRecord] {
        try await source.query(
            """
            select n.stop_id, n.item_id, i.sku, n.planned, n.wanted from entrepot.round_stop_item as n
            join entrepot.round_stop as s on s.warehouse_id = n.warehouse_id and s.round_id = n.round_id and s.stop_id = n.stop_id
            join entrepot.item as i on i.item_id = n.item_id
            where n.warehouse_id = \(round.warehouse.number) and n.round_id = \(round.id) order by s.sequence, i.sku
            """
        ) { row in
            StopItemRecord(
                stop: try row.get(0), item: Identifier(try row.get(1)), sku: try row.get(2), planned: try row.get(3), wanted: try row.get(4)
            )
        }
    }

    /// Notes that the vehicle arrived.
    package static func arrived(at stop: Int64, of round: RoundRecord, instant: Timestamp?, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.round_stop
            set arrived_at = coalesce(\(instant.map { InstantMicroseconds($0.microseconds) }), clock_timestamp())
            where warehouse_id = \(round.warehouse.number) and round_id = \(round.id) and stop_id = \(stop)
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
            set delivered_at = coalesce(\(instant.map { InstantMicroseconds($0.microseconds) }), delivered_at, clock_timestamp()),
                outcome = \(outcome.rawValue), people = coalesce(\(people), people), women = coalesce(\(women), women),
                children = coalesce(\(children), children), quality = coalesce(\(quality), quality), note = coalesce(\(note), note)
            where warehouse_id = \(round.warehouse.number) and round_id = \(round.id) and stop_id = \(stop)
            """)
    }

    /// Writes how many people a service was given to at a stop.
    package static func service(_ name: String, people: Int64, stop: Int64, of round: RoundRecord, in transaction: Transaction) async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.round_stop_service (warehouse_id, round_id, stop_id, service, served)
            values (\(round.warehouse.number), \(round.id), \(stop), \(name), \(people))
            on conflict (warehouse_id, round_id, stop_id, service) do update set served = excluded.served
            """)
    }
}
