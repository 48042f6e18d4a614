import EntrepotService
import EntrepotStore
import FunderReports
import Measures
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Nights that are due")
struct NightlyJobsTests {
    private func nights(_ scene: ReportScene) async throws -> [String] {
        try await scene.owner.query(
            "select until_on::text || ' ' || state || ' ' || attempts from entrepot.report_run order by until_on"
        ) { row in try row.get(0, as: String.self) }
    }

    @Test("are made from the day the warehouse was made, the oldest first, and once however many are at it")
    func once() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        let house = scene.house
        let sealed = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await NightlyJobs(house).run().sealed } }
            return try await group.reduce(0, +)
        }
        #expect(sealed == 3)
        #expect(try await nights(scene) == ["2024-03-10 sealed 1", "2024-03-11 sealed 1", "2024-03-12 sealed 1"])
        #expect(try await NightlyJobs(house).run() == NightlyRun())
        await scene.close()
    }

    @Test("are made however many were missed, the oldest first, some in each run until none is missing")
    func manyMissed() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        // 10 March to 30 April: 22 nights of March and 30 of April.
        try await scene.setClock("2024-05-01T08:00:00+02:00")
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun(sealed: 31, missing: 21))
        let made = try await nights(scene).filter { $0.contains("sealed") }
        // 22 of March, then nine.
        #expect(made.count == 31 && made.first == "2024-03-10 sealed 1" && made.last == "2024-04-09 sealed 1")
        #expect(try await NightlyJobs(scene.house).run(ceiling: 20) == NightlyRun(sealed: 20, missing: 1))
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun(sealed: 1, missing: 0))
        #expect(try await nights(scene).count == 52)
        await scene.close()
    }

    @Test("are not due again because the house now writes in another language")
    func otherLanguage() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        #expect(try await NightlyJobs(scene.house).run().sealed == 3)
        var rules = scene.house.rules
        rules.reportLanguage = "fr"
        let french = House(store: scene.house.store, rules: rules, logger: scene.house.logger, now: scene.house.now)
        #expect(try await NightlyJobs(french).run() == NightlyRun())
        await scene.close()
    }

    @Test("are sealed only by the newest claim")
    func fence() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-11T08:00:00+01:00")
        let jobs = NightlyJobs(scene.house)
        try await ReportRunQueries.insertDueNights(
            warehouse: scene.warehouse.id, language: .english, through: scene.house.store.pool)
        let stale = try #require(try await jobs.claim(scene.warehouse))
        // While the lease holds nobody else gets it.
        #expect(try await jobs.claim(scene.warehouse) == nil)
        // The daemon that held it slept past its lease.
        try await scene.owner.execute("update entrepot.report_run set lease_until = now() - interval '1 second'")
        let fresh = try #require(try await jobs.claim(scene.warehouse))
        #expect(fresh.fence == stale.fence + 1)
        #expect(try await jobs.make(stale, scene.warehouse) == false)
        #expect(try await nights(scene) == ["2024-03-10 due 2"])
        #expect(try await jobs.make(fresh, scene.warehouse) == true)
        #expect(try await jobs.make(stale, scene.warehouse) == false)
        #expect(try await nights(scene) == ["2024-03-10 sealed 2"])
        await scene.close()
    }

    @Test("that do not close are kept with the reason and tried again when the pause is over")
    func failing() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-13T08:00:00+01:00")
        try await scene.owner.execute(
            "update entrepot.balance set on_hand = on_hand + 7 where lot_id = (select lot_id from entrepot.lot where code = 'H1')")
        // Every night up to the day of the receipt is 7 too many at its end and none at its beginning.
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun(sealed: 0, missing: 3))
        #expect(try await nights(scene) == ["2024-03-10 failed 1", "2024-03-11 failed 1", "2024-03-12 failed 1"])
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun(sealed: 0, missing: 3))
        try await scene.owner.execute(
            "update entrepot.balance set on_hand = on_hand - 7 where lot_id = (select lot_id from entrepot.lot where code = 'H1')")
        try await scene.owner.execute("update entrepot.report_run set lease_until = now() - interval '1 second'")
        #expect(try await NightlyJobs(scene.house).run() == NightlyRun(sealed: 3, missing: 0))
        #expect(try await nights(scene) == ["2024-03-10 sealed 2", "2024-03-11 sealed 2", "2024-03-12 sealed 2"])
        await scene.close()
    }
}
