import EntrepotService
import EntrepotStore
import Glibc
import Logging
import Measures
import PlainJSON
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
    private let administrator: Connection
    /// Connections cut so far.
    private(set) var cuts = 0

    static let shelves = ["a1", "a2", "a3"]
    static let items = ["soap", "rice"]
    static let owners = ["auberge", "salam"]

    static func clock() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
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
        main = Identifier(
            try await administrator.value(
                "select entrepot.create_warehouse('main', 'Main', 'Europe/Paris', null, null, null)", as: Int64.self))
        port = Identifier(
            try await administrator.value(
                "select entrepot.create_warehouse('port', 'Port', 'Europe/Paris', null, null, null)", as: Int64.self))
        try await administrator.executeScript(
            """
            insert into entrepot.organisation (code, name) values ('auberge', 'Auberge'), ('salam', 'Salam');
            insert into entrepot.item (sku, name, base_unit) values ('soap', 'Soap', 'piece'), ('rice', 'Rice', 'piece');
            insert into entrepot.place (warehouse_id, code, kind, holds_stock)
            select w.warehouse_id, a.code, 'bin', true from entrepot.warehouse as w, (values ('a1'), ('a2'), ('a3')) as a (code);
            """)
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: .init(connections: 4))
        try await store.catalogue.reload()
        house = House(store: store, rules: HouseRules(), logger: Logger(label: "simulation"), now: { Self.clock() })
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
        }
    }

    /// Every balance of a warehouse: `place lot units`, in order.
    func balances(_ warehouse: Identifier<Warehouse>) async throws -> [String] {
        try await administrator.column(
            """
            select format('%s %s %s', p.code, l.code, b.on_hand) from entrepot.balance as b
            join entrepot.place as p using (warehouse_id, place_id) join entrepot.lot as l using (warehouse_id, lot_id)
            where b.warehouse_id = \(warehouse.number)
            """, as: String.self
        ).sorted()
    }

    /// The newest lines of the main warehouse, for the one who looks into a disagreement.
    func lastLines() async throws -> [String] {
        try await administrator.column(
            """
            select format('%s %s: %s %s %s %s', x.movement_id, m.reason, l.code, f.code, t.code, x.quantity)
            from entrepot.movement_line as x join entrepot.movement as m using (warehouse_id, movement_id)
            join entrepot.lot as l using (warehouse_id, lot_id)
            join entrepot.place as f on f.warehouse_id = x.warehouse_id and f.place_id = x.from_place_id
            join entrepot.place as t on t.warehouse_id = x.warehouse_id and t.place_id = x.to_place_id
            where x.warehouse_id = \(main.number) order by x.movement_id desc, x.line_number desc limit 6
            """, as: String.self)
    }

    /// Units of each item in a warehouse, in order of item.
    func totals(_ warehouse: Identifier<Warehouse>) async throws -> [String] {
        try await administrator.column(
            """
            select format('%s %s', i.sku, sum(b.on_hand)) from entrepot.balance as b join entrepot.lot as l using (warehouse_id, lot_id)
            join entrepot.item as i using (item_id) where b.warehouse_id = \(warehouse.number) group by i.sku order by i.sku
            """, as: String.self)
    }

    /// What `verify` finds in both warehouses.
    func faults() async throws -> Int64 {
        try await administrator.value(
            "select (select count(*) from entrepot.verify_books(\(main.number))) + (select count(*) from entrepot.verify_books(\(port.number)))",
            as: Int64.self)
    }

    /// How many movements the books of a warehouse hold.
    func movements(_ warehouse: Identifier<Warehouse>) async throws -> Int {
        Int(
            try await administrator.value("select count(*) from entrepot.movement where warehouse_id = \(warehouse.number)", as: Int64.self)
        )
    }

    func place(_ code: String) throws -> Identifier<Place> {
        guard let place = house.store.catalogue.current.place("main/\(code)") else { throw DaemonFault("no place \(code)") }
        return place.place.id
    }

    func item(_ sku: String) throws -> Identifier<Item> {
        guard let item = house.store.catalogue.current.item(sku) else { throw DaemonFault("no item \(sku)") }
        return item.item.id
    }

    func owner(_ code: String) throws -> Identifier<Owner> {
        guard let owner = house.store.catalogue.current.organisation(code) else { throw DaemonFault("no owner \(code)") }
        return owner.id
    }
}
