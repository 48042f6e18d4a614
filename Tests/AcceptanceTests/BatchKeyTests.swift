import TestSupport
import Testing

// A batch is sent with one key for the whole. Whoever gets no answer sends it again; two may send it at the same moment.

@Suite("Keys of batches and of their lines", .timeLimit(.minutes(3)))
struct BatchKeyTests {
    @Test("a batch raced and resent under its key is booked once and answered alike every time")
    func raced() async throws {
        let house = try await House("batch-raced", on: SharedDaemon.shared.daemon(), tents: 50)
        var sessions: [AdminClient] = []
        for _ in 0..<10 { sessions.append(try await house.session()) }
        let finals = try await withThrowingTaskGroup(of: AdminReply.self) { group in
            for session in sessions {
                group.addTask {
                    _ = try await session.ask("begin key=batch-raced")
                    _ = try await session.ask("transfer tent 1 from=batch-raced/a1 to=batch-raced/a2")
                    _ = try await session.ask("transfer tent 2 from=batch-raced/a1 to=batch-raced/a2")
                    return try await session.ask("end")
                }
            }
            return try await group.reduce(into: [AdminReply]()) { $0.append($1) }
        }
        #expect(finals.filter { !$0.isOK } == [])
        #expect(finals.count { $0.pair("replayed") == "yes" } == 9)
        // 1 + 2 tents, once.
        #expect(try await house.stock() == ["batch-raced/a1 47", "batch-raced/a2 3"])
        #expect(try await house.faults() == [])
    }

    @Test("a line with a key of its own is booked once, whether it comes in a batch, again in another, or alone")
    func ownKey() async throws {
        let house = try await House("line-key", on: SharedDaemon.shared.daemon(), tents: 9)
        let line = "transfer tent 1 from=line-key/a1 to=line-key/a2 key=line-key-A"
        let session = try await house.session()
        for _ in 0..<2 {
            _ = try await session.ask("begin")
            _ = try await session.ask(line)
            #expect(try await session.ask("end").isOK)
        }
        #expect(try await session.ask(line).pair("replayed") == "yes")
        #expect(try await house.stock() == ["line-key/a1 8", "line-key/a2 1"])
    }
}
