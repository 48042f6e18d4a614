import EntrepotStore
import Glibc
import PostgresClient
import TestSupport
import Testing

/// A copy of the schema's folder that a test may change.
private struct SchemaCopy {
    let path: String

    init() throws {
        var template = Array("/tmp/schema-copy-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ScratchFault() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for folder in ["migrations", "routines", "views", "grants"] { mkdir("\(path)/\(folder)", 0o755) }
        let files = try SchemaDirectory(path: StoreScene.schemaPath)
        for file in files.migrations { try write("migrations/\(file.name)", file.text) }
        for file in files.applied { try write(file.name, file.text) }
    }

    struct ScratchFault: Error {}

    func write(_ name: String, _ text: String) throws {
        guard let file = fopen("\(path)/\(name)", "wb") else { throw ScratchFault() }
        defer { fclose(file) }
        let octets = Array(text.utf8)
        guard fwrite(octets, 1, octets.count, file) == octets.count else { throw ScratchFault() }
    }

    func remove() {
        for folder in ["migrations", "routines", "views", "grants"] {
            for name in (try? SchemaDirectory(path: path)).map({ $0.migrations.map { "migrations/\($0.name)" } + $0.applied.map(\.name) })
                ?? []
            {
                unlink("\(path)/\(name)")
            }
            rmdir("\(path)/\(folder)")
        }
        rmdir(path)
    }
}

@Suite("Bringing a database to the schema", .timeLimit(.minutes(2)))
struct MigratorTests {
    private func run(_ path: String, _ parameters: ConnectionParameters) async throws -> Migrator.Outcome {
        let connection = try await Connection.open(parameters)
        do {
            let outcome = try await Migrator(files: SchemaDirectory(path: path), connection: connection).run()
            await connection.close()
            return outcome
        } catch {
            await connection.close()
            throw error
        }
    }

    private func freshDatabase() async throws -> ConnectionParameters {
        let parameters = try await ScratchCluster.freshDatabase()
        let connection = try await Connection.open(parameters)
        try await StoreScene.makeRoles(connection)
        await connection.close()
        return parameters
    }

    @Test("a fresh database runs everything, and the second run nothing")
    func twice() async throws {
        let parameters = try await freshDatabase()
        let files = try SchemaDirectory(path: StoreScene.schemaPath)
        let first = try await run(StoreScene.schemaPath, parameters)
        #expect(first.version == files.version)
        #expect(first.ran == files.migrations.map(\.name) + files.applied.map(\.name).sorted())
        let second = try await run(StoreScene.schemaPath, parameters)
        #expect(second.version == files.version)
        #expect(second.ran == [])
    }

    @Test("of twenty migrators at once one migrates and nineteen find it done")
    func atOnce() async throws {
        let parameters = try await freshDatabase()
        let outcomes = try await withThrowingTaskGroup(of: Migrator.Outcome.self) { group in
            for _ in 0..<20 { group.addTask { try await run(StoreScene.schemaPath, parameters) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { !$0.ran.isEmpty }.count == 1)
        #expect(Set(outcomes.map(\.version)).count == 1)
    }

    @Test("a migration that was changed after it ran is refused by name")
    func changed() async throws {
        let parameters = try await freshDatabase()
        _ = try await run(StoreScene.schemaPath, parameters)
        let copy = try SchemaCopy()
        defer { copy.remove() }
        let first = try SchemaDirectory(path: copy.path).migrations[0]
        try copy.write("migrations/\(first.name)", first.text + "\n-- changed\n")
        let fault = await #expect(throws: Migrator.Fault.self) { try await run(copy.path, parameters) }
        #expect(fault?.description == "migration \(first.name) was changed after it ran: put the old text back and write a new migration")
    }

    /// Four digits, as migrations begin.
    private func numbered(_ number: Int) -> String { String("\(10_000 + number)".dropFirst()) }

    @Test("a database that is newer than the program is refused by both names")
    func newer() async throws {
        let parameters = try await freshDatabase()
        let copy = try SchemaCopy()
        defer { copy.remove() }
        let files = try SchemaDirectory(path: copy.path)
        let next = "\(numbered(files.version + 1))_add_nothing.sql"
        try copy.write("migrations/\(next)", "SELECT 1;\n")
        _ = try await run(copy.path, parameters)
        let fault = await #expect(throws: Migrator.Fault.self) { try await run(StoreScene.schemaPath, parameters) }
        #expect(
            fault?.description
                == "the database is at migration \(next), newer than this program's \(files.migrations.last?.name ?? ""): install the newer program"
        )
    }

    @Test("a migration that fails leaves nothing behind")
    func failing() async throws {
        let parameters = try await freshDatabase()
        let copy = try SchemaCopy()
        defer { copy.remove() }
        let files = try SchemaDirectory(path: copy.path)
        let count = files.migrations.count
        try copy.write("migrations/\(numbered(files.version + 1))_fail.sql", "CREATE TABLE half (n int); SELECT 1/0;\n")
        await #expect(throws: PostgresError.self) { try await run(copy.path, parameters) }
        let connection = try await Connection.open(parameters)
        let rows: [Int64] = try await connection.column("select count(*) from entrepot.schema_migration")
        let tables: [Int64] = try await connection.column("select count(*) from pg_class where relname = 'half'")
        #expect(rows + tables == [Int64(count), 0])
        await connection.close()
    }

    @Test("a routine that changed is applied again")
    func routineAgain() async throws {
        let parameters = try await freshDatabase()
        _ = try await run(StoreScene.schemaPath, parameters)
        let copy = try SchemaCopy()
        defer { copy.remove() }
        let routine = try SchemaDirectory(path: copy.path).applied[0]
        try copy.write(routine.name, routine.text + "\n-- a word more\n")
        let outcome = try await run(copy.path, parameters)
        #expect(outcome.ran.contains(routine.name))
    }
}
