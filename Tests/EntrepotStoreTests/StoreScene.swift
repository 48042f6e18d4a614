import EntrepotStore
import Measures
import PostgresClient
import StockLedger
import TestSupport

/// A database with the whole schema and a small house in it: warehouse `main` with two bins, a van and a tank, one association, two
/// items.
struct StoreScene: Sendable {
    /// As the superuser, who also owns the schema here.
    let owner: ConnectionParameters
    /// As the daemon's role.
    let store: Store
    let warehouse: Identifier<Warehouse>
    let items: [Identifier<Item>]
    let places: [String: Identifier<Place>]
    let association: Identifier<Owner>

    /// The folder `Schema` of the repository.
    static let schemaPath = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"

    /// Makes the roles of the schema once on the cluster, whoever comes first.
    static func makeRoles(_ connection: Connection) async throws {
        try await connection.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
    }

    /// A new database with the schema and nothing in it.
    static func emptyDatabase() async throws -> ConnectionParameters {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await makeRoles(connection)
        _ = try await Migrator(files: SchemaDirectory(path: schemaPath), connection: connection).run()
        await connection.close()
        return parameters
    }

    /// The house, with a pool of the daemon's role of so many connections.
    static func make(connections: Int = 8) async throws -> StoreScene {
        let parameters = try await emptyDatabase()
        let connection = try await Connection.open(parameters)
        let warehouse: Int64 = try await connection.value(
            "select entrepot.create_warehouse('main', 'Main', 'Europe/Paris', null, null, null)")
        try await connection.executeScript(
            """
            insert into entrepot.organisation (code, name) values ('auberge', 'Auberge');
            insert into entrepot.item (sku, name, base_unit) values ('blanket', 'Blanket', 'piece'), ('soap', 'Soap', 'piece');
            insert into entrepot.place (warehouse_id, code, kind, holds_stock)
            select warehouse_id, a.code, a.kind, true from entrepot.warehouse,
                (values ('a1', 'bin'), ('a2', 'bin'), ('van', 'vehicle'), ('cuve', 'tank')) as a (code, kind);
            """)
        let places = try await connection.query("select code, place_id from entrepot.place") { row in
            (try row.get(0, as: String.self), Identifier<Place>(try row.get(1)))
        }
        let items: [Int64] = try await connection.column("select item_id from entrepot.item order by sku")
        let association: Int64 = try await connection.value("select organisation_id from entrepot.organisation")
        await connection.close()
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        return StoreScene(
            owner: parameters, store: Store(daemon, limits: .init(connections: connections)),
            warehouse: Identifier(warehouse), items: items.map { Identifier($0) },
            places: Dictionary(uniqueKeysWithValues: places), association: Identifier(association))
    }

    /// A second daemon over the same database.
    func anotherStore() -> Store {
        var daemon = owner
        daemon.role = "entrepot_daemon"
        return Store(daemon, limits: .init(connections: 4))
    }

    func place(_ code: String) throws -> Identifier<Place> {
        guard let place = places[code] else { throw SceneFault.noPlace(code) }
        return place
    }

    enum SceneFault: Error {
        case noPlace(String)
    }

    /// So much of a new lot received into a place; the lot's number.
    func receive(_ units: Int64, into place: String = "a1", lot: String? = nil, at instant: Timestamp? = nil) async throws -> Identifier<
        Lot
    > {
        var posting = Posting(
            reason: .received, actor: "zoe", scope: .everything,
            lines: [PostingLine(lot: .new(0), from: try self.place("donor"), to: try self.place(place), quantity: try Quantity(units))])
        posting.newLots = [NewLot(code: lot, item: items[0], owner: association)]
        posting.occurredAt = instant
        let outcome = try await store.lanes.post(posting, warehouse: warehouse)
        let found: Int64 = try await store.pool.value(
            "select lot_id from entrepot.movement_line where warehouse_id = \(warehouse.number) and movement_id = \(outcome.movement)")
        return Identifier(found)
    }

    /// A movement of one line.
    func posting(_ reason: MovementReason, _ lot: Identifier<Lot>, _ from: String, _ to: String, _ units: Int64) throws -> Posting {
        Posting(
            reason: reason, actor: "zoe", scope: .everything,
            lines: [PostingLine(lot: .existing(lot), from: try place(from), to: try place(to), quantity: try Quantity(units))])
    }

    /// `place lot on_hand`, one line a balance, in order.
    func balances() async throws -> [String] {
        try await store.pool.column(
            """
            select format('%s %s %s', p.code, b.lot_id, b.on_hand) from entrepot.balance b
            join entrepot.place p using (warehouse_id, place_id) where warehouse_id = \(warehouse.number) order by p.code, b.lot_id
            """)
    }

    /// The faults `verify` finds, one line each.
    func faults() async throws -> [String] {
        try await store.pool.column(
            """
            select format('%s %s booked %s derived %s', fault, p.code, booked, derived) from entrepot.verify_books(\(warehouse.number)) v
            left join entrepot.place p on p.warehouse_id = \(warehouse.number) and p.place_id = v.place_id order by 1
            """)
    }

    /// Runs a script as the owner.
    func asOwner(_ script: String) async throws {
        let connection = try await Connection.open(owner)
        do {
            try await connection.executeScript(script)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
