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
            for _ in 0..<4 { group.addTask { try await NightlyJobs(house).run() } }
            return try await group.reduce(0, +)
        }
        #expect(sealed == 3)
        #expect(try await nights(scene) == ["2024-03-10 sealed 1", "2024-03-11 sealed 1", "2024-03-12 sealed 1"])
        #expect(try await NightlyJobs(house).run() == 0)
        await scene.close()
    }

    @Test("are sealed only by the newest claim")
    func fence() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-03-11T08:00:00+01:00")
        let jobs = NightlyJobs(scene.house)
        try await ReportRunQueries.insertDueNights(
            warehouse: scene.warehouse.id, language: .english, at: scene.house.now(), days: 31, through: scene.house.store.pool)
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
        #expect(try await NightlyJobs(scene.house).run() == 0)
        #expect(try await nights(scene) == ["2024-03-10 failed 1", "2024-03-11 failed 1", "2024-03-12 failed 1"])
        #expect(try await NightlyJobs(scene.house).run() == 0)
        try await scene.owner.execute(
            "update entrepot.balance set on_hand = on_hand - 7 where lot_id = (select lot_id from entrepot.lot where code = 'H1')")
        try await scene.owner.execute("update entrepot.report_run set lease_until = now() - interval '1 second'")
        #expect(try await NightlyJobs(scene.house).run() == 3)
        #expect(try await nights(scene) == ["2024-03-10 sealed 2", "2024-03-11 sealed 2", "2024-03-12 sealed 2"])
        await scene.close()
    }
}
