import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import RoundPlanning
import Speech
import StockLedger
import Testing

@Suite("Who touches which rounds and sites", .timeLimit(.minutes(2)))
struct RoundsScopeTests {
    /// Somebody limited to organisations or warehouses, by number.
    private func desk(
        _ scene: RoundsScene, _ entry: Entry, _ role: Role = .lead, owners: Set<Int64>? = nil, warehouses: Set<Int64>? = nil
    ) -> Desk {
        let reach = Scope.Reach(
            owners: owners.map { .only(Set($0.map { Identifier($0) })) } ?? .everything,
            warehouses: warehouses.map { .only(Set($0.map { Identifier($0) })) } ?? .everything, role: role)
        return Desk(
            scene.house,
            Speaker(
                person: "lim", scope: Scope([reach], audience: .person(code: "lim", roles: [role])), isReviewed: false, deadline: nil),
            entry)
    }

    private func code(_ body: () async throws -> Void) async -> String? {
        await roundRefusal(body).map { String($0.prefix { $0 != " " }) }
    }

    @Test("a lead of one organisation touches its rounds and nobody else's, and nothing that is everybody's")
    func organisation() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "20", lot: "w", owner: "woodyard")
        try await scene.receive("blanket", "20", lot: "a")
        try await scene.site("beach", people: 10)
        try await scene.van()
        let all = try #require(
            try await OpenRound(scene.house.desk(scene.entry("all"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"])).pairs.integer(
                "round"))
        let theirs = try #require(
            try await OpenRound(scene.house.desk(scene.entry("theirs"))).run(
                OpenRound.Words(vehicle: "van", stops: ["beach"], organisation: "auberge")
            ).pairs.integer("round"))
        let own = try #require(
            try await OpenRound(scene.house.desk(scene.entry("own"))).run(
                OpenRound.Words(vehicle: "van", stops: ["beach"], organisation: "woodyard")
            ).pairs.integer("round"))
        func limited(_ words: String) -> Desk { desk(scene, scene.entry(words), owners: [2]) }
        for round in [all, theirs] {
            // Not there at all for them.
            #expect(
                await code { _ = try await LoadRound(limited("l")).run(LoadRound.Words(round: round, take: ["blanket:1"])) }
                    == "NOTFOUND.ROUND")
            #expect(await code { _ = try await EndRound(limited("c")).cancel(round) } == "NOTFOUND.ROUND")
        }
        _ = try await LoadRound(limited("load own")).run(LoadRound.Words(round: own, take: ["blanket:5"]))
        #expect(
            try await scene.stock() == ["blanket w main/a1 15 0", "blanket a main/a1 20 0", "blanket w main/van 5 0"])
        // What is everybody's.
        var plan = MakePlan.Words()
        plan.from = "today"
        plan.iterations = 50
        let everybody = plan
        #expect(await code { _ = try await MakePlan(limited("p")).run(everybody) } == "PERM.SCOPE")
        #expect(await code { _ = try await RecordHeadcount(limited("h")).run("beach", people: 5) } == "PERM.SCOPE")
        #expect(await code { _ = try await ChangeSiteStatus(limited("s")).run("beach", status: .closed) } == "PERM.SCOPE")
        #expect(await code { _ = try await AddSite(limited("n")).run(AddSite.Words(code: "dunes")) } == "PERM.SCOPE")
        #expect(await code { _ = try await ChangeVehicleStatus(limited("v")).run("van", status: .away) } == "PERM.SCOPE")
        #expect(
            await code { _ = try await StateNeed(limited("n")).run(StateNeed.Words(item: "blanket", perPersonDay: "1/90")) }
                == "PERM.SCOPE")
        #expect(
            await code { _ = try await StateCrew(limited("c")).run(StateCrew.Words(date: "today", drivers: 1, volunteers: 1)) }
                == "PERM.SCOPE")
        var crew = StateCrew.Words(date: "today", drivers: 1, volunteers: 3)
        crew.organisation = "woodyard"
        #expect(try await StateCrew(limited("c")).run(crew).sentence?.english.contains(": 1 driver, 3 volunteers") == true)
        await scene.close()
    }

    @Test("a lead of one warehouse touches nothing of another: its rounds, sites and vehicles are not there")
    func warehouse() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "20", lot: "a")
        try await scene.site("beach", people: 10)
        try await scene.van()
        let round = try #require(
            try await OpenRound(scene.house.desk(scene.entry("o"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"])).pairs.integer(
                "round"))
        let connection = try await Connection.open(scene.parameters)
        try await connection.executeScript(
            "set search_path = entrepot; select create_warehouse('north', 'North', 'Europe/Paris', 51.03, 2.37, null);")
        await connection.close()
        _ = try await scene.house.store.catalogue.reload()
        func north(_ words: String) -> Desk { desk(scene, scene.entry(words), warehouses: [2]) }
        #expect(
            await code { _ = try await LoadRound(north("l")).run(LoadRound.Words(round: round, take: ["blanket:1"])) } == "NOTFOUND.ROUND")
        #expect(await code { _ = try await EndRound(north("c")).cancel(round) } == "NOTFOUND.ROUND")
        // Neither the name nor a hint of it.
        for refused in [
            await roundRefusal { _ = try await RecordHeadcount(north("h")).run("beech", people: 5, warehouse: "main") },
            await roundRefusal { _ = try await ChangeVehicleStatus(north("v")).run("vam", status: .away, warehouse: "main") },
        ] {
            #expect(refused != nil)
            #expect(refused?.contains("beach") == false && refused?.contains("=van") == false)
        }
        var plan = MakePlan.Words()
        plan.warehouse = "main"
        let there = plan
        #expect(await code { _ = try await MakePlan(north("p")).run(there) } != nil)
        #expect(try await scene.stock() == ["blanket a main/a1 20 0"])
        await scene.close()
    }

    @Test("the echo of a write shows a round to a hidden site as its list would")
    func echo() async throws {
        let scene = try await RoundsScene.make()
        try await scene.receive("blanket", "20", lot: "a")
        try await scene.van()
        var words = AddSite.Words(code: "safe")
        words.zone = "west"
        words.people = 8
        words.isRestricted = true
        _ = try await AddSite(scene.house.desk(scene.entry("safe"))).run(words)
        let round = try #require(
            try await OpenRound(scene.house.desk(scene.entry("o"))).run(OpenRound.Words(vehicle: "van", stops: ["safe"])).pairs.integer(
                "round"))
        func volunteer(_ words: String) -> Desk { desk(scene, scene.entry(words), .volunteer) }
        let loaded = try await LoadRound(volunteer("load")).run(LoadRound.Words(round: round, take: ["blanket:8"]))
        #expect(loaded.records[0]["loaded"] == .null)
        var stop = DeliverStop.Words(round: round, stop: "1")
        stop.give = ["blanket:8"]
        stop.people = 8
        let given = try await DeliverStop(volunteer("give")).run(stop)
        #expect(given.pairs.text("site") == "west")
        #expect(given.records[0]["distributed"] == .null)
        let listed = try await volunteer("").reading { try await ShowRounds($0).list(limit: 10) }
        #expect(listed.records == given.records)
        // The stop stands under its zone, without people, goods or time.
        let stops = try await volunteer("").reading { try await ShowRounds($0).stops(round) }
        #expect(stops.records.map { $0.text("site") } == ["west"])
        #expect(stops.records.allSatisfy { $0["people"] == .null && $0["given"] != .string("blanket:8") && $0["eta"] == .null })
        let whole = try await scene.house.desk(scene.entry("")).reading { try await ShowRounds($0).stops(round) }
        #expect(whole.records.map { $0.text("site") } == ["safe"])
        // By its name it is not there.
        #expect(await code { _ = try await RecordHeadcount(volunteer("h")).run("safe", people: 5) } == "NOTFOUND.SITE")
        await scene.close()
    }
}
