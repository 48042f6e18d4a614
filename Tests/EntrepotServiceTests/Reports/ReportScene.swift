import EntrepotService
import EntrepotStore
import Logging
import Measures
import PostgresClient
import StockLedger
import Synchronization
import TestSupport

/// A warehouse in Calais with two owners, two grants, two items, two shelves and a van; its days begin at 04:00. Nothing is booked yet.
struct ReportScene: Sendable {
    /// As the owner of the database: to prepare what has no use case here, and to tamper.
    let owner: ConnectionPool
    let house: House
    let warehouse: WarehouseRecord
    let clock: HeldClock

    static let blanket = "blanket"
    static let wood = "wood"

    static func make() async throws -> ReportScene {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await connection.executeScript(
            """
            do $$ begin
                perform pg_advisory_lock(77);
                if not exists (select from pg_roles where rolname = 'entrepot_daemon') then create role entrepot_daemon login; end if;
                if not exists (select from pg_roles where rolname = 'entrepot_reader') then create role entrepot_reader login; end if;
                perform pg_advisory_unlock(77);
            exception when duplicate_object or unique_violation then null;
            end $$;
            """)
        let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        _ = try await Migrator(files: SchemaDirectory(path: "\(root)/Schema"), connection: connection).run()
        try await connection.executeScript(
            """
            set search_path = entrepot, pg_temp;
            select create_warehouse('main', 'Calais', 'Europe/Paris', null, null, null);
            update warehouse set recorded_at = '2024-03-10 12:00+00';
            update clock_mark set seen_at = '2024-03-10 12:00+00';
            insert into organisation (code, name) values ('auberge', 'Auberge'), ('woodyard', 'Woodyard'), ('fund', 'Fondation');
            insert into item (sku, name, name_fr, category, base_unit) values
                ('blanket', 'Blanket', 'Couverture', 'bedding', 'piece'), ('wood', 'Firewood', 'Bois', 'heating', 'g');
            insert into place (warehouse_id, code, kind, holds_stock) values
                (1, 'a1', 'bin', true), (1, 'b2', 'bin', true), (1, 'van', 'vehicle', true);
            insert into funding_grant (code, funder_id, holder_id, home_warehouse_id, amount_minor, currency, from_on, until_on) values
                ('winter', 3, 1, 1, 1000000, 'EUR', '2024-01-01', '2024-12-31'), ('heat', 3, 2, 1, 500000, 'EUR', '2024-01-01', '2024-12-31');
            """)
        await connection.close()
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: ConnectionPool.Limits(connections: 6))
        let catalogue = try await store.catalogue.reload()
        let clock = HeldClock()
        let house = House(
            store: store, rules: HouseRules(), logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }, now: { clock.value })
        guard let warehouse = catalogue.warehouse("main") else { throw SceneError(description: "the warehouse is not there") }
        let scene = ReportScene(
            owner: ConnectionPool(parameters, limits: ConnectionPool.Limits(connections: 2)), house: house, warehouse: warehouse,
            clock: clock)
        try await scene.setClock("2024-03-12T20:00:00+01:00")
        return scene
    }

    func close() async {
        await house.store.pool.close()
        await owner.close()
    }

    /// Holds the house's clock and the database's at an instant, which the books have then seen.
    func setClock(_ instant: String) async throws {
        clock.set(try await self.instant(instant))
        try await holdDatabaseClock(instant)
    }

    /// Moves both clocks on by so many seconds.
    func setClock(after seconds: Int64) async throws {
        clock.set(Timestamp(microseconds: clock.value.microseconds + seconds * 1_000_000))
        try await holdDatabaseClock(clock.value.description)
    }

    /// Holds the database's clock alone.
    func holdDatabaseClock(_ instant: String) async throws {
        try await owner.withConnection { connection in
            try await connection.executeScript(
                """
                create or replace function entrepot.clock_now() returns timestamptz language sql volatile parallel safe
                    as $$ select timestamptz '\(instant)' $$;
                """)
        }
    }

    /// Gives every movement its position, waiting for older transactions of other tests on the same server.
    func settle() async throws {
        repeat {
            _ = try await BookQueries.assignPositions(warehouse.id, through: house.store.pool)
        } while try await !BookQueries.isPositioned(warehouse.id, from: house.store.pool)
    }

    func instant(_ text: String) async throws -> Timestamp {
        Timestamp(microseconds: try await owner.value("select \(text)::text::timestamptz", as: InstantMicroseconds.self).value)
    }

    /// A round of 12 March that came back: 120 people at the first stop, no access to the second; and one approved for the 13th at 09:00.
    /// 400 people live in the east by the count of the 11th, 36 at a restricted site in the west; each ten need a blanket a day.
    func addRound() async throws {
        try await owner.withConnection { connection in
            try await connection.executeScript(
                """
                set search_path = entrepot, pg_temp;
                insert into site (warehouse_id, code, zone, sensitivity, people) values
                    (1, 'dunes', 'east', 'normal', 250), (1, 'wood', 'west', 'restricted', 36);
                insert into site_headcount (warehouse_id, site_id, counted_at, people, counted_by) values
                    (1, 1, '2024-03-11 12:00+01', 400, 'zoe'), (1, 1, '2024-03-20 12:00+01', 90, 'zoe');
                insert into need (warehouse_id, item_id, units, per_days) values (1, 1, 1, 10);
                insert into vehicle (warehouse_id, code, place_id, capacity_grams, capacity_ml)
                    select 1, 'van', place_id, 1000000, 1000000 from place where code = 'van';
                insert into round (warehouse_id, vehicle_id, round_on, state, departs_at, opened_by) values
                    (1, 1, '2024-03-12', 'returned', '2024-03-12 09:00+01', 'zoe'), (1, 1, '2024-03-13', 'approved', '2024-03-13 09:00+01', 'zoe');
                insert into round_stop (warehouse_id, round_id, sequence, site_id, delivered_at, outcome, people, women, children, quality) values
                    (1, 1, 1, 1, '2024-03-12 12:00+01', 'served', 120, 20, 10, 'estimated'),
                    (1, 1, 2, 2, '2024-03-12 14:00+01', 'no-access', null, null, null, null),
                    (1, 2, 1, 2, null, null, null, null, null, null), (1, 2, 2, 1, null, null, null, null, null, null);
                insert into round_stop_item (warehouse_id, round_id, stop_id, item_id, planned, wanted) values (1, 2, 4, 1, 12, 40);
                reset search_path;
                """)
        }
    }

    private func place(_ code: String) throws -> Identifier<Place> {
        guard let place = house.store.catalogue.current.place("main/\(code)") else { throw SceneError(description: "no place \(code)") }
        return place.place.id
    }

    /// Books goods that come in as a new lot; gives the movement's number.
    @discardableResult
    func receive(
        _ item: String, _ units: Int64, owner: String, grant: String? = nil, cents: Int64? = nil, lot: String, at instant: String,
        expires: String? = nil
    ) async throws -> Int64 {
        let catalogue = house.store.catalogue.current
        guard let known = catalogue.item(item), let holder = catalogue.organisation(owner) else {
            throw SceneError(description: "no \(item) or \(owner)")
        }
        var posting = Posting(reason: .received, actor: "test", scope: .everything, lines: [])
        posting.isReceipt = true
        posting.value = try cents.map { try Money(minor: $0, currency: Currency("EUR")) }
        posting.newLots = [
            NewLot(
                code: lot, item: known.item.id, owner: holder.id, grant: grant.flatMap { catalogue.grant($0)?.id },
                expires: try expires.map { try CivilDate($0) })
        ]
        posting.lines = [PostingLine(lot: .new(0), from: try place("donor"), to: try place("a1"), quantity: try Quantity(units))]
        return try await post(posting, at: instant)
    }

    /// Books a movement of one lot.
    @discardableResult
    func move(
        _ reason: MovementReason, _ lot: String, _ units: Int64, from: String, to: String, at instant: String, reverses: Int64? = nil,
        corrects: Int64? = nil, round: Int64? = nil, stop: Int64? = nil
    ) async throws -> Int64 {
        let id: Int64 = try await owner.value("select lot_id from entrepot.lot where code = \(lot)")
        var posting = Posting(reason: reason, actor: "test", scope: .everything, lines: [])
        posting.lines = [
            PostingLine(lot: .existing(Identifier(id)), from: try place(from), to: try place(to), quantity: try Quantity(units))
        ]
        posting.reverses = reverses
        posting.corrects = corrects
        posting.round = round
        posting.stop = stop
        return try await post(posting, at: instant)
    }

    private func post(_ posting: Posting, at instant: String) async throws -> Int64 {
        var posting = posting
        posting.occurredAt = try await self.instant(instant)
        let outcome = try await house.store.lanes.post(posting, warehouse: warehouse.id)
        guard let movement = outcome.movement else { throw SceneError(description: "not booked: \(outcome)") }
        return movement
    }
}

/// Something a scene was asked for is not there.
struct SceneError: Error {
    let description: String
}

/// A time that tests move by hand.
final class HeldClock: Sendable {
    private let held = Mutex(Timestamp(microseconds: 0))

    var value: Timestamp { held.withLock { $0 } }

    func set(_ value: Timestamp) { held.withLock { $0 = value } }
}
