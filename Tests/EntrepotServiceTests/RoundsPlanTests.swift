import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import Speech
import StockLedger
import Synchronization
import Testing

@Suite("Plans made from the books")
struct RoundsPlanTests {
    /// Where the next page begins.
    private func cursor(of page: Answer) throws -> String { try #require(page.next) }

    /// Wood comes in bags of 8 kg. 10 people need 10 × 8 kg = 10 bags, 30 people 30 bags; there are 20 bags.
    private func scarceWood() async throws -> RoundsScene {
        let scene = try await RoundsScene.make()
        try await scene.receive("wood", "160kg", lot: "w1")
        try await scene.site("beach", people: 10, north: 1)
        try await scene.site("grove", people: 30, north: 2)
        try await scene.van()
        try await scene.need("wood", "8kg")
        return scene
    }

    @Test("scarce stock is shared so that the worst-off site is as well off as can be, in whole packs")
    func scarce() async throws {
        let scene = try await scarceWood()
        // The next bag goes to the lower coverage: 5 of 10 and 15 of 30 are both one half, 20 bags in all.
        let plan = try await scene.plan()
        let number = try #require(plan.integer("plan"))
        #expect(try await Set(scene.lines(number).map { $0.dropFirst(2) }) == ["beach wood 40000", "grove wood 120000"])
        #expect([plan.integer("coverage_min"), plan.integer("unserved")] == [50, 2])
        // Short: 5 bags of 8,000 g at beach, 15 at grove.
        #expect(try await scene.reasons(number) == ["beach wood no-stock 40000", "grove wood no-stock 120000"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("pieces are shared one by one, whatever carton they came in")
    func pieces() async throws {
        let scene = try await RoundsScene.make()
        let connection = try await Connection.open(scene.parameters)
        try await connection.executeScript(
            "insert into entrepot.item_pack select item_id, 'carton', 24 from entrepot.item where sku = 'soap'")
        await connection.close()
        _ = try await scene.house.store.catalogue.reload()
        // 22 pieces, less than one carton of 24. 11 people want one each, 33 want one each: one half of each are 5.5 and 16.5.
        // 22 go out; whoever is lower gets the next: 5 of 11 (454.5) and 17 of 33 (515.1), or 6 of 11 (545.4) and 16 of 33 (484.8).
        // The lowest coverage is best with 6 and 16.
        try await scene.receive("soap", "22", lot: "s1")
        try await scene.site("beach", people: 11, north: 1)
        try await scene.site("grove", people: 33, north: 2)
        try await scene.van()
        try await scene.need("soap", "1/90")
        let number = try #require(try await scene.plan().integer("plan"))
        #expect(try await Set(scene.lines(number).map { $0.dropFirst(2) }) == ["beach soap 6", "grove soap 16"])
        // 11 − 6 and 33 − 16.
        #expect(try await scene.reasons(number) == ["beach soap no-stock 5", "grove soap no-stock 17"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a van that is too small in kilograms cuts the load and says by how much")
    func kilograms() async throws {
        let scene = try await RoundsScene.make()
        // A blanket weighs 1 kg and fills 5 l. 100 people, a van of 40 kg and plenty of room that may go once and once again:
        // two outings of 40 bring 80 at most.
        try await scene.receive("blanket", "200", lot: "b1")
        try await scene.site("beach", people: 100, north: 1)
        try await scene.van(kilograms: 40, litres: 5_000)
        try await scene.need("blanket", "1/90")
        let plan = try await scene.plan()
        let number = try #require(plan.integer("plan"))
        let carried = try await scene.house.store.pool.value(
            """
            select coalesce(max(load), 0)::bigint from (select sum(planned) as load from entrepot.round_stop_item group by round_id) as a
            """, as: Int64.self)
        #expect(carried == 40)
        let why = try await ShowPlans(scene.house.desk()).why(number, language: .english).records
        #expect(why.map { $0.text("reason") } == ["no-vehicle"])
        #expect(why[0].text("detail")?.contains("kg") == true)
        #expect(why[0].integer("short").map { 100 - $0 } == why[0].integer("given"))
        await scene.close()
    }

    @Test("a van that is too small in litres cuts the load too")
    func litres() async throws {
        let scene = try await RoundsScene.make()
        // 5 l a blanket: 300 l are 60 blankets of 100.
        try await scene.receive("blanket", "200", lot: "b1")
        try await scene.site("beach", people: 100, north: 1)
        try await scene.van(kilograms: 1_000, litres: 300)
        try await scene.need("blanket", "1/90")
        let plan = try await scene.plan()
        let number = try #require(plan.integer("plan"))
        let carried = try await scene.house.store.pool.value(
            "select coalesce(max(load), 0)::bigint from (select sum(planned) as load from entrepot.round_stop_item group by round_id) as a",
            as: Int64.self)
        #expect(carried == 60)
        let why = try await ShowPlans(scene.house.desk()).why(number, language: .french).records
        #expect(why.map { $0.text("reason") } == ["no-vehicle"])
        #expect(why[0].text("detail")?.contains(" L") == true)
        await scene.close()
    }

    @Test("a closed site and hours that cannot be met are left out with their reasons and figures")
    func closed() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "200", lot: "b1")
        try await scene.site("beach", people: 10, north: 1)
        // The van leaves at 08:00. A hundredth of a degree is 1,112 m; × 1.3 at 35 km/h that is 149 s: nobody is there before 08:02:29.
        try await scene.site("early", people: 10, north: 1, open: ["06:00-07:30"])
        try await scene.site("cleared", people: 10, north: 1)
        _ = try await ChangeSiteStatus(scene.house.desk(scene.entry("status"))).run("cleared", status: .evicted, reason: "cleared at dawn")
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let plan = try await scene.plan()
        let number = try #require(plan.integer("plan"))
        #expect(try await scene.lines(number) == ["1 beach blanket 10"])
        #expect(try await scene.reasons(number) == ["cleared blanket closed 10", "early blanket no-time 10"])
        let early = try await ShowPlans(scene.house.desk()).why(number, site: "early", language: .english).records
        #expect(early.count == 1)
        #expect(early[0].text("detail") == "no time: closes 07:30, earliest 08:02")
        #expect(early[0].text("lift") == "33 minutes more, until 08:02")
        await scene.close()
    }

    @Test("an older plan gives way to rounds that stand: what they promise is not planned again")
    func committed() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.van()
        try await scene.van("van2")
        try await scene.need("blanket", "1/90")
        let first = try #require(try await scene.plan().integer("plan"))
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(first)
        let second = try await scene.plan()
        #expect([second.integer("rounds"), second.integer("unserved")] == [0, 0])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a plan searched for some seconds gives what one of some iterations gives, and progress is told meanwhile")
    func seconds() async throws {
        let scene = try await scarceWood()
        let short = try await scene.plan()
        let told = Mutex<[Int]>([])
        let long = try await scene.plan(seconds: 1) { made in told.withLock { $0.append(made) } }
        for key in ["rounds", "stops", "coverage_min", "km", "unserved"] { #expect(long[key] == short[key]) }
        #expect(told.withLock { !$0.isEmpty })
        await scene.close()
    }

    @Test("the same key answers the same plan and makes no second one")
    func key() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let first = try await scene.plan(key: "k1")
        #expect(try await scene.plan(key: "k1") == first)
        #expect(try await ShowPlans(scene.house.desk()).list(limit: 10).records.count == 1)
        await scene.close()
    }

    @Test("a parent's need is divided over its sizes by shares, and what is handed out may name the parent")
    func variants() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("trousers-m", "50", lot: "m1")
        try await scene.receive("trousers-l", "50", lot: "l1")
        try await scene.site("beach", people: 20, north: 1)
        try await scene.van()
        // 20 people: 60 % are 12 of m, 40 % are 8 of l.
        try await scene.need("trousers", "1/90", shares: ["trousers-m:60", "trousers-l:40"])
        let number = try #require(try await scene.plan().integer("plan"))
        #expect(try await scene.lines(number) == ["1 beach trousers-l 8", "1 beach trousers-m 12"])
        let round = try #require(try await scene.rounds(number).first)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(number)
        _ = try await scene.load(round)
        // «15 trousers»: m was received first, so all 12 of it and 3 of l.
        _ = try await scene.deliver(round, "1", give: ["trousers:15"], people: 15)
        #expect(try await scene.equation(round, "trousers-m") == ["planned 12", "loaded 12", "distributed 12"])
        #expect(try await scene.equation(round, "trousers-l") == ["planned 8", "loaded 8", "distributed 3", "left 5"])
        _ = try await scene.bringBack(round, back: ["trousers:5"])
        #expect(try await EndRound(scene.house.desk(scene.entry("close"))).close(round).records[0].text("state") == "closed")
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("stock that went away between plan and approval refuses with its figures")
    func gone() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "40", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let number = try #require(try await scene.plan().integer("plan"))
        let round = try #require(try await scene.rounds(number).first)
        _ = try await BookLoss(scene.house.desk(scene.entry("loss"))).run(
            item: "blanket", "15", at: "main/a1", because: .stolen, lot: nil, owner: nil)
        // 40 less 15 leave 25 for the 30 that were planned.
        let refused = await roundRefusal { _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(number) }
        #expect(refused == "STOCK.INSUFFICIENT round=\(round) warehouse=main item=blanket have=25 want=30")
        #expect(try await scene.stock() == ["blanket b1 main/a1 25 0"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("lists of a plan and of rounds come in pages: together they are the whole, in order")
    func pages() async throws {
        let scene = try await RoundsScene.make()
        // Two sites want blankets, soap and wood; there is no wood: four lines in the plan, two needs left out.
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.receive("soap", "100", lot: "s1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.site("grove", people: 20, north: 2)
        try await scene.van()
        for item in ["blanket", "soap", "wood"] { try await scene.need(item, item == "wood" ? "8kg" : "1/90") }
        let number = try #require(try await scene.plan().integer("plan"))

        let whole = try await ShowPlans(scene.house.desk()).show(number)
        #expect(whole.records.count == 4)
        #expect(whole.next == nil)
        let first = try await ShowPlans(scene.house.desk()).show(number, limit: 3)
        #expect(first.pairs.integer("rows") == 3)
        let second = try await ShowPlans(scene.house.desk()).show(number, limit: 3, after: try cursor(of: first))
        #expect(first.records + second.records == whole.records)
        #expect(second.next == nil)
        #expect(try await ShowPlans(scene.house.desk()).show(number, limit: 4).next == nil)

        let reasons = try await ShowPlans(scene.house.desk()).why(number, language: .english)
        #expect(reasons.records.map { $0.text("item") } == ["wood", "wood"])
        let one = try await ShowPlans(scene.house.desk()).why(number, language: .english, limit: 1)
        let other = try await ShowPlans(scene.house.desk()).why(number, language: .english, limit: 1, after: try cursor(of: one))
        #expect(one.records + other.records == reasons.records)
        #expect(other.next == nil)

        for _ in 0..<3 {
            _ = try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"]))
        }
        let rounds = try await ShowRounds(scene.house.desk()).list(limit: 2)
        let older = try await ShowRounds(scene.house.desk()).list(limit: 2, after: try cursor(of: rounds))
        let numbers = (rounds.records + older.records).compactMap { $0.integer("round") }
        #expect(numbers.count == 3)
        #expect(numbers == numbers.sorted(by: >))
        #expect(older.next == nil)

        let secondPlan = try #require(try await scene.plan().integer("plan"))
        let newest = try await ShowPlans(scene.house.desk()).list(limit: 1)
        #expect(newest.records.map { $0.integer("plan") } == [secondPlan])
        #expect(
            try await ShowPlans(scene.house.desk()).list(limit: 1, after: try cursor(of: newest)).records.map { $0.integer("plan") } == [
                number
            ])

        for refused in [
            await roundRefusal { _ = try await ShowPlans(scene.house.desk()).show(number, after: "9:9:none") },
            await roundRefusal { _ = try await ShowPlans(scene.house.desk()).why(number, language: .english, after: "9:9:none") },
            await roundRefusal { _ = try await ShowRounds(scene.house.desk()).list(limit: 2, after: "9:9:none") },
        ] { #expect(refused == "ARG.VALUE after=9:9:none") }
        await scene.close()
    }

    @Test("the time of arrival is told as an instant and on the warehouse's clock")
    func localTime() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let number = try #require(try await scene.plan().integer("plan"))
        let round = try #require(try await scene.rounds(number).first)
        let connection = try await Connection.open(scene.parameters)
        // Paris is two hours ahead in July and one in January, when half past eleven is in the next day already.
        for (instant, local) in [("2026-07-01T07:05:59Z", "09:05"), ("2026-01-01T23:30:00Z", "00:30")] {
            try await connection.executeScript("update entrepot.round_stop set eta_at = '\(instant)'")
            for record in [
                try await ShowPlans(scene.house.desk()).show(number).records[0],
                try await ShowRounds(scene.house.desk()).stops(round).records[0],
            ] {
                #expect(record.text("eta") == instant)
                #expect(record.text("eta_local") == local)
                #expect(record.keys.contains("eta_local"))
            }
        }
        await connection.close()
        await scene.close()
    }

    @Test("a plan nobody can make says all that is wrong")
    func impossible() async throws {
        let scene = try await RoundsScene.make()
        var words = MakePlan.Words()
        words.from = "today"
        words.days = 99
        let asked = words
        #expect(await roundRefusal { _ = try await MakePlan(scene.house.desk(scene.entry("plan"))).run(asked) } == "PLAN.DAYS subject=days")
        #expect(await roundRefusal { _ = try await ShowPlans(scene.house.desk()).show(7) } == "NOTFOUND.PLAN plan=7")
        await scene.close()
    }
}
