import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger
import Testing

@Suite("The life of a round in the books")
struct RoundsLifeTests {
    /// 100 blankets on the shelf, two sites of 30 and 20 people, a van; the plan's one round.
    private func planned(_ scene: RoundsScene) async throws -> (plan: Int64, round: Int64) {
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.site("grove", people: 20, north: 2)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let plan = try #require(try await scene.plan().integer("plan"))
        return (plan, try #require(try await scene.rounds(plan).first))
    }

    /// A round opened by hand with 40 blankets and 20 soaps on the van.
    private func loaded(_ scene: RoundsScene) async throws -> Int64 {
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.receive("soap", "100", lot: "s1")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.site("grove", people: 20, north: 2)
        try await scene.van()
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(
            OpenRound.Words(vehicle: "van", stops: ["beach", "grove"]))
        let round = try #require(opened.pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:40", "soap:20"])
        return round
    }

    @Test("approving reserves, a loss of reserved goods releases it, and the round is named and short")
    func lossOfReserved() async throws {
        let scene = try await RoundsScene.make()
        let (plan, round) = try await planned(scene)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        #expect(try await scene.stock() == ["blanket b1 main/a1 100 50"])
        // 60 of 100 burn: 40 are left of the 50 that were promised.
        let lost = try await BookLoss(scene.house.desk(scene.entry("loss"))).run(
            item: "blanket", "60", at: "main/a1", because: .fire, lot: nil, owner: nil)
        #expect(lost.pairs.text("released_rounds") == "\(round)")
        #expect(try await scene.stock() == ["blanket b1 main/a1 40 40"])
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "reserved 40", "short 10"])
        // What is left goes along, with a warning.
        let answer = try await scene.load(round)
        #expect(answer.warnings.map(\.english) == ["short of what was approved: blanket 10; it was taken by what happened since"])
        #expect(try await scene.stock() == ["blanket b1 main/van 40 0"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round's record adds up goods of one unit and leaves open what would add grams to pieces")
    func units() async throws {
        let scene = try await RoundsScene.make()
        // 40 blankets and 20 soaps, all pieces: 60.
        let round = try await loaded(scene)
        let pieces = try await ShowRounds(scene.house.desk()).list(limit: 10)
        #expect(pieces.records.map { $0["loaded"] } == [.integer(60)])
        #expect(pieces.sentence == nil)
        // Two bags of 8 kg on top: 60 + 16,000 is no number of anything. Nothing was given yet, in pieces as in grams.
        try await scene.receive("wood", "80kg", lot: "w1")
        let topped = try await scene.load(round, take: ["wood:16kg"])
        #expect(topped.sentence?.english.hasSuffix("; item by item: round items \(round)") == true)
        let mixed = try await ShowRounds(scene.house.desk()).list(limit: 10)
        #expect(mixed.records.map { $0["loaded"] } == [.null])
        #expect(mixed.records.map { $0["distributed"] } == [.integer(0)])
        #expect(mixed.sentence?.english == "goods counted in different units are not added up: see round items \(round)")
        // Only soap is given, and still 5 would not say of what.
        _ = try await scene.deliver(round, "beach", give: ["soap:5"], people: 5)
        #expect(try await ShowRounds(scene.house.desk()).show(round).records.map { $0["distributed"] } == [.null])
        #expect(try await scene.equation(round, "soap") == ["loaded 20", "distributed 5", "left 15"])
        #expect(try await scene.equation(round, "wood") == ["topped_up 16000", "left 16000"])
        await scene.close()
    }

    @Test("taking other goods than approved frees what stays behind; a second load tops up")
    func topUp() async throws {
        let scene = try await RoundsScene.make()
        let (plan, round) = try await planned(scene)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        _ = try await scene.load(round, take: ["blanket:20"])
        #expect(try await scene.stock() == ["blanket b1 main/a1 80 0", "blanket b1 main/van 20 0"])
        _ = try await scene.load(round, take: ["blanket:5"])
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "loaded 20", "topped_up 5", "left 25"])
        // The same words within ten minutes are one load said twice.
        let repeated = await roundRefusal { _ = try await scene.load(round, take: ["blanket:5"]) }
        #expect(repeated?.hasPrefix("CONFLICT.LOOKS-REPEATED") == true)
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "loaded 20", "topped_up 5", "left 25"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("more given than was loaded is refused with the figures, and taken with a reason as found and unexplained")
    func moreThanLoaded() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        let refused = await roundRefusal { _ = try await scene.deliver(round, "beach", give: ["blanket:45"], people: 45) }
        #expect(refused == "STOCK.INSUFFICIENT item=blanket round=\(round) vehicle=van have=40 want=45")
        _ = try await scene.deliver(
            round, "beach", give: ["blanket:45"], people: 45, scene.entry("deliver anyway", anyway: "boxes were not counted"))
        // 40 loaded and 5 found are the 45 given.
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "found 5", "distributed 45"])
        #expect(try await scene.exceptions() == ["unexplained 5 boxes were not counted"])
        _ = try await scene.bringBack(round, rest: true)
        #expect(try await EndRound(scene.house.desk(scene.entry("close"))).close(round).records[0].text("state") == "closed")
        #expect(try await scene.stock() == ["blanket b1 main/a1 60 0", "soap s1 main/a1 100 0"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("stops with people only share what did not come back, by people, marked as allocated")
    func peopleOnly() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        _ = try await scene.deliver(round, "beach", people: 30)
        _ = try await scene.deliver(round, "grove", people: 20)
        // 40 less 5 back are 35 over 30 and 20 people: 21 and 14. All 20 soaps are gone: 12 and 8.
        _ = try await scene.bringBack(round, back: ["blanket:5"])
        let stops = try await ShowRounds(scene.house.desk()).stops(round).records
        #expect(stops.map { $0["given"]?.plainText } == ["blanket:21, soap:12", "blanket:14, soap:8"])
        let shared = try await scene.house.store.pool.query(
            "select quality, count(*) from entrepot.movement where reason = 'distributed' group by quality"
        ) { row in "\(try row.get(0, as: String?.self) ?? "-") \(try row.get(1, as: Int64.self))" }
        #expect(shared == ["allocated 2"])
        _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "distributed 35", "returned 5"])
        #expect(try await scene.equation(round, "soap") == ["loaded 20", "distributed 20"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a sheet that comes after sharing takes the share back, and the rest is shared anew")
    func sheetAfterSharing() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        _ = try await scene.deliver(round, "beach", people: 30)
        _ = try await scene.deliver(round, "grove", people: 20)
        _ = try await scene.bringBack(round, back: ["blanket:5", "soap:20"])
        // 35 over 30 and 20 people: 21 and 14. Then the sheet of beach says 25, which leaves 10 for grove.
        _ = try await scene.deliver(round, "beach", give: ["blanket:25"], people: 30)
        let stops = try await ShowRounds(scene.house.desk()).stops(round).records
        #expect(stops.map { $0["given"]?.plainText } == ["blanket:25", "blanket:10"])
        _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "distributed 35", "returned 5"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a stop entered before anything else fills in loading and leaving as inferred; a repeat changes nothing")
    func lateAndRepeated() async throws {
        let scene = try await RoundsScene.make()
        let (plan, round) = try await planned(scene)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        let first = try await scene.deliver(round, "beach", give: ["blanket:30"], people: 30)
        #expect(first.pairs.text("inferred") == "load,depart")
        #expect(
            try await scene.steps(round) == ["open draft", "approve approved", "load loading ?", "depart underway ?", "deliver underway"])
        let again = try await scene.deliver(round, "beach", give: ["blanket:30"], people: 30)
        #expect(again.changed == false)
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "loaded 50", "distributed 30", "left 20"])
        // Other figures for the same stop are not added silently.
        let other = await roundRefusal { _ = try await scene.deliver(round, "beach", give: ["blanket:31"], people: 31) }
        #expect(other?.hasPrefix("ROUND.STOP-RECORDED") == true)
        // The van is back before the second sheet is typed; then the sheet comes.
        _ = try await scene.bringBack(round, back: ["blanket:2"])
        #expect(try await MoveRound(scene.house.desk(scene.entry("depart"))).depart(round).changed == false)
        _ = try await scene.deliver(round, "grove", give: ["blanket:18"], people: 18)
        _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(try await EndRound(scene.house.desk(scene.entry("close"))).close(round).changed == false)
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "loaded 50", "distributed 48", "returned 2"])
        let late = await roundRefusal { _ = try await scene.deliver(round, "grove", give: ["blanket:1"], scene.entry("x", again: true)) }
        #expect(late == "ROUND.FINAL round=\(round) round_state=closed step=deliver")
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a key sent twice books once")
    func keys() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        let entry = scene.entry("deliver", key: "k-7")
        let first = try await scene.deliver(round, "beach", give: ["blanket:10"], people: 10, entry)
        let second = try await scene.deliver(round, "beach", give: ["blanket:10"], people: 10, entry)
        #expect(second.pairs.text("replayed") == "yes")
        #expect(second.records == first.records)
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "distributed 10", "left 30"])
        await scene.close()
    }

    @Test("a load and a stop sent by eight people at once are booked once")
    func atOnce() async throws {
        let scene = try await RoundsScene.make()
        let (plan, round) = try await planned(scene)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        func eightTimes(_ step: @escaping @Sendable (Int) async throws -> Answer) async throws -> Int {
            try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<8 { group.addTask { try await step(number) } }
                return try await group.reduce(0) { $0 + ($1.changed == true ? 1 : 0) }
            }
        }
        #expect(try await eightTimes { try await scene.load(round, scene.entry("load \($0)")) } == 1)
        #expect(
            try await eightTimes {
                try await scene.deliver(round, "beach", give: ["blanket:30"], people: 30, scene.entry("deliver \($0)"))
            } == 1)
        #expect(try await scene.equation(round, "blanket") == ["planned 50", "loaded 50", "distributed 30", "left 20"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a round that does not balance names the difference per item, and closes with an exception when nobody knows")
    func unbalanced() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        _ = try await scene.deliver(round, "beach", give: ["blanket:20", "soap:15"], people: 20)
        _ = try await scene.deliver(round, "grove", outcome: "no-access")
        // 40 − 20 − 12 = 8 blankets and 20 − 15 = 5 soaps are missing.
        _ = try await scene.bringBack(round, back: ["blanket:12"])
        let refused = await roundRefusal { _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round) }
        #expect(refused == "ROUND.UNBALANCED round=\(round) item=blanket difference=8 items=blanket:8,soap:5")
        let closed = try await EndRound(scene.house.desk(scene.entry("close rest"))).close(round, rest: "unexplained")
        #expect(closed.records[0].text("state") == "closed")
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "distributed 20", "returned 12", "unexplained 8"])
        #expect(try await scene.equation(round, "soap") == ["loaded 20", "distributed 15", "unexplained 5"])
        #expect(
            try await scene.exceptions().sorted() == [
                "unexplained 5 round \(round) closed with a rest", "unexplained 8 round \(round) closed with a rest",
            ])
        // 60 that stayed and 12 back; 80 soaps that stayed.
        #expect(try await scene.stock() == ["blanket b1 main/a1 72 0", "soap s1 main/a1 80 0"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("more back than was on the van is refused with the difference, and taken with a reason")
    func tooMuchBack() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        _ = try await scene.deliver(round, "beach", give: ["blanket:30", "soap:20"], people: 30)
        _ = try await scene.deliver(round, "grove", outcome: "evicted")
        // 30 given and 15 back make 45 of 40.
        let refused = await roundRefusal { _ = try await scene.bringBack(round, back: ["blanket:15"]) }
        #expect(refused == "ROUND.UNBALANCED round=\(round) item=blanket difference=-5")
        _ = try await scene.bringBack(round, back: ["blanket:15"], scene.entry("return anyway", anyway: "counted twice"))
        _ = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "found 5", "distributed 30", "returned 15"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("cancelling frees what was promised, and brings back what was loaded; a van that left is not cancelled")
    func cancel() async throws {
        let scene = try await RoundsScene.make()
        let (plan, round) = try await planned(scene)
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(plan)
        _ = try await EndRound(scene.house.desk(scene.entry("cancel"))).cancel(round)
        #expect(try await scene.stock() == ["blanket b1 main/a1 100 0"])
        #expect(try await EndRound(scene.house.desk(scene.entry("cancel"))).cancel(round).changed == false)

        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"]))
        let second = try #require(opened.pairs.integer("round"))
        _ = try await scene.load(second, take: ["blanket:40"])
        _ = try await EndRound(scene.house.desk(scene.entry("cancel 2"))).cancel(second)
        #expect(try await scene.stock() == ["blanket b1 main/a1 100 0"])
        #expect(try await scene.equation(second, "blanket") == ["loaded 40", "returned 40"])

        let third = try #require(
            try await OpenRound(scene.house.desk(scene.entry("open"))).run(OpenRound.Words(vehicle: "van", stops: ["beach"])).pairs.integer(
                "round"))
        _ = try await scene.load(third, take: ["blanket:10"])
        _ = try await MoveRound(scene.house.desk(scene.entry("depart"))).depart(third)
        let refused = await roundRefusal { _ = try await EndRound(scene.house.desk(scene.entry("cancel 3"))).cancel(third) }
        #expect(refused == "ROUND.UNDERWAY round=\(third) round_state=underway step=cancel")
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("goods another unclosed round left on the van are not given out by this one")
    func anotherRound() async throws {
        let scene = try await RoundsScene.make()
        let yesterday = try await loaded(scene)
        let opened = try await OpenRound(scene.house.desk(scene.entry("open today"))).run(OpenRound.Words(vehicle: "van", stops: ["grove"]))
        let today = try #require(opened.pairs.integer("round"))
        // The first round never came back: the van is taken, and goes all the same.
        _ = try await scene.load(today, take: ["blanket:10"], scene.entry("load today", anyway: "it is back"))
        // 50 blankets of one lot are on the van, 10 of them today's.
        let refused = await roundRefusal { _ = try await scene.deliver(today, "grove", give: ["blanket:12"], people: 12) }
        #expect(refused == "STOCK.INSUFFICIENT item=blanket round=\(today) vehicle=van have=10 want=12")
        _ = try await scene.deliver(today, "grove", give: ["blanket:10"], people: 10)
        _ = try await scene.bringBack(today)
        _ = try await EndRound(scene.house.desk(scene.entry("close today"))).close(today)
        #expect(try await scene.equation(yesterday, "blanket") == ["loaded 40", "left 40"])
        #expect(try await scene.faults() == [])
        await scene.close()
    }

    @Test("a site nobody planned is added when people went there, and an unknown one is refused with the nearest")
    func addedStop() async throws {
        let scene = try await RoundsScene.make()
        let round = try await loaded(scene)
        try await scene.site("quay", people: 5, north: 1)
        let answer = try await scene.deliver(round, "quay", give: ["blanket:5"], people: 5)
        #expect([answer.pairs.integer("stop"), answer.records[0].integer("stops")] == [3, 3])
        let refused = await roundRefusal { _ = try await scene.deliver(round, "beech", people: 5) }
        #expect(refused == "NOTFOUND.SITE site=beech nearest=beach")
        await scene.close()
    }
}
