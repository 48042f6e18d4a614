import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Testing

@Suite("A whole day of rounds")
struct RoundsDayTests {
    @Test("a day from the plan to the closed round, with sums done by hand")
    func day() async throws {
        let scene = try await RoundsScene.make()
        // 30 people at beach, 50 at wood: a blanket each. 60 blankets of an older lot and 60 of a newer one: 120, enough for 80.
        try await scene.receive("blanket", "60", lot: "old")
        try await scene.receive("blanket", "60", lot: "new")
        try await scene.site("beach", people: 30, north: 1)
        try await scene.site("grove", people: 50, north: 2)
        try await scene.van()
        try await scene.need("blanket", "1/90")
        let plan = try await scene.plan()
        let number = try #require(plan.integer("plan"))
        #expect(plan.keys == ["plan", "rev", "rounds", "stops", "coverage_min", "km", "hours", "unserved"])
        #expect([plan.integer("rounds"), plan.integer("stops"), plan.integer("coverage_min"), plan.integer("unserved")] == [1, 2, 100, 0])
        #expect(try await Set(scene.lines(number).map { $0.dropFirst(2) }) == ["beach blanket 30", "grove blanket 50"])
        let round = try #require(try await scene.rounds(number).first)

        // Approving reserves 80, first in first out: the 60 old ones and 20 of the new.
        _ = try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(number)
        #expect(try await scene.stock() == ["blanket old main/a1 60 60", "blanket new main/a1 60 20"])
        #expect(try await ApprovePlan(scene.house.desk(scene.entry("approve"))).run(number).changed == false)

        // Loading moves exactly those to the van and frees the promise.
        _ = try await scene.load(round)
        #expect(try await scene.stock() == ["blanket new main/a1 40 0", "blanket old main/van 60 0", "blanket new main/van 20 0"])
        #expect(try await scene.load(round).changed == false)
        _ = try await MoveRound(scene.house.desk(scene.entry("depart"))).depart(round)

        // 28 at beach and 45 at grove: 73 of 80. Old ones leave first: 28 and 32 old, then 13 new.
        _ = try await scene.deliver(round, "beach", give: ["blanket:28"], people: 28)
        _ = try await scene.deliver(round, "grove", give: ["blanket:45"], people: 45)
        #expect(try await scene.stock() == ["blanket new main/a1 40 0", "blanket new main/van 7 0"])

        // Five come back, two are lost: 73 + 5 + 2 = 80.
        _ = try await scene.bringBack(round, back: ["blanket:5"], lost: ["blanket:2"])
        let closed = try await EndRound(scene.house.desk(scene.entry("close"))).close(round)
        #expect(closed.records[0].text("state") == "closed")
        #expect(
            try await scene.equation(round, "blanket") == ["planned 80", "loaded 80", "distributed 73", "returned 5", "lost 2"])
        // 40 left on the shelf and 5 back make 45.
        #expect(try await scene.stock() == ["blanket new main/a1 45 0"])
        #expect(
            try await scene.steps(round) == [
                "open draft", "approve approved", "load loading", "depart underway", "deliver underway", "deliver underway",
                "return returned",
                "close closed",
            ])
        #expect(try await scene.exceptions() == [])
        #expect(try await scene.faults() == [])
        await scene.close()
    }
}
