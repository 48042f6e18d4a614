import EntrepotStore
import Measures
import PostgresClient
import RoundPlanning
import Speech
import StockLedger
import TestSupport
import Testing

@Suite("One vehicle drives one round at a time", .timeLimit(.minutes(1)))
struct VehicleTimeTests {
    private let calais = Identifier<Warehouse>(1)

    /// A proposal for a vehicle, with planned times in UTC or without.
    private func propose(
        _ vehicle: Int64 = 1, on day: String = "2026-12-01", _ times: (from: String, until: String)? = nil, _ scene: ReadingScene
    ) async throws -> RoundRecord {
        let date = try CivilDate(day)
        let id = try await scene.store.pool.transaction { transaction in
            let id = try await RoundQueries.open(
                vehicle: vehicle, organisation: nil, date: date, actor: "lou", note: nil, warehouse: calais, in: transaction)
            if let times {
                try await transaction.execute(
                    """
                    update entrepot.round set departs_at = (\(day) || ' ' || \(times.from) || 'Z')::timestamptz,
                        returns_at = (\(day) || ' ' || \(times.until) || 'Z')::timestamptz where warehouse_id = 1 and round_id = \(id)
                    """)
            }
            return id
        }
        var filter = RoundQueries.Filter(limit: 1)
        filter.id = id
        return try #require(try await RoundQueries.all(filter, from: scene.store.pool).first)
    }

    /// Nil when it was let, else the code of the refusal.
    private func set(_ state: RoundState, _ round: RoundRecord, anyway: String? = nil, _ scene: ReadingScene) async throws -> String? {
        do {
            try await scene.store.pool.transaction { try await RoundQueries.set(state, of: round, anyway: anyway, in: $0) }
            return nil
        } catch let error as PostgresError {
            return try #require(ConstraintErrors.refusal(error)).code.rawValue
        }
    }

    @Test("of two plans approved at the same moment one has the van")
    func atOnce() async throws {
        let scene = try await ReadingScene.make()
        for day in 1...8 {
            let date = "2026-12-0\(day)"
            let rounds = [
                try await propose(on: date, ("08:00", "11:00"), scene), try await propose(on: date, ("10:00", "12:00"), scene),
            ]
            let told = try await withThrowingTaskGroup(of: String?.self) { group in
                for round in rounds { group.addTask { try await set(.approved, round, scene) } }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(told.filter { $0 == nil }.count == 1)
            #expect(told.compactMap(\.self) == ["PLAN.VEHICLE-TAKEN"])
        }
    }

    @Test("rounds follow each other, also to the minute; another van, another state and a draft take nothing")
    func after() async throws {
        let scene = try await ReadingScene.make()
        let morning = try await propose(on: "2026-12-01", ("08:00", "11:00"), scene)
        let noon = try await propose(on: "2026-12-01", ("11:00", "13:00"), scene)
        let across = try await propose(on: "2026-12-01", ("10:59", "11:01"), scene)
        #expect(try await set(.approved, morning, scene) == nil)
        #expect(try await set(.approved, noon, scene) == nil)
        #expect(try await set(.loading, across, scene) == "PLAN.VEHICLE-TAKEN")
        // The morning's is back and the noon's is called off: the van is free.
        #expect(try await set(.returned, morning, scene) == nil)
        #expect(try await set(.cancelled, noon, scene) == nil)
        #expect(try await set(.underway, across, scene) == nil)
    }

    @Test("a round without times has the van for its day, from four to four on the warehouse's clock")
    func wholeDay() async throws {
        let scene = try await ReadingScene.make()
        // 2 December is from 3:00 to 3:00 UTC.
        let day = try await propose(on: "2026-12-02", nil, scene)
        let before = try await propose(on: "2026-12-02", ("01:00", "03:00"), scene)
        let late = try await propose(on: "2026-12-03", ("02:59", "03:30"), scene)
        #expect(try await set(.approved, day, scene) == nil)
        #expect(try await set(.approved, before, scene) == nil)
        #expect(try await set(.approved, late, scene) == "PLAN.VEHICLE-TAKEN")
    }

    @Test("rounds of before that had one van together are kept, and the later one says so")
    func before() async throws {
        let connection = try await Connection.open(try await ScratchCluster.freshDatabase())
        try await StoreScene.makeRoles(connection)
        let migrations = try SchemaDirectory(path: StoreScene.schemaPath).migrations
        try await connection.executeScript("create schema entrepot; set search_path = entrepot, pg_temp")
        for file in migrations where (file.number ?? 0) <= 7 { try await connection.executeScript(file.text) }
        try await connection.executeScript(
            """
            insert into warehouse (code, name, time_zone) values ('main', 'Main', 'Europe/Paris');
            insert into warehouse_books (warehouse_id) values (1);
            insert into place (warehouse_id, code, kind, holds_stock) values (1, 'van', 'vehicle', true);
            insert into vehicle (warehouse_id, code, place_id, capacity_grams, capacity_ml) values (1, 'van', 1, 1, 1);
            insert into round (warehouse_id, vehicle_id, round_on, state, departs_at, returns_at, opened_by) values
                (1, 1, '2026-11-27', 'approved', '2026-11-27 08:00Z', '2026-11-27 11:00Z', 'lou'),
                (1, 1, '2026-11-27', 'approved', '2026-11-27 09:00Z', '2026-11-27 09:00Z', 'lou'),
                (1, 1, '2026-11-27', 'closed', '2026-11-27 09:00Z', '2026-11-27 10:00Z', 'lou'), (1, 1, '2026-11-28', 'draft', null, null, 'lou');
            """)
        for file in migrations where file.number == 8 { try await connection.executeScript(file.text) }
        let rows: [String] = try await connection.column(
            """
            select format('%s %s %s %s', round_id, to_char(occupied_from at time zone 'UTC', 'DD HH24:MI'),
                to_char(occupied_until at time zone 'UTC', 'DD HH24:MI'), shares_vehicle_because is not null) from round order by round_id
            """)
        #expect(rows == ["1 27 08:00 27 11:00 f", "2 27 09:00 27 09:01 t", "3 27 09:00 27 10:00 f", "4 28 03:00 29 03:00 f"])
        await connection.close()
    }

    @Test("two rounds share a van for a reason, which is kept; without need of one none is kept")
    func anyway() async throws {
        let scene = try await ReadingScene.make()
        let first = try await propose(on: "2026-12-04", ("08:00", "11:00"), scene)
        let second = try await propose(on: "2026-12-04", ("09:00", "10:00"), scene)
        #expect(try await set(.approved, first, anyway: "said to be safe", scene) == nil)
        #expect(try await set(.approved, second, anyway: "two short trips", scene) == nil)
        let kept: [String?] = try await scene.store.pool.column(
            "select shares_vehicle_because from entrepot.round where round_id >= \(first.id) order by round_id")
        #expect(kept == [nil, "two short trips"])
        // Sharing is its own: a third round is refused as before.
        let third = try await propose(on: "2026-12-04", ("09:30", "10:30"), scene)
        #expect(try await set(.approved, third, scene) == "PLAN.VEHICLE-TAKEN")
    }
}
