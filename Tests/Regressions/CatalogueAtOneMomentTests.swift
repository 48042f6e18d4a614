import EntrepotStore
import PostgresClient
import TestSupport
import Testing

// Several people set up their warehouses on the same morning. Each command read the catalogue again, warehouses first and places after;
// a warehouse that another command added in between had places and no code, and `warehouse add` was answered with «a code is 1 to 40 of
// a-z» although its warehouse was booked. The catalogue is read at one moment now, and a reading that was overtaken is not kept.
@Suite("The catalogue is read at one moment", .timeLimit(.minutes(1)))
struct CatalogueAtOneMomentTests {
    @Test("warehouses added while it is read never show without their places, nor places without their warehouse")
    func addedMeanwhile() async throws {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await connection.executeScript(
            """
            do $$ begin create role entrepot_daemon login; exception when duplicate_object or unique_violation then null; end $$;
            do $$ begin create role entrepot_reader login; exception when duplicate_object or unique_violation then null; end $$;
            """)
        let schema = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" } + "/Schema"
        _ = try await Migrator(files: SchemaDirectory(path: schema), connection: connection).run()
        var daemon = parameters
        daemon.role = "entrepot_daemon"
        let store = Store(daemon, limits: .init(connections: 4))
        let added = Task {
            for number in 1...100 {
                try await connection.execute(
                    "select entrepot.create_warehouse(\("w\(number)"), 'W', 'Europe/Paris', null, null, null)")
            }
        }
        var known = 0
        while known < 100 {
            let catalogue = try await store.catalogue.reload()
            // Seven places outside and the quarantine come with a warehouse; what matters is that each has as many as the first.
            let places = catalogue.warehouses.map { warehouse in catalogue.places.count { $0.warehouse == warehouse.id } }
            #expect(Set(places).count <= 1)
            #expect(catalogue.places.count == places.reduce(0, +))
            known = catalogue.warehouses.count
        }
        try await added.value
        #expect(store.catalogue.current.warehouses.count == 100)
        await store.pool.close()
        await connection.close()
    }
}
