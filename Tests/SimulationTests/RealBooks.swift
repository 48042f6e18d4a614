import EntrepotService
import EntrepotStore
import Glibc
import Logging
import Measures
import PostgresClient
import Speech
import StockLedger
import TestSupport

/// The real side of a simulation: the use cases over a database of its own, whose connections are cut now and then.
final class RealBooks {
    /// What a command came to: an answer, or the code of its refusal.
    enum Outcome {
        case booked(Answer)
        case refused(String)
    }

    let house: House
    let main: Identifier<Warehouse>
    let port: Identifier<Warehouse>
    let administrator: Connection
    /// When operational days begin, in microseconds after midnight UTC: half a day from now, so that no run crosses it.
    let dayStarts: Int64
    /// Connections cut so far.
    private(set) var cuts = 0

    static let shelves = ["a1", "a2", "a3"]
    static let vans = ["van1", "van2"]
    static let sites = ["beach", "grove"]
    /// Items with whose they are; one owner each, so that nothing has to be said about whose goods are meant.
    static let items = ["soap": "auberge", "rice": "salam"]

    static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    init() async throws {
        let parameters = try await ScratchCluster.freshDatabase()
        administrator = try await Connection.open(parameters)
        try await administrator.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
        let schema = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"
        _ = try await Migrator(files: SchemaDirectory(path: schema), connection: administrator).run()
        let hour = (Self.clock() / 3_600_000_000 + 12) % 24
        dayStarts = hour * 3_600_000_000
        let starts = "\(hour):00"
        main = Identifier(
            try await administrator.value(
                "select entrepot.create_warehouse('main', 'Main', 'UTC', 50.95, 1.85, \(starts)::text::time)", as: Int64.self))
        port = Identifier(
            try await administrator.value(
                "select entrepot.create_warehouse('port', 'Port', 'UTC', null, null, \(starts)::text::time)", as: Int64.self))
        try await administrator.executeScript(
            """
            insert into entrepot.organisation (code, name) values ('auberge', 'Auberge'), ('salam', 'Salam');
            insert into entrepot.item (sku, name, base_unit, weight_grams, volume_ml)
            values ('soap', 'Soap', 'piece', 100, 100), ('rice', 'Rice', 'piece', 100, 100), ('lamp', 'Lamp', 'piece', 100, 100);
            insert into entrepot.place (warehouse_id, code, kind, holds_stock)
            select w.warehouse_id, a.code, 'bin', true from entrepot.warehouse as w, (values ('a1'), ('a2'), ('a3')) as a (code);
            """)
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: .init(connections: 4))
        try await store.catalogue.reload()
        house = House(
            store: store, rules: HouseRules(), logger: Logger(label: "simulation"), now: { Timestamp(microseconds: Self.clock()) })
        let entry = Entry(command: "seed", words: "seed", refusesRepeats: false)
        for (index, site) in Self.sites.enumerated() {
            var words = AddSite.Words(code: site)
            words.people = 30
            words.latitude = "50.9\(index + 6)"
            words.longitude = "1.85"
            words.warehouse = "main"
            _ = try await AddSite(house.desk(entry)).run(words)
        }
        for van in Self.vans {
            var words = AddVehicle.Words(code: van, kilograms: 1_000, litres: 5_000)
            words.warehouse = "main"
            _ = try await AddVehicle(house.desk(entry)).run(words)
        }
    }

    func close() async {
        await house.store.pool.close()
        await administrator.close()
    }

    /// Carries a command out under its key, again and again while the connection breaks; with `cutting` it is broken meanwhile.
    func carryOut(cutting: Bool, _ command: @escaping @Sendable (House) async throws -> Answer) async throws -> Outcome {
        var cutting = cutting
        while true {
            let house = house
            async let outcome = Self.outcome(house, command)
            if cutting {
                cuts += 1
                _ = try await administrator.column(
                    """
                    select pg_terminate_backend(pid)::text from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                    """, as: String.self)
                cutting = false
            }
            if let outcome = try await outcome { return outcome }
        }
    }

    /// Nil when the connection was lost.
    private static func outcome(_ house: House, _ command: @Sendable (House) async throws -> Answer) async throws -> Outcome? {
        do {
            return .booked(try await command(house))
        } catch let refusal as Refusal {
            return .refused(refusal.code.rawValue)
        } catch let error as PostgresError where error.isTransient || error.kind == .outcomeUnknown {
            return nil
        } catch let error as PostgresError {
            guard let refusal = Refusal(error) else { throw error }
            return .refused(refusal.code.rawValue)
        }
    }
}
