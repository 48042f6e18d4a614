import Glibc
import PostgresClient
import TestSupport
import Testing

// What happens when a process dies in the middle of the morning. Everything that was acknowledged is in the books exactly once; what was
// not answered is said again with its key and then is in the books exactly once too.

@Suite("Server and daemon die under load", .serialized, .timeLimit(.minutes(5)))
struct DeathTests {
    /// People who carry tents at once, and how often each does.
    private static let people = 8
    private static let times = 40

    /// What one person got done before the daemon was gone.
    private struct Turn: Sendable {
        var acknowledged: [String] = []
        /// Said, and not answered.
        var unanswered: String?
    }

    @Test("the server restarted in order, killed, and killed with its children: the daemon stays, nothing is lost or doubled")
    func serverDies() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("server-dies", on: daemon, tents: Self.people * Self.times)
        let progress = Progress()
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for person in 0..<Self.people {
                group.addTask {
                    let session = try await house.session()
                    var booked = 0
                    for number in 0..<Self.times {
                        let reply = try await session.insist(house.carry("p\(person)-\(number)"))
                        if reply.isOK { booked += 1 }
                        await progress.add()
                    }
                    return booked
                }
            }
            for (after, signal) in [(40, SIGINT), (120, SIGKILL), (200, SIGQUIT)] {
                await progress.reach(after)
                let server = try await Self.server(of: daemon)
                kill(server, signal)
            }
            return try await group.reduce(0, +)
        }
        #expect(total == Self.people * Self.times)
        #expect(try await house.stock() == ["server-dies/a2 \(Self.people * Self.times)"])
        #expect(try await house.movements() == Self.people * Self.times + 1)
        #expect(try await house.faults() == [])
        #expect(try await daemon.end(SIGTERM) == 0)
    }

    @Test("the daemon killed under load: what was acknowledged is there once, what was not answered is there once when said again")
    func daemonDies() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("daemon-dies", on: daemon, tents: 100_000)
        var said = 0
        for round in 1...3 {
            let progress = Progress()
            let turns = try await withThrowingTaskGroup(of: Turn.self) { group in
                for person in 0..<Self.people {
                    group.addTask { try await Self.carryUntilGone(house, "r\(round)-p\(person)", progress) }
                }
                await progress.reach(60)
                #expect(try await daemon.end(SIGKILL) == 128 + Int(SIGKILL))
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await daemon.begin()
            let session = try await house.session()
            for turn in turns {
                if let line = turn.unanswered { #expect(try await session.insist(line).isOK) }
                // Saying it once more changes nothing.
                for line in [turn.unanswered, turn.acknowledged.last].compactMap({ $0 }) {
                    let reply = try await session.insist(line)
                    #expect(reply.final.contains(" replayed=yes state=unchanged"))
                }
                said += turn.acknowledged.count + (turn.unanswered == nil ? 0 : 1)
            }
            #expect(try await house.stock() == ["daemon-dies/a1 \(100_000 - said)", "daemon-dies/a2 \(said)"])
            #expect(try await house.movements() == said + 1)
            #expect(try await house.faults() == [])
        }
        #expect(try await daemon.end(SIGTERM) == 0)
    }

    @Test("the daemon killed while its posting waits in the database: booked without an answer, and the key finds it")
    func killedBetweenCommitAndAnswer() async throws {
        let daemon = try await DaemonProcess.start()
        try await Catalogue.play(on: daemon.socket)
        let house = try await House("no-answer", on: daemon, tents: 5)
        // Somebody else holds the balance: the posting waits for it, with the daemon waiting for the posting.
        let other = try await Connection.open(
            ConnectionParameters("postgresql:///entrepot?host=\(daemon.directory)/state/run&port=5432&user=postgres"))
        try await other.executeScript("begin; select from entrepot.balance for update")
        let client = try await house.session()
        await client.send(house.carry("unheard") + "\n")
        let watcher = try await Connection.open(
            ConnectionParameters("postgresql:///entrepot?host=\(daemon.directory)/state/run&port=5432&user=postgres"))
        func postings(_ condition: SQL) async throws -> Int64 {
            try await watcher.value(
                "select count(*) from pg_stat_activity where query like '%post_movements(%' and pid <> pg_backend_pid() and \(condition)")
        }
        while try await postings("wait_event_type = 'Lock'") == 0 {}
        #expect(try await daemon.end(SIGKILL) == 128 + Int(SIGKILL))
        try await other.executeScript("commit")
        while try await postings("state = 'active'") > 0 {}
        #expect(try await watcher.value("select count(*) from entrepot.request where key = 'unheard'", as: Int64.self) == 1)
        await other.close()
        await watcher.close()
        try await daemon.begin()
        let reply = try await house.session().ask(house.carry("unheard"))
        #expect(reply.isOK && reply.final.contains(" replayed=yes state=unchanged"))
        #expect(try await house.stock() == ["no-answer/a1 4", "no-answer/a2 1"])
        #expect(try await house.faults() == [])
        #expect(try await daemon.end(SIGTERM) == 0)
    }

    /// Carries tents one by one until the daemon is gone.
    private static func carryUntilGone(_ house: House, _ name: String, _ progress: Progress) async throws -> Turn {
        var turn = Turn()
        let session = try await house.session()
        while true {
            let line = house.carry("\(name)-\(turn.acknowledged.count)")
            do {
                let reply = try await session.insist(line)
                guard reply.isOK else { throw DaemonFault("\(line): \(reply.final)") }
                turn.acknowledged.append(line)
                await progress.add()
            } catch is AdminClient.Lost {
                turn.unanswered = line
                return turn
            }
        }
    }

    /// The server's process, when one runs.
    private static func server(of daemon: DaemonProcess) async throws -> Int32 {
        while true {
            if let server = daemon.server, kill(server, 0) == 0 { return server }
            // The daemon says when it has one again: its answer needs the database.
            _ = try await AdminClient(daemon.socket).insist("verify")
        }
    }
}
