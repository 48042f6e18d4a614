import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger
import Testing

@Suite("Goods on a van, and vans that are not there", .timeLimit(.minutes(2)))
struct RoundsVehicleTests {
    private func open(_ scene: RoundsScene, vehicle: String = "van", date: String = "today", stops: [String] = ["beach"]) async throws
        -> Answer
    {
        try await OpenRound(scene.house.desk(scene.entry("open \(vehicle) \(date)"))).run(
            OpenRound.Words(vehicle: vehicle, date: date, stops: stops))
    }

    private func transfer(_ scene: RoundsScene, _ entry: Entry) async throws -> Answer {
        try await TransferGoods(scene.house.desk(entry)).run(item: "blanket", "180", from: "main/van", to: "main/a1")
    }

    @Test("goods on board of a round are not taken by others; taken all the same, the round comes back and closes with a reason")
    func mortal() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "180", lot: "b1")
        try await scene.site("beach", people: 180)
        try await scene.van()
        try await scene.van("truck")
        let round = try #require(try await open(scene).pairs.integer("round"))
        let other = try #require(try await open(scene, vehicle: "truck").pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:180"])
        // Neither a transfer nor another round takes them.
        #expect(
            await roundRefusal { _ = try await transfer(scene, scene.entry("transfer")) }?.hasPrefix("RULE.ON-A-ROUND round=\(round)")
                == true)
        let fromVan = LoadRound.Words(round: other, take: ["blanket:180"], from: "main/van")
        #expect(
            await roundRefusal { _ = try await LoadRound(scene.house.desk(scene.entry("from van"))).run(fromVan) }?
                .hasPrefix("RULE.ON-A-ROUND round=\(round)") == true)
        // The van broke down and the truck took everything: with a reason it is booked, and given out.
        _ = try await LoadRound(scene.house.desk(scene.entry("from van", anyway: "the van broke down"))).run(fromVan)
        _ = try await scene.deliver(other, "beach", give: ["blanket:180"], people: 180)
        // Round 1 still shows 180 on board; nothing is there.
        for refused in [
            await roundRefusal { _ = try await scene.bringBack(round, rest: true) },
            await roundRefusal { _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round, rest: "unexplained") },
        ] {
            #expect(refused?.hasPrefix("STOCK.INSUFFICIENT") == true)
        }
        // The advice of the refusal, taken to the letter, works.
        let closed = try await EndRound(scene.house.desk(scene.entry("close", anyway: "the truck took it"))).close(
            round, rest: "unexplained")
        #expect(closed.records[0].text("state") == "closed")
        #expect(try await scene.exceptions().contains { $0.contains("180") && $0.contains("the truck took it") })
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round whose goods were taken while it was loading is cancelled with a reason")
    func cancelled() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "180", lot: "b1")
        try await scene.site("beach", people: 180)
        try await scene.van()
        let round = try #require(try await open(scene).pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:180"])
        _ = try await transfer(scene, scene.entry("transfer", anyway: "unloaded by mistake"))
        #expect(
            await roundRefusal { _ = try await EndRound(scene.house.desk(scene.entry("cancel"))).cancel(round) }?
                .hasPrefix("STOCK.INSUFFICIENT") == true)
        let gone = try await EndRound(scene.house.desk(scene.entry("cancel", anyway: "unloaded before"))).cancel(round)
        #expect(gone.records[0].text("state") == "cancelled")
        #expect(try await scene.exceptions().contains { $0.contains("180") })
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round whose goods were taken on the road comes back with a reason, and closes")
    func returned() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "180", lot: "b1")
        try await scene.site("beach", people: 180)
        try await scene.van()
        let round = try #require(try await open(scene).pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:180"])
        _ = try await MoveRound(scene.house.desk(scene.entry("depart"))).depart(round)
        _ = try await transfer(scene, scene.entry("transfer", anyway: "unloaded by mistake"))
        _ = try await scene.bringBack(round, lost: ["blanket:180"], scene.entry("return", anyway: "nobody knows"))
        let closed = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(closed.records[0].text("state") == "closed")
        // 180 went back to the shelf, and 180 that were not on the van any more were lost from it: unexplained.
        #expect(try await scene.stock() == ["blanket b1 main/a1 180 0"])
        #expect(try await scene.exceptions().contains { $0.contains("180") && $0.contains("nobody knows") })
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a load beyond the van, a broken van, a cleared site, a day far away and a proposal are said and booked")
    func cautions() async throws {
        let scene = try await RoundsScene.make()
        // A blanket weighs 1 kg and fills 5 l: 300 are 300 kg of 100, and 1,500 l of 1,000.
        try await scene.receive("blanket", "300", lot: "b1")
        try await scene.site("beach", people: 300)
        try await scene.van(kilograms: 100, litres: 1_000)
        try await scene.need("blanket", "1/90")
        let plan = try #require(try await scene.plan().integer("plan"))
        let proposal = try #require(try await scene.rounds(plan).first)
        let day = try await Moments(scene.house.desk()).today(try #require(scene.house.store.catalogue.current.warehouses.first)).adding(
            days: 5)
        let round = try #require(try await open(scene, date: day.description).pairs.integer("round"))
        let broken = try await ChangeVehicleStatus(scene.house.desk(scene.entry("broken"))).run("van", status: .broken)
        #expect(broken.pairs.text("proposals")?.split(separator: ",").contains("\(round)") == true)
        #expect(broken.pairs.text("proposals")?.split(separator: ",").contains("\(proposal)") == true)
        let cleared = try await ChangeSiteStatus(scene.house.desk(scene.entry("evicted"))).run("beach", status: .evicted)
        #expect(cleared.pairs.text("proposals")?.split(separator: ",").contains("\(round)") == true)
        let answer = try await scene.load(round, take: ["blanket:300"])
        #expect(
            answer.warnings.map(\.english) == [
                "van is broken: see vehicle status", "stop 1 (beach) is evicted", "round \(round) is of \(day), in 5 days",
                "300 kg are on van, which carries 100 kg: take some off", "1 500 L are on van, which carries 1 000 L: take some off",
            ])
        #expect(answer.records[0].integer("loaded") == 300)
        _ = try await EndRound(scene.house.desk(scene.entry("cancel"))).cancel(round)
        let early = try await scene.load(proposal)
        #expect(early.warnings.map(\.english).contains("round \(proposal) is a proposal of plan \(plan) that nobody approved"))
        await scene.close()
    }

    @Test("of two plans approved at the same moment one has the van, and the other is told which round has it")
    func atOnce() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "60", lot: "b1")
        try await scene.site("beach", people: 30)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let plans = [try #require(try await scene.plan().integer("plan")), try #require(try await scene.plan().integer("plan"))]
        let told = await withTaskGroup(of: String?.self) { group in
            for plan in plans {
                group.addTask {
                    await roundRefusal { _ = try await ApprovePlan(scene.house.desk(scene.entry("approve \(plan)"))).run(plan) }
                }
            }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(told.filter { $0 == nil }.count == 1)
        #expect(told.compactMap(\.self).map { $0.hasPrefix("PLAN.VEHICLE-TAKEN") && $0.contains("vehicle=van taken_by=") } == [true])
        // Thirty blankets once, not twice.
        #expect(try await scene.stock() == ["blanket b1 main/a1 60 30"])
        let second = try #require(plans.last)
        let first = try #require(plans.first)
        for plan in [first, second] {
            _ = try await ApprovePlan(scene.house.desk(scene.entry("both \(plan)", anyway: "two short trips"))).run(plan)
        }
        #expect(try await scene.stock() == ["blanket b1 main/a1 60 60"])
        await scene.close()
    }

    @Test("hours past midnight are told how they are written")
    func night() async throws {
        let scene = try await RoundsScene.make()
        do {
            try await scene.van("bus", shift: "19:00-07:00")
            Issue.record("a shift ended before it began")
        } catch let refusal as Refusal {
            #expect(refusal.sentence.english.contains("write 19:00-31:00"))
        }
        try await scene.van("bus", shift: "19:00-31:00")
        await scene.close()
    }
}
