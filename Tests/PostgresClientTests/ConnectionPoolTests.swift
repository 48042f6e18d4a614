import PostgresClient
import Synchronization
import TestSupport
import Testing

/// Numbers in the order they came.
private final class Record: Sendable {
    private let kept = Mutex<[Int]>([])
    var numbers: [Int] { kept.withLock { $0 } }
    func add(_ number: Int) { kept.withLock { $0.append(number) } }
}

@Suite("Lending connections", .timeLimit(.minutes(1)))
struct ConnectionPoolTests {
    @Test("Sixty-four tasks share four connections")
    func sharing() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    try await pool.execute("insert into a values (\(number))")
                    try await pool.transaction { transaction in
                        try await transaction.execute("update a set n = n + 100 where n = \(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
        // 0 + 1 + … + 63 = 2,016, and 100 more for each of 64.
        #expect(try await pool.value("select sum(n)::int8 from a", as: Int.self) == 2_016 + 6_400)
        let statistics = pool.statistics
        #expect(statistics.opened <= 4)
        #expect(statistics.lent == 0 && statistics.waiting == 0 && statistics.broken == 0)
    }

    @Test("Callers are served in the order they asked")
    func fairness() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1))
        let served = Record()
        let lent = MeetingPoint(of: 2)
        let finish = MeetingPoint(of: 2)
        try await withThrowingTaskGroup { group in
            group.addTask {
                try await pool.withConnection { _ in
                    await lent.arrive()
                    await finish.arrive()
                }
            }
            await lent.arrive()
            for number in 1...5 {
                group.addTask { try await pool.withConnection { _ in served.add(number) } }
                while pool.statistics.waiting < number { await Task.yield() }
            }
            await finish.arrive()
            try await group.waitForAll()
        }
        #expect(served.numbers == [1, 2, 3, 4, 5])
    }

    @Test("Waiting ends at the deadline with an error of its own")
    func deadline() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1, wait: .milliseconds(20)))
        let error = try await pool.withConnection { _ in
            await #expect(throws: PostgresError.self) { try await pool.value("select 1", as: Int.self) }
        }
        #expect(error?.kind == .poolTimeout)
        #expect(error?.isTransient == true)
        #expect(pool.statistics.timeouts == 1 && pool.statistics.waiting == 0)
        #expect(try await pool.value("select 1", as: Int.self) == 1)
    }

    @Test("A cancelled caller leaves the queue")
    func cancelledWait() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1))
        try await pool.withConnection { _ in
            let waiting = Task { try await pool.value("select 1", as: Int.self) }
            while pool.statistics.waiting < 1 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            #expect(pool.statistics.waiting == 0)
        }
    }

    @Test("A cancelled read ends on the server, and the connection goes on")
    func cancelledRead() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1))
        let watcher = try await freshConnection()
        // Longer than this suite may take: a read that went on would be seen.
        let sleeping = Task { try await pool.query("select pg_sleep(3600), 'a long read'") { _ in } }
        var seen = 0
        while seen == 0 {
            seen = try await watcher.value(
                "select count(*) from pg_stat_activity where query like '%a long read%' and wait_event = 'PgSleep'", as: Int.self)
        }
        sleeping.cancel()
        await #expect(throws: CancellationError.self) { try await sleeping.value }
        #expect(try await pool.value("select 1", as: Int.self) == 1)
        #expect(pool.statistics.opened == 1)
    }

    @Test("A read that passes its deadline ends on the server")
    func readDeadline() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1))
        #expect(try await pool.value("select 1", as: Int.self) == 1)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.query("select pg_sleep(3600)", writes: false, deadline: .now + .milliseconds(50)) { _ in }
        }
        #expect(error?.kind == .deadlineExceeded)
        #expect(pool.statistics.broken == 0)
    }

    @Test("A write is not cancelled once it was sent")
    func uncancelledWrite() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let blocker = MeetingPoint(of: 2)
        let locked = MeetingPoint(of: 2)
        let lock = Task {
            try await pool.transaction { transaction in
                try await transaction.execute("lock table a in exclusive mode")
                await locked.arrive()
                await blocker.arrive()
            }
        }
        await locked.arrive()
        let write = Task { try await pool.execute("insert into a values (1)") }
        var waits = 0
        while waits == 0 {
            waits = try await pool.value(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", as: Int.self)
        }
        write.cancel()
        await blocker.arrive()
        try await lock.value
        #expect(try await write.value == 1)
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 1)
    }

    @Test("Sessions ended while idle are replaced before anyone notices")
    func endedWhileIdle() async throws {
        let pool = try await freshPool(script: "create table a (n int)")
        let watcher = try await freshConnection()
        let numbers = try await withThrowingTaskGroup { group in
            let meeting = MeetingPoint(of: 3)
            for _ in 0..<3 {
                group.addTask {
                    try await pool.withConnection { connection in
                        await meeting.arrive()
                        return await connection.processNumber
                    }
                }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        for number in numbers { _ = try await watcher.query("select pg_terminate_backend(\(number), 5000)") { _ in } }
        #expect(try await pool.execute("insert into a values (1)") == 1)
        #expect(try await pool.transaction { try await $0.execute("insert into a values (2)") } == 1)
        #expect(try await pool.column("select n from a order by n", as: Int.self) == [1, 2])
        #expect(pool.statistics.broken >= 1)
    }

    @Test("After the server was restarted the next statement works")
    func restarted() async throws {
        let cluster = try await ScratchCluster.startPrivate()
        let pool = ConnectionPool(cluster.administrator)
        try await pool.executeScript("create table a (n int)")
        try await cluster.restart()
        #expect(try await pool.execute("insert into a values (1)") == 1)
        try await cluster.restart()
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 1)
        try await cluster.restart()
        #expect(try await pool.transaction { try await $0.execute("insert into a values (2)") } == 1)
    }

    @Test("A transaction left open by a closure is rolled back")
    func leftOpen() async throws {
        let pool = try await freshPool(1, script: "create table a (n int)")
        try await pool.withConnection { connection in try await connection.executeScript("begin; insert into a values (1)") }
        #expect(try await pool.value("select count(*) from a", as: Int.self) == 0)
        #expect(pool.statistics.opened == 1)
    }

    @Test("Closing waits for what is lent and refuses the rest")
    func closing() async throws {
        let pool = ConnectionPool(try await ScratchCluster.freshDatabase(), limits: .init(connections: 1))
        let lent = MeetingPoint(of: 2)
        let finish = MeetingPoint(of: 2)
        let work = Task {
            try await pool.withConnection { connection in
                await lent.arrive()
                await finish.arrive()
                return try await connection.value("select 7", as: Int.self)
            }
        }
        await lent.arrive()
        let waiting = Task { try await pool.value("select 1", as: Int.self) }
        while pool.statistics.waiting < 1 { await Task.yield() }
        let closing = Task { await pool.close() }
        let refused = await #expect(throws: PostgresError.self) { try await waiting.value }
        #expect(refused?.kind == .poolClosed)
        await finish.arrive()
        #expect(try await work.value == 7)
        await closing.value
        let late = await #expect(throws: PostgresError.self) { try await pool.value("select 1", as: Int.self) }
        #expect(late?.kind == .poolClosed)
    }
}
