import EntrepotService
import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger
import Testing

// A women's house is restricted and nobody is on its list: its lead and manager see it, a volunteer of the same warehouse does not, in no
// list, no answer, no hint and no error; the volunteer still writes down what happens at its stop, by the stop's number.

@Suite("What a volunteer is told of a restricted site", .timeLimit(.minutes(1)))
struct WhatAVolunteerIsToldTests {
    private func volunteer(_ scene: RoundsScene, _ words: String = "words") -> Desk {
        let scope = Scope(
            [Scope.Reach(owners: .everything, warehouses: .only([Identifier(1)]), role: .volunteer)],
            audience: .person(code: "ali", roles: [.volunteer]))
        return Desk(
            scene.house, Speaker(person: "ali", scope: scope, isReviewed: false, deadline: nil), Entry(command: words, words: words))
    }

    private func restricted(_ scene: RoundsScene) async throws {
        var words = AddSite.Words(code: "house")
        words.zone = "west"
        words.people = 31
        words.latitude = "50.9007"
        words.longitude = "1.7964"
        words.isRestricted = true
        _ = try await AddSite(scene.house.desk(scene.entry("site add house"))).run(words)
    }

    /// A round to beach and house with goods for both on the van.
    private func round(_ scene: RoundsScene) async throws -> Int64 {
        try await scene.receive("blanket", "100", lot: "b1")
        try await scene.site("beach", people: 30, north: 1)
        try await restricted(scene)
        try await scene.van()
        let opened = try await OpenRound(scene.house.desk(scene.entry("open"))).run(
            OpenRound.Words(vehicle: "van", stops: ["beach", "house"]))
        let round = try #require(opened.pairs.integer("round"))
        _ = try await scene.load(round, take: ["blanket:40"])
        return round
    }

    /// Everything an answer says, as one text.
    private func said(_ answer: Answer) -> String { answer.json }

    @Test("it is in no list and no hint, and a headcount of it finds no such site")
    func names() async throws {
        let scene = try await RoundsScene.make()
        _ = try await round(scene)
        let listed = try await volunteer(scene).reading { try await ListSites($0).run() }
        #expect(listed.records.map { $0.text("site") } == ["beach"])
        for typed in ["house", "hause"] {
            let refused = await #expect(throws: Refusal.self) {
                _ = try await RecordHeadcount(volunteer(scene)).run(typed, people: 30)
            }
            #expect(refused?.code == "NOTFOUND.SITE")
            #expect(refused?.sentence.english.contains("did you mean") == false)
        }
        // The lead's answer is whole.
        let lead = try await RecordHeadcount(scene.house.desk(scene.entry("headcount"))).run("house", people: 30)
        #expect(said(lead).contains("50.9007"))
        await scene.close()
    }

    @Test("its stop is one in its zone, and is written down by its number without being named")
    func stop() async throws {
        let scene = try await RoundsScene.make()
        let round = try await round(scene)
        let stops = try await volunteer(scene).reading { try await ShowRounds($0).stops(round) }
        #expect(stops.records.map { $0.text("site") } == ["beach", "west"])
        #expect(!said(stops).contains("house"))
        let record = try await volunteer(scene).reading { try await ShowRounds($0).show(round) }
        // What was loaded, less what beach gets, would be what the house gets.
        #expect(record.records[0]["loaded"] == .null)

        let unknown = await #expect(throws: Refusal.self) {
            var words = DeliverStop.Words(round: round, stop: "3")
            words.people = 5
            _ = try await DeliverStop(volunteer(scene, "deliver 3")).run(words)
        }
        #expect(unknown?.sentence.english.contains("1 beach, 2 west") == true)
        var words = DeliverStop.Words(round: round, stop: "2")
        words.people = 12
        words.give = ["blanket:12"]
        let delivered = try await DeliverStop(volunteer(scene, "deliver 2")).run(words)
        #expect([delivered.pairs.integer("stop").map(String.init), delivered.pairs.text("site")] == ["2", "west"])
        #expect(!said(delivered).contains("house"))
        // The books have all of it.
        #expect(try await scene.equation(round, "blanket") == ["loaded 40", "distributed 12", "left 28"])
        await scene.close()
    }

    @Test("who is let in sees it; the list says who, and that it is all")
    func letIn() async throws {
        let scene = try await RoundsScene.make()
        _ = try await round(scene)
        let allowed = try await AllowSite(scene.house.desk(scene.entry("allow"))).run(
            "house", person: "ali", role: nil, undo: false, warehouse: nil)
        #expect(allowed.records.map { $0.text("person") } == ["ali"])
        #expect(allowed.changed == true)
        let seen = try await volunteer(scene).reading { try await ListSites($0).run() }
        #expect(seen.records.map { $0.text("site") } == ["beach", "house"])
        let taken = try await AllowSite(scene.house.desk(scene.entry("withdraw"))).run(
            "house", person: "ali", role: nil, undo: true, warehouse: nil)
        #expect([taken.records.count, taken.changed == true ? 1 : 0] == [0, 1])
        let refused = await #expect(throws: Refusal.self) { _ = try await AllowSite(volunteer(scene)).list("house", warehouse: nil) }
        #expect(refused?.code == "NOTFOUND.SITE")
        await scene.close()
    }

    @Test("a round of another organisation is not there for somebody of one")
    func otherRound() async throws {
        let scene = try await RoundsScene.make()
        let round = try await round(scene)
        let scope = Scope(
            [Scope.Reach(owners: .only([Identifier(2)]), warehouses: .everything, role: .manager)],
            audience: .person(code: "mo", roles: [.manager]))
        let desk = Desk(
            scene.house, Speaker(person: "mo", scope: scope, isReviewed: false, deadline: nil), Entry(command: "cancel", words: "cancel"))
        let refused = await #expect(throws: Refusal.self) { _ = try await EndRound(desk).cancel(round) }
        #expect(refused?.code == "NOTFOUND.ROUND")
        await scene.close()
    }
}
