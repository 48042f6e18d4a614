import PostgresClient
import TestSupport
import Testing

@Suite("Running transactions")
struct TransactionTests {
    private func pool(_ connections: Int = 4, script: String) async throws -> ConnectionPool {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: connections))
        try await pool.executeScript(script)
        return pool
    }

    @Test("What the closure did is kept when it returns and undone when it throws")
    func commitAndRollback() async throws {
        struct Refusal: Error {}
        let pool = try await pool(script: "create table a (n int)")
        let answer = try await pool.transaction { transaction in
            try await transaction.execute("insert into a values (1)")
            return "kept"
        }
        #expect(answer == "kept")
        await #expect(throws: Refusal.self) {
            try await pool.transaction { transaction in
                try await transaction.execute("insert into a values (2)")
                throw Refusal()
            }
        }
        #expect(try await pool.column("select n from a", as: Int.self) == [1])
    }

    @Test("A backend that dies at COMMIT leaves the outcome unknown")
    func killedAtCommit() async throws {
        let pool = try await pool(
            script: """
                create table a (n int);
                create function die() returns trigger language plpgsql as
                    $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
                create constraint trigger dies_at_commit after insert on a deferrable initially deferred
                    for each row execute function die();
                """)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction { transaction in try await transaction.execute("insert into a values (1)") }
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.isTransient == false)
        let alone = await #expect(throws: PostgresError.self) { try await pool.execute("insert into a values (1)") }
        #expect(alone?.kind == .outcomeUnknown)
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 0)
    }
}
