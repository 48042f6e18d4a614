import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Rounds and plans with goods of others, by consent", .timeLimit(.minutes(2)))
struct RoundsByConsentTests {
    /// Ten older blankets of auberge and four newer ones of woodyard on one shelf, a site of ten people, a van, a blanket each.
    private func scene() async throws -> RoundsScene {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "10", lot: "old")
        try await scene.receive("blanket", "4", lot: "new", owner: "woodyard")
        try await scene.site("beach", people: 10)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        return scene
    }

    private func consent(_ scene: RoundsScene, _ answer: Consent.Answer, _ terms: Consent.Terms = .loan) async throws {
        _ = try await SetConsent(scene.house.desk(scene.entry("consent"))).run(
            SetConsent.Words(owner: "auberge", user: "woodyard", item: "blanket", answer: answer, terms: terms))
    }

    private func debts(_ scene: RoundsScene) async throws -> [String] {
        try await ListDebts(scene.house.desk()).run(owner: nil, warehouse: nil, Page(limit: 10)).lines("lender", "borrower", "item", "qty")
    }

    private func opened(_ scene: RoundsScene) async throws -> Int64 {
        let answer = try await OpenRound(scene.house.desk(scene.entry("open"))).run(
            OpenRound.Words(vehicle: "van", stops: ["beach"], organisation: "woodyard"))
        return try #require(answer.pairs.integer("round"))
    }

    @Test("its own go first, then those of who consented; what the round used is owed, what it brought back is not")
    func used() async throws {
        let scene = try await scene()
        try await consent(scene, .yes)
        let round = try await opened(scene)
        let loaded = try await scene.load(round, take: ["blanket:10"])
        #expect(try await Set(scene.stock()) == ["blanket old main/a1 4 0", "blanket new main/van 4 0", "blanket old main/van 6 0"])
        #expect(
            loaded.warnings.contains { $0.english == "blanket of auberge goes along: what the round uses of it is owed to them, see debts" }
        )
        #expect(try await debts(scene) == [])
        // Seven are given: of six older ones of auberge, the rest of its own.
        _ = try await scene.deliver(round, "beach", give: ["blanket:7"], people: 7)
        #expect(try await debts(scene) == ["auberge woodyard blanket 6"])
        _ = try await scene.bringBack(round, back: ["blanket:3"])
        #expect(try await debts(scene) == ["auberge woodyard blanket 6"])
        // Three of its own came back, and go to whom it owes.
        var words = SettleDebt.Words(item: "blanket", amount: "3", from: "woodyard", to: "auberge")
        words.place = "main/a1"
        _ = try await SettleDebt(scene.house.desk(scene.entry("settle"))).run(words)
        #expect(try await debts(scene) == ["auberge woodyard blanket 3"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a gift is not owed, and no consent is a shelf that is not there")
    func gift() async throws {
        let scene = try await scene()
        let round = try await opened(scene)
        #expect(await roundRefusal { _ = try await scene.load(round, take: ["blanket:5"]) }?.contains("have=4 want=5") == true)
        try await consent(scene, .ask)
        #expect(await roundRefusal { _ = try await scene.load(round, take: ["blanket:5"]) }?.contains("have=4 want=5") == true)
        try await consent(scene, .yes, .gift)
        _ = try await scene.load(round, take: ["blanket:5"])
        _ = try await scene.deliver(round, "beach", give: ["blanket:5"], people: 5)
        #expect(try await debts(scene) == [])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a plan uses what others let it use after its own, and says who has not consented")
    func planned() async throws {
        let scene = try await scene()
        func planned() async throws -> (lines: [JSONObject], plan: Int64) {
            var words = MakePlan.Words()
            words.from = "today"
            words.iterations = 200
            words.organisation = "woodyard"
            words.items = ["blanket"]
            let plan = try #require(try await MakePlan(scene.house.desk(scene.entry("plan make"))).run(words).pairs.integer("plan"))
            return (try await ShowPlans(scene.house.desk()).show(plan).records, plan)
        }
        let alone = try await planned()
        #expect(alone.lines.reduce(0) { $0 + ($1.integer("qty") ?? 0) } == 4)
        let why = try #require(try await ShowPlans(scene.house.desk()).why(alone.plan, language: .english).records.first)
        #expect(why.text("reason") == "consent")
        try await consent(scene, .yes)
        let together = try await planned()
        #expect(together.lines.reduce(0) { $0 + ($1.integer("qty") ?? 0) } == 10)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(together.plan)
        #expect(try await Set(scene.stock()) == ["blanket old main/a1 10 6", "blanket new main/a1 4 4"])
        let round = try #require(try await scene.rounds(together.plan).first)
        _ = try await scene.load(round)
        _ = try await scene.deliver(round, "beach", give: ["blanket:10"], people: 10)
        #expect(try await debts(scene) == ["auberge woodyard blanket 6"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }
}
