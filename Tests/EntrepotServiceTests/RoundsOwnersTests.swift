import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("Whose goods a round takes", .timeLimit(.minutes(2)))
struct RoundsOwnersTests {
    /// Ten older blankets of auberge and ten newer ones of woodyard on one shelf, a site of ten people, a van, a blanket each.
    private func scene() async throws -> RoundsScene {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "10", lot: "old")
        try await scene.receive("blanket", "10", lot: "new", owner: "woodyard")
        try await scene.site("beach", people: 10)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        return scene
    }

    private func planOfWoodyard(_ scene: RoundsScene) async throws -> Int64 {
        var words = MakePlan.Words()
        words.from = "today"
        words.iterations = 200
        words.organisation = "woodyard"
        words.items = ["blanket"]
        return try #require(try await MakePlan(scene.house.desk(scene.entry("plan make"))).run(words).pairs.integer("plan"))
    }

    private func owners(_ record: JSONObject) -> [String] {
        guard case .array(let codes) = record["owner"] else { return [] }
        return codes.compactMap { if case .string(let code) = $0 { code } else { nil } }
    }

    @Test("a plan of one organisation reserves and loads its lots, though others' are older, and every answer says whose")
    func plan() async throws {
        let scene = try await scene()
        let plan = try await planOfWoodyard(scene)
        #expect(try await ShowPlans(scene.house.desk()).show(plan).records.map(owners) == [["woodyard"]])
        let round = try #require(try await scene.rounds(plan).first)
        let proposed = try await ShowRounds(scene.house.desk()).manifest(round).records
        #expect(proposed.map { "\($0.text("lot") ?? "") \($0.text("owner") ?? "") \($0.text("state") ?? "")" } == ["new woodyard planned"])
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        #expect(try await scene.stock() == ["blanket old main/a1 10 0", "blanket new main/a1 10 10"])
        let loaded = try await scene.load(round)
        #expect(owners(loaded.records[0]) == ["woodyard"])
        #expect(try await scene.stock() == ["blanket old main/a1 10 0", "blanket new main/van 10 0"])
        let carried = try await ShowRounds(scene.house.desk()).items(round).records
        #expect(carried.map(owners) == [["woodyard"]])
        _ = try await scene.deliver(round, "beach", give: ["blanket:4"], people: 4)
        #expect(try await ShowRounds(scene.house.desk()).stops(round).records.map(owners) == [["woodyard"]])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a lot that is gone is replaced by another of the same owner, and by nobody else's")
    func replaced() async throws {
        let scene = try await scene()
        let plan = try await planOfWoodyard(scene)
        // Four of the ten are lost: six are left of them, and nobody else's ten count.
        _ = try await BookLoss(scene.house.desk(scene.entry("loss"))).run(
            item: "blanket", "4", at: "main/a1", because: .damaged, lot: "new", owner: nil)
        #expect(
            await roundRefusal { _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan) }?.contains("have=6 want=10")
                == true)
        try await scene.receive("blanket", "20", lot: "newer", owner: "woodyard")
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve again"))).run(plan)
        #expect(
            try await scene.stock() == ["blanket old main/a1 10 0", "blanket new main/a1 6 6", "blanket newer main/a1 20 4"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round opened by hand takes its organisation's goods; others' are asked for by name and with a reason")
    func opened() async throws {
        let scene = try await scene()
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(
            OpenRound.Words(vehicle: "van", stops: ["beach"], organisation: "woodyard"))
        let round = try #require(opened.pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:8"])
        #expect(try await scene.stock() == ["blanket old main/a1 10 0", "blanket new main/a1 2 0", "blanket new main/van 8 0"])
        do {
            _ = try await scene.load(round, take: ["blanket:3"])
            Issue.record("three of two were loaded")
        } catch let refusal as Refusal {
            #expect(refusal.sentence.english.contains("blanket 2/3 (beside 10 of auberge)"))
        }
        let others = LoadRound.Words(round: round, take: ["blanket:3"], owner: "auberge")
        #expect(
            await roundRefusal { _ = try await LoadRound(scene.house.desk(scene.entry("others"))).run(others) }
                == "ROUND.NOT-ITS-GOODS round=\(round) owner=auberge")
        let answer = try await LoadRound(scene.house.desk(scene.entry("others", anyway: "auberge said yes"))).run(others)
        #expect(owners(answer.records[0]) == ["auberge", "woodyard"])
        #expect(
            try await scene.stock()
                == ["blanket old main/a1 7 0", "blanket new main/a1 2 0", "blanket old main/van 3 0", "blanket new main/van 8 0"])
        #expect(try await scene.exceptions() == [])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round of nobody in particular takes all owners' goods in the one order, or those of the owner who is named")
    func nobody() async throws {
        let scene = try await scene()
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"]))
        let round = try #require(opened.pairs.integer("round"))
        _ = try await LoadRound(scene.house.desk(scene.entry("one"))).run(
            LoadRound.Words(round: round, take: ["blanket:2"], owner: "woodyard"))
        let answer = try await scene.load(round, take: ["blanket:3"])
        #expect(owners(answer.records[0]) == ["auberge", "woodyard"])
        #expect(
            try await scene.stock()
                == ["blanket old main/a1 7 0", "blanket new main/a1 8 0", "blanket old main/van 3 0", "blanket new main/van 2 0"])
        await scene.close()
    }

    @Test("what never goes on rounds and what is held back is not loaded")
    func neverMobile() async throws {
        let scene = try await scene()
        try await scene.receive("soap", "5", lot: "s")
        let connection = try await Connection.open(scene.parameters)
        try await connection.executeScript(
            """
            update entrepot.item set mobile = 'never' where sku = 'soap';
            insert into entrepot.place (warehouse_id, code, kind, holds_stock)
                select 1, 'held', 'quarantine', true where not exists (select from entrepot.place where warehouse_id = 1 and code = 'held');
            """)
        await connection.close()
        _ = try await scene.house.store.catalogue.reload()
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"]))
        let round = try #require(opened.pairs.integer("round"))
        #expect(await roundRefusal { _ = try await scene.load(round, take: ["soap:1"]) } == "RULE.NEVER-MOBILE item=soap to=van")
        let held = LoadRound.Words(round: round, take: ["blanket:1"], from: "main/held")
        #expect(
            await roundRefusal { _ = try await LoadRound(scene.house.desk(scene.entry("held"))).run(held) }
                == "RULE.QUARANTINED place=main/held to=van")
        await scene.close()
    }

    @Test("expired and damaged goods are not loaded, and the refusal and the plan's reason say that they lie there")
    func spoilt() async throws {
        let scene = try await RoundsScene.make()
        // What comes in expired is held back; what expires on its shelf stays there.
        try await scene.receive("soap", "210", lot: "past", expires: "2030-01-01")
        let connection = try await Connection.open(scene.parameters)
        try await connection.executeScript("update entrepot.lot set expires_on = '2020-01-01' where code = 'past'")
        await connection.close()
        try await scene.site("beach", people: 180)
        try await scene.van()
        try await scene.need("soap", "1/90")
        let plan = try #require(try await scene.plan().integer("plan"))
        let why = try #require(try await ShowPlans(scene.house.desk()).why(plan, language: .english).records.first)
        #expect(why.text("reason") == "no-stock")
        #expect(why.text("detail") == "no stock: short by 180 (soap); 210 more lie there and will have expired")
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"]))
        do {
            _ = try await scene.load(try #require(opened.pairs.integer("round")), take: ["soap:20"])
            Issue.record("expired soap was loaded")
        } catch let refusal as Refusal {
            #expect(refusal.sentence.english.contains("soap 0/20 (beside 210 expired)"))
            #expect(refusal.sentence.french.contains("soap 0/20 (en plus de 210 périmés)"))
        }
        await scene.close()
    }
}
