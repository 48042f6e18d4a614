import EntrepotService
import EntrepotStore
import FunderReports
import Logging
import Measures
import PlainJSON
import PostgresClient
import Synchronization
import Testing

/// What was logged as a warning.
private final class Warnings: Sendable {
    let lines = Mutex<[String]>([])
}

private struct WarningLog: LogHandler {
    let warnings: Warnings
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        warnings.lines.withLock { $0.append("\(event.message)") }
    }
}

@Suite("Watching the clock", .timeLimit(.minutes(2)))
struct ClockWatchTests {
    /// The machine's two clocks, moved by hand.
    private final class Machine: Sendable {
        let time = HeldClock()
        let uptime = Mutex<Int64>(0)

        func pass(seconds: Int64) {
            uptime.withLock { $0 += seconds * 1_000_000 }
            time.set(Timestamp(microseconds: time.value.microseconds + seconds * 1_000_000))
        }
    }

    private func scene() async throws -> (ReportScene, Machine, ClockWatch, Warnings) {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        let machine = Machine()
        machine.time.set(scene.house.now())
        let warnings = Warnings()
        let watch = ClockWatch(
            scene.house.store,
            machine: ClockWatch.Machine(now: { machine.time.value }, uptime: { machine.uptime.withLock { $0 } }), limits: ClockLimits(),
            logger: Logger(label: "tests") { _ in WarningLog(warnings: warnings) })
        return (scene, machine, watch, warnings)
    }

    @Test("a daemon forty days ahead of its database seals nothing, says so once a minute, and books by the database's time")
    func daemonAhead() async throws {
        let (scene, machine, watch, warnings) = try await scene()
        machine.time.set(Timestamp(microseconds: scene.house.now().microseconds + 40 * 86_400_000_000))
        for _ in 0..<13 {
            #expect(try await watch.look().word == "apart")
            machine.pass(seconds: 5)
            try await scene.setClock(after: 5)
        }
        // A minute passed within thirteen looks: two warnings.
        #expect(warnings.lines.withLock { $0.count } == 2)
        // The last look, and five seconds since.
        #expect(watch.now() == scene.house.now())
        let jobs = HouseJobs.all(scene.house, watch: watch)
        let nights = try #require(jobs.first { $0.name == "nights" })
        #expect(try await nights.run() == "held: the clock is apart")
        #expect(try await scene.owner.value("select count(*) from entrepot.report_run", as: Int64.self) == 0)
        // Set right, the three nights are made.
        machine.time.set(scene.house.now())
        #expect(try await nights.run() == "sealed=3")
        await scene.close()
    }

    @Test("a leap of the database's clock holds the nights of every daemon until it is accepted, and then makes them")
    func leapt() async throws {
        let (scene, machine, watch, _) = try await scene()
        #expect(try await watch.look() == .right)
        let nights = try #require(HouseJobs.all(scene.house, watch: watch).first { $0.name == "nights" })
        #expect(try await nights.run() == "sealed=3")
        // Forty days in ten seconds, on all clocks but the uptime's.
        try await scene.setClock("2024-04-22T08:00:00+02:00")
        machine.time.set(scene.house.now())
        machine.pass(seconds: 10)
        #expect(try await nights.run() == "held: the clock is leapt")
        // Another daemon that starts now, and one that does not look at all.
        let other = ClockWatch(
            scene.house.store, machine: ClockWatch.Machine(now: { machine.time.value }, uptime: { 0 }), limits: ClockLimits(),
            logger: scene.house.logger)
        #expect(try await other.look().word == "leapt")
        #expect(try await NightlyJobs(scene.house).run().sealed == 0)

        let answer = try await AcceptClock(
            scene.house.desk(Entry(command: "admin clock accept", words: "x"), as: "root"), watch: watch
        ).run()
        #expect(answer.pairs.text("clock") == "right")
        #expect(answer.pairs.text("now") == "2024-04-22T06:00:00Z")
        #expect(
            try await scene.owner.value(
                "select actor || ' ' || command from entrepot.audit order by audit_id desc limit 1", as: String.self)
                == "root admin clock accept")
        #expect(try await other.look() == .right)
        // 13 March to 21 April: 40 nights, 31 in one run and 9 in the next.
        #expect(try await nights.run() == "sealed=31 missing=9")
        #expect(try await nights.run() == "sealed=9")
        #expect(try await nights.run() == nil)
        await scene.close()
    }

    @Test("a clock set back below what the books have seen holds the nights, and goes on by itself when it is right again")
    func setBack() async throws {
        let (scene, machine, watch, _) = try await scene()
        #expect(try await watch.look() == .right)
        try await scene.setClock("2024-03-12T08:00:00+01:00")
        machine.time.set(scene.house.now())
        #expect(try await watch.look().word == "behind")
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun())
        try await scene.setClock("2024-03-13T08:01:00+01:00")
        machine.time.set(scene.house.now())
        #expect(try await watch.look() == .right)
        await scene.close()
    }

    @Test("nobody seals a report by hand while the clock is in doubt, or before its days are over by the database")
    func byHand() async throws {
        let (scene, _, watch, _) = try await scene()
        try await watch.look()
        try await scene.owner.execute("update entrepot.clock_mark set leapt_to = seen_at + interval '9 days'")
        var words = RunReport.Asked(.nightly)
        words.date = "2024-03-12"
        let entry = Entry(command: "x", words: "x")
        let held = await #expect(throws: PostgresError.self) { _ = try await RunReport(scene.house.desk(entry)).run(words) }
        #expect(held?.constraint == "report_is_sealed_by_a_trusted_clock")
        try await scene.owner.execute("update entrepot.clock_mark set leapt_to = null")
        // The house believes in the 13th, the database is still in the 12th.
        try await scene.holdDatabaseClock("2024-03-12T20:00:00+01:00")
        try await scene.owner.execute("update entrepot.clock_mark set seen_at = '2024-03-12T12:00:00+01:00'")
        let early = await #expect(throws: PostgresError.self) { _ = try await RunReport(scene.house.desk(entry)).run(words) }
        #expect(early?.constraint == "report_is_sealed_after_its_days")
        await scene.close()
    }
}

@Suite("The books are verified every night")
struct NightlyVerificationTests {
    @Test("once a day and warehouse, however many daemons run, and what is wrong is counted")
    func once() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        let pool = scene.house.store.pool
        #expect(try await VerificationQueries.last(from: pool) == nil)
        let house = scene.house
        let deeds = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<3 { group.addTask { try await NightlyVerification(house).run() } }
            return try await group.reduce(into: [String]()) { deeds, deed in if let deed { deeds.append(deed) } }
        }
        #expect(deeds == ["warehouses=1 faults=0"])
        #expect(try await VerificationQueries.last(from: pool)?.faults == 0)

        // Seven blankets out of nowhere are one balance that does not agree.
        try await scene.owner.execute(
            "update entrepot.balance set on_hand = on_hand + 7 where lot_id = (select lot_id from entrepot.lot where code = 'H1')")
        #expect(try await NightlyVerification(scene.house).run() == nil)
        try await scene.setClock("2024-03-14T08:00:00+01:00")
        let found = try await BookQueries.verify(scene.warehouse.id, from: pool).count
        #expect(found >= 1)
        #expect(try await NightlyVerification(scene.house).run() == "warehouses=1 faults=\(found)")
        #expect(try await VerificationQueries.last(from: pool)?.faults == Int64(found))
        await scene.close()
    }

    @Test("one that a dead daemon began is taken over after an hour")
    func takenOver() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        let pool = scene.house.store.pool
        #expect(try await VerificationQueries.claim(scene.warehouse.id, by: "first", through: pool) != nil)
        #expect(try await VerificationQueries.claim(scene.warehouse.id, by: "second", through: pool) == nil)
        try await scene.owner.execute("update entrepot.verification set began_at = began_at - interval '61 minutes'")
        #expect(try await NightlyVerification(scene.house).run() == "warehouses=1 faults=0")
        await scene.close()
    }
}
