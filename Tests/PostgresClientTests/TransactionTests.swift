import PostgresClient
import Synchronization
import TestSupport
import Testing

/// Lets tasks meet: everyone who arrives waits until the given number has arrived; later ones pass.
actor MeetingPoint {
    private let number: Int
    private var arrived = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of number: Int) {
        self.number = number
    }

    func arrive() async {
        arrived += 1
        if arrived >= number {
            for continuation in waiting { continuation.resume() }
            waiting.removeAll()
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }
}

/// How often the closures of several tasks ran.
final class RunCount: Sendable {
    private let runs = Atomic<Int>(0)
    var value: Int { runs.load(ordering: .relaxed) }
    func add() { runs.wrappingAdd(1, ordering: .relaxed) }
}

/// A pool on a new database in which the script was run.
func freshPool(_ connections: Int = 4, script: String) async throws -> ConnectionPool {
    let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: connections))
    try await pool.executeScript(script)
    return pool
}

/// A table whose rows end their own session when the transaction that inserted them commits.
let diesAtCommit = """
    create table a (n int);
    create function die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger dies_at_commit after insert on a deferrable initially deferred
        for each row execute function die();
    """

@Suite("Running transactions", .timeLimit(.minutes(1)))
struct TransactionTests {
    @Test("What the closure did is kept when it returns and undone when it throws")
    func commitAndRollback() async throws {
        struct Refusal: Error {}
        let pool = try await freshPool(script: "create table a (n int)")
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

    @Test("A savepoint undoes its part only")
    func savepoint() async throws {
        let pool = try await freshPool(script: "create table a (n int constraint n_is_once unique)")
        try await pool.transaction { transaction in
            try await transaction.execute("insert into a values (1)")
            do {
                try await transaction.savepoint { inner in
                    try await inner.execute("insert into a values (2)")
                    try await inner.execute("insert into a values (1)")
                }
                Issue.record("the second 1 must be refused")
            } catch let error as PostgresError {
                #expect(error.constraint == "n_is_once")
            }
            try await transaction.execute("insert into a values (3)")
        }
        #expect(try await pool.column("select n from a order by n", as: Int.self) == [1, 3])
    }

    @Test("A closure that hides a failed statement does not pass as committed")
    func hiddenFailure() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction { transaction in
                try await transaction.execute("insert into a values (1)")
                _ = try? await transaction.execute("insert into missing values (1)")
            }
        }
        #expect(error?.kind == .transactionAborted)
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 0)
    }

    @Test("A transaction is of no use after its closure")
    func ended() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let kept = try await pool.transaction { transaction in transaction }
        let error = await #expect(throws: PostgresError.self) { try await kept.execute("insert into a values (1)") }
        #expect(error?.kind == .transactionEnded)
    }

    @Test("A read-only transaction refuses to write")
    func readOnly() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction(isolation: .repeatableRead, readOnly: true) { try await $0.execute("insert into a values (1)") }
        }
        #expect(error?.sqlState == SQLState(rawValue: "25006"))
    }

    @Test("A serialization failure runs the closure again until it succeeds")
    func serialization() async throws {
        let pool = try await freshPool(script: "create table balance (amount int8); insert into balance values (0)")
        let meeting = MeetingPoint(of: 2)
        let runs = RunCount()
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    try await pool.transaction(isolation: .repeatableRead) { transaction in
                        runs.add()
                        let amount = try await transaction.value("select amount from balance", as: Int64.self)
                        // Both have read 0 before either writes: one of them must fail and read again.
                        await meeting.arrive()
                        try await transaction.execute("update balance set amount = \(amount + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        // The loser may fail a second time: its new snapshot is right only once the winner's commit is in it.
        #expect(try await pool.value("select amount from balance", as: Int64.self) == 2)
        #expect(pool.statistics.retries >= 1)
        #expect(runs.value == 2 + pool.statistics.retries)
    }

    @Test("A deadlock is broken by the server and the loser runs again")
    func deadlock() async throws {
        let pool = try await freshPool(script: "create table balance (id int, amount int8); insert into balance values (1, 0), (2, 0)")
        let meeting = MeetingPoint(of: 2)
        let runs = RunCount()
        try await withThrowingTaskGroup { group in
            for order in [[1, 2], [2, 1]] {
                group.addTask {
                    try await pool.transaction { transaction in
                        runs.add()
                        try await transaction.execute("update balance set amount = amount + 1 where id = \(order[0])")
                        await meeting.arrive()
                        try await transaction.execute("update balance set amount = amount + 1 where id = \(order[1])")
                    }
                }
            }
            try await group.waitForAll()
        }
        // Both committed once each. On a busy machine both may be chosen as victims, or the loser may meet the other again: any number of
        // retries from 1 up is right, and each is one run more than the two commits.
        #expect(try await pool.column("select amount from balance order by id", as: Int64.self) == [2, 2])
        #expect(pool.statistics.retries >= 1)
        #expect(runs.value == 2 + pool.statistics.retries)
    }

    @Test("Runs are bounded, and the last error is the one that is thrown")
    func bounded() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let runs = Atomic<Int>(0)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction(retry: TransactionRetry(attempts: 3, firstWait: .milliseconds(1))) { transaction in
                runs.wrappingAdd(1, ordering: .relaxed)
                try await transaction.execute("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
            }
        }
        #expect(error?.sqlState == .serializationFailure)
        #expect(runs.load(ordering: .relaxed) == 3)
    }

    @Test("A connection lost before COMMIT runs the closure again on another")
    func lostBeforeCommit() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let runs = Atomic<Int>(0)
        try await pool.transaction { transaction in
            try await transaction.execute("insert into a values (1)")
            guard runs.wrappingAdd(1, ordering: .relaxed).newValue == 1 else { return }
            try await transaction.execute("select pg_terminate_backend(pg_backend_pid())")
        }
        #expect(runs.load(ordering: .relaxed) == 2)
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 1)
    }

    @Test("A backend that dies at COMMIT leaves the outcome unknown")
    func killedAtCommit() async throws {
        let pool = try await freshPool(script: diesAtCommit)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction { transaction in try await transaction.execute("insert into a values (1)") }
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.isTransient == false)
        let alone = await #expect(throws: PostgresError.self) { try await pool.execute("insert into a values (1)") }
        #expect(alone?.kind == .outcomeUnknown)
        let query = await #expect(throws: PostgresError.self) {
            try await pool.query("insert into a values (1) returning n", writes: true) { row in try row.get("n", as: Int.self) }
        }
        #expect(query?.kind == .outcomeUnknown)
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 0)
    }

    @Test("A commit that does not wait for its synchronous standby leaves the outcome unknown")
    func standbyNotWaitedFor() async throws {
        let cluster = try await ScratchCluster.startPrivate()
        let pool = ConnectionPool(cluster.administrator)
        try await pool.execute("create table a (n int)")
        try await pool.execute("alter system set synchronous_standby_names = 'nobody'")
        try await pool.execute("select pg_reload_conf()")
        let watcher = try await Connection.open(cluster.administrator)
        let commit = Task {
            await #expect(throws: PostgresError.self) {
                try await pool.transaction { transaction in try await transaction.execute("insert into a values (1)") }
            }
        }
        // The server itself says when the commit waits; each look is a round trip, until it does.
        var cancelled = false
        while !cancelled {
            cancelled = try await watcher.column(
                "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'", as: Bool.self
            ).contains(true)
        }
        #expect(await commit.value?.kind == .outcomeUnknown)
        // It is there all the same.
        #expect(try await watcher.value("select count(*) from a", as: Int.self) == 1)
    }
}
