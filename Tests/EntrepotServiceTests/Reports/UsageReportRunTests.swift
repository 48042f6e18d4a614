import EntrepotService
import EntrepotStore
import FunderReports
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("A grant's report, read from the books")
struct UsageReportRunTests {
    private let entry = Entry(command: "report run usage", words: "report run usage")

    private func facts(_ scene: ReportScene, _ grant: String, _ from: String, _ until: String) async throws -> UsageFacts {
        try await scene.settle()
        let warehouse = scene.warehouse
        let record = try #require(scene.house.store.catalogue.current.grant(grant))
        let at = scene.house.now()
        let period = try ReportingPeriod(first: CivilDate(from), last: CivilDate(until))
        return try await scene.house.store.pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            let books = try await ReportBooks(warehouse: warehouse, period: period, at: at, revision: 1, in: transaction)
            return try await UsageQueries.facts(books, grant: record, funder: "Fondation", holder: "Auberge")
        }
    }

    @Test("counts the lots of the grant alone, and follows their value to people, to the shelf and to losses")
    func grant() async throws {
        let scene = try await NightlyReportRunTests.smallDay(onRound: true)
        let facts = try await facts(scene, "winter", "2024-03-01", "2024-03-31")
        #expect(
            facts.flows == [
                FlowRow(
                    warehouse: "main", owner: "auberge", item: "blanket", grant: "winter", opening: 0,
                    incoming: [Flow(.received, 100), Flow(.counted, 2)], outgoing: [Flow(.distributed, 35)], losses: [Flow(.damaged, 3)],
                    closing: 64)
            ])
        // 500.00 EUR for 100 blankets, 5.00 each: 35 given, 64 there, 3 damaged less 2 found: 1 lost.
        #expect(facts.traces == [ValueTrace(.traced, 17_500), ValueTrace(.onHand, 32_000), ValueTrace(.lost, 500)])
        // They were given: no money was spent of it.
        #expect(facts.grant.lines == [])
        #expect(facts.inKind == [InKindValue(basis: "as-given", value: try Money(minor: 50_000, currency: Currency("EUR")))])
        #expect(facts.lotsWithoutValue == 0)
        let day = try CivilDate("2024-03-12")
        #expect(facts.contacts == [StopContacts(zone: "east", day: day, people: 120, women: 20, children: 10, quality: .estimated)])
        #expect(
            facts.headcounts == [
                Headcount(site: 1, zone: "east", day: try CivilDate("2024-03-11"), people: 400),
                Headcount(site: 1, zone: "east", day: try CivilDate("2024-03-20"), people: 90),
            ])
        await scene.close()
    }

    @Test("gets a new revision that lists the figures a late entry changed, and none when nothing changed")
    func revision() async throws {
        let scene = try await NightlyReportRunTests.smallDay()
        try await scene.setClock("2024-04-02T08:00:00+02:00")
        var words = RunReport.Asked(.usage)
        words.grant = "winter"
        words.month = "2024-03"
        let first = try await RunReport(scene.house.desk(entry)).run(words)
        #expect(first.records.map { $0.text("state") } == ["sealed"])
        #expect(try await RunReport(scene.house.desk(entry)).run(words).changed == false)

        // 6 more were given on the 12th: 41 given and 58 left, 20,500 traced and 29,000 on hand of 50,000.
        try await scene.move(.distributed, "W1", 6, from: "van", to: "recipient", at: "2024-03-12T18:00+01:00")
        let second = try await RunReport(scene.house.desk(entry)).run(words)
        #expect(second.columns == RunReport.changeKeys)
        let changes = second.records.map { "\($0.text("figure") ?? "") \($0.text("old") ?? "") → \($0.text("new") ?? "")" }
        #expect(changes.contains("headline.given.pieces 35 piece → 41 piece"))
        #expect(changes.allSatisfy { !$0.contains("damaged") })
        let all = try await ReadReports(scene.house.desk()).list(.usage, warehouse: nil, grant: "winter", Page(limit: 10))
        #expect(all.records.map { "\($0.integer("revision") ?? 0) \($0.text("state") ?? "")" } == ["2 sealed", "1 superseded"])
        // What was sent first is served as it was.
        let report = try #require(first.records.first?.integer("report"))
        #expect(try await ReadReports(scene.house.desk()).show(report).pairs["sha256"] == first.records.first?["sha256"])
        await scene.close()
    }

    @Test("names the grants there are when none is said, and a month that has not begun")
    func refusals() async throws {
        let scene = try await ReportScene.make()
        func refused(_ words: RunReport.Asked) async throws -> String? {
            do {
                _ = try await RunReport(scene.house.desk(entry)).run(words)
                return nil
            } catch let refusal as Refusal {
                return "\(refusal.code): \(refusal.sentence.english)"
            }
        }
        var words = RunReport.Asked(.usage)
        #expect(try await refused(words) == "ARG.MISSING: a usage report is of a grant: add grant=heat, grant=winter")
        words.grant = "winter"
        words.month = "2024-04"
        #expect(try await refused(words) == "ARG.VALUE: «2024-04» is no month that has begun: write 2026-11 or nov 2026")
        await scene.close()
    }
}
