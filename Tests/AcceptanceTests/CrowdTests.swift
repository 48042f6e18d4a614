import TestSupport
import Testing

@Suite("Many at the same moment", .timeLimit(.minutes(3)))
struct CrowdTests {
    @Test("the last piece goes to one of 64, and the others are told that none is left")
    func lastPiece() async throws {
        let house = try await House("last-piece", on: SharedDaemon.shared.daemon(), tents: 1)
        let replies = try await Self.together(64, house) { house.carry("take-\($0)") }
        #expect(replies.count { $0.isOK } == 1)
        let refusal =
            "ERR STOCK.INSUFFICIENT item=tent place=last-piece/a1 have=0 want=1 state=unchanged retry=never ; not enough stock: "
            + "0 available, 1 wanted; ask for 0 or less, take it elsewhere, or add anyway=REASON if it has really happened"
        #expect(replies.filter { !$0.isOK }.map(\.final) == Array(repeating: refusal, count: 63))
        #expect(try await house.stock() == ["last-piece/a2 1"])
        #expect(try await house.faults() == [])
    }

    @Test("the same key 50 times at once is one movement and fifty same answers")
    func sameKey() async throws {
        let house = try await House("same-key", on: SharedDaemon.shared.daemon(), tents: 50)
        let replies = try await Self.together(50, house) { _ in house.carry("one-van") }
        #expect(replies.count { $0.final.contains("replayed=yes") } == 49)
        #expect(Set(replies.map { Self.told($0) }).count == 1)
        #expect(try await house.stock() == ["same-key/a1 49", "same-key/a2 1"])
        // The donation and the transfer.
        #expect(try await house.movements() == 2)
        #expect(try await house.faults() == [])
    }

    @Test("the same key at once holds for what is more than a movement: a count, a consignment, an item")
    func sameKeyElsewhere() async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let house = try await House("same-key-too", on: daemon, tents: 50)
        _ = try await House("same-key-there", on: daemon, tents: 1)
        for line in [
            "count open place=same-key-too/a1 key=sheet", "transfer tent 7 from=same-key-too/a1 to=same-key-there key=road",
            "item add same-key-lantern key=lantern", "place add same-key-too/a3 key=shelf",
        ] {
            let replies = try await Self.together(20, house) { _ in line }
            #expect(replies.filter { !$0.isOK } == [], "\(line)")
            #expect(replies.count { $0.final.contains("replayed=yes") } == 19, "\(line)")
            #expect(Set(replies.map { Self.told($0) }).count == 1, "\(line)")
        }
        #expect(try await house.stock() == ["same-key-too/a1 43"])
        #expect(try await house.faults() == [])
    }

    @Test("one key for other words is refused to all but one kind, whichever came first")
    func keyWithOtherWords() async throws {
        let house = try await House("other-words", on: SharedDaemon.shared.daemon(), tents: 50)
        let replies = try await Self.together(40, house) { number in
            "transfer tent \(number % 2 + 1) from=other-words/a1 to=other-words/a2 key=van"
        }
        let (ones, twos) = (replies.count { $0.isOK && $0.pair("qty") == "1" }, replies.count { $0.isOK && $0.pair("qty") == "2" })
        // Twenty said one, twenty said two: one of the kinds was booked, once, and answered twenty times.
        #expect([ones, twos].sorted() == [0, 20])
        #expect(Set(replies.map(\.code)) == ["", "CONFLICT.KEY-REUSED"])
        #expect(try await house.movements() == 2)
        #expect(
            try await house.stock()
                == (ones == 20 ? ["other-words/a1 49", "other-words/a2 1"] : ["other-words/a1 48", "other-words/a2 2"]))
    }

    @Test("one van logged by twenty people at once is booked once, and nineteen are asked")
    func looksRepeated() async throws {
        let house = try await House("one-van", on: SharedDaemon.shared.daemon(), tents: 50)
        let replies = try await Self.together(20, house, repeats: false) { _ in "transfer tent 2 from=one-van/a1 to=one-van/a2" }
        #expect(replies.count { $0.isOK } == 1)
        #expect(replies.count { $0.code == "CONFLICT.LOOKS-REPEATED" } == 19)
        #expect(try await house.stock() == ["one-van/a1 48", "one-van/a2 2"])
    }

    @Test("the same lot named twice in one entry is taken once, with the sum")
    func sameLotTwice() async throws {
        let daemon = try await SharedDaemon.shared.daemon()
        let here = try await House("twice-here", on: daemon, tents: 10)
        let there = try await House("twice-there", on: daemon, tents: 1)
        let client = try await here.session()
        let road = try #require(try await client.ask("transfer tent 10 from=twice-here/a1 to=twice-there").pair("transit"))
        let reply = try await client.ask("transit receive \(road) place=twice-there/a2 take=tent:3 take=tent:2")
        #expect(reply.isOK)
        #expect(try await there.stock() == ["twice-there/a1 1", "twice-there/a2 5"])
        #expect(try await there.faults() == [])
    }

    @Test("goods that go round in circles at once are neither lost nor doubled")
    func circles() async throws {
        let house = try await House("circles", on: SharedDaemon.shared.daemon(), tents: 8)
        let replies = try await Self.together(32, house) { number in
            number % 2 == 0
                ? "transfer tent 1 from=circles/a1 to=circles/a2 key=there-\(number)"
                : "transfer tent 1 from=circles/a2 to=circles/a1 key=back-\(number)"
        }
        #expect(Set(replies.map(\.code)).isSubset(of: ["", "STOCK.INSUFFICIENT"]))
        let units = try await house.stock().compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(units.reduce(0, +) == 8)
        #expect(try await house.faults() == [])
    }

    /// So many sessions, all open before the first speaks; each says its line.
    private static func together(
        _ count: Int, _ house: House, repeats: Bool = true, _ line: @escaping @Sendable (Int) -> String
    ) async throws -> [AdminReply] {
        var sessions: [AdminClient] = []
        for _ in 0..<count { sessions.append(repeats ? try await house.session() : try await AdminClient(house.socket)) }
        return try await withThrowingTaskGroup(of: AdminReply.self) { group in
            for (number, session) in sessions.enumerated() { group.addTask { try await session.ask(line(number)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// What an answer tells beside whether it was told before.
    private static func told(_ reply: AdminReply) -> [String] {
        reply.lines + [reply.final.replacing(" replayed=yes", with: "").replacing("state=unchanged", with: "state=changed")]
    }
}
