import Glibc
import TestSupport
import Testing

// Three helpers at one laptop, where it goes wrong: PINs that are guessed, sessions of somebody who has ended, defaults that outlive a
// session, a ceiling that the configuration lowers.

@Suite(
    "Persons on a shared account", .enabled(if: geteuid() == 0, "only root can speak as another account"), .timeLimit(.minutes(5)))
struct PersonTests {
    private static let yaml = """
        socket: {mode: "0666", max_clients_per_user: 400}
        roles: {users: {games: {roles: [viewer], shared: [volunteer, manager], warehouses: [calais]}}}
        """

    private func house() async throws -> (DaemonProcess, root: AdminClient) {
        let daemon = try await DaemonProcess.start(DaemonProcess.Settings(yaml: Self.yaml))
        let root = try await AdminClient(daemon.socket)
        for line in [
            "organisation add abri", "item add tent", "warehouse add calais timezone=Europe/Paris", "place add calais/a1 kind=bin",
            "place add calais/yard kind=bin", "warehouse add dunkirk timezone=Europe/Paris", "place add dunkirk/a1 kind=bin",
            "person add zoe name=\"Zoe Secret\" role=volunteer role=manager pin=4711", "person add sam role=volunteer pin=2222",
        ] {
            let reply = try await root.ask(line)
            guard reply.isOK else { throw DaemonFault("\(line): \(reply.final)") }
        }
        return (daemon, root)
    }

    private func laptop(_ daemon: DaemonProcess) async throws -> AdminClient {
        guard let account = getpwnam("games") else { throw DaemonFault("this machine has no account games") }
        return try await AdminClient(daemon.socket, as: account.pointee.pw_uid)
    }

    @Test("a PIN tried ten thousand times, by eight clients at once, is looked at a few times only, and the right one waits as well")
    func guessed() async throws {
        let (daemon, root) = try await house()
        let codes = try await withThrowingTaskGroup(of: [String: Int].self) { group in
            for worker in 0..<8 {
                let client = try await laptop(daemon)
                group.addTask {
                    var codes: [String: Int] = [:]
                    for number in 0..<1_250 {
                        // The right one is 4711 and among them.
                        let pin = String(10_000 + worker * 1_250 + number).dropFirst()
                        let reply = try await client.ask("hello as=zoe pin=\(pin)")
                        codes[reply.isOK ? "OK" : reply.code, default: 0] += 1
                    }
                    return codes
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        #expect(codes.values.reduce(0, +) == 10_000)
        #expect(codes["OK"] == nil)
        // Three at once, then one after 1, 2, 4, 8, … seconds: as many as the test took doublings.
        #expect((3...14).contains(codes["AUTH.PERSON"] ?? 0), "\(codes)")
        let waiting = try await laptop(daemon).ask("hello as=zoe pin=4711")
        #expect(waiting.code == "AUTH.PIN-PAUSED")
        #expect(waiting.pair("retry")?.hasPrefix("after:") == true)
        // Nobody else waits for it, and a new PIN ends it.
        #expect(try await laptop(daemon).ask("hello as=sam pin=2222").isOK)
        #expect(try await root.ask("person edit zoe pin=9090").isOK)
        #expect(try await laptop(daemon).ask("hello as=zoe pin=9090").isOK)
        // What was looked at stands in the audit, without the PIN; nor does it stand anywhere else.
        let audit = try await root.ask("audit list limit=all columns=by,command format=tsv")
        #expect(audit.lines.filter { $0.contains("hello as=zoe pin=***") }.count == codes["AUTH.PERSON"])
        for secret in ["4711", "9090", "Secret"] {
            #expect(!audit.all.contains { $0.contains(secret) })
            #expect(!daemon.log.contains(secret))
        }
    }

    @Test("the end of access ends a session that is open, at once; its last day by itself, and a lowered ceiling")
    func ended() async throws {
        let (daemon, root) = try await house()
        let sam = try await laptop(daemon)
        #expect(try await sam.ask("hello as=sam pin=2222").isOK)
        let zoe = try await laptop(daemon)
        #expect(try await zoe.ask("hello as=zoe pin=4711").isOK)
        #expect(try await sam.ask("donation receive item=tent qty=3 place=calais/a1 owner=abri").isOK)
        // Through this account nobody reaches Dunkirk.
        #expect(try await sam.ask("donation receive item=tent qty=3 place=dunkirk/a1 owner=abri").code == "PERM.SCOPE")
        #expect(try await zoe.ask("person end sam").code == "NOTFOUND.PERSON", "a limited manager knows of nobody who reaches further")
        #expect(try await root.ask("person end sam").isOK)
        #expect(await sam.rest() == ["* BYE reason=ended"])
        #expect(try await zoe.ask("hello").isOK)
        #expect(try await laptop(daemon).ask("hello as=sam pin=2222").code == "AUTH.PERSON-ENDED")

        // A batch of an ended person is not run.
        #expect(try await zoe.ask("begin").isOK)
        #expect(try await zoe.ask("donation receive item=tent qty=9 place=calais/a1 owner=abri").isOK)
        #expect(try await root.ask("person edit zoe role=lead").isOK)
        var told = await zoe.rest()
        #expect(told.popLast() == "* BYE reason=ended")
        #expect(try await laptop(daemon).ask("hello as=zoe pin=4711").code == "AUTH.PERSON-BEYOND")
        #expect(try await root.ask("stock tent columns=on_hand format=tsv").lines.last == "| 3")
    }

    @Test("what somebody means is kept for the person and for the account, each their own, and short place names follow it")
    func defaults() async throws {
        let (daemon, _) = try await house()
        let first = try await laptop(daemon)
        #expect(try await first.ask("hello warehouse=calais format=json").isOK)
        #expect(try await first.ask("hello as=zoe pin=4711 place=calais/a1 owner=abri lang=fr").pair("place") == "calais/a1")
        #expect(try await first.ask("donation receive item=tent qty=1").isOK)
        #expect(try await first.ask("transfer tent 1 from=a1 to=yard").isOK)

        let second = try await laptop(daemon)
        let account = try await second.ask("hello")
        #expect(["warehouse", "place", "format"].map { account.pair($0) } == ["calais", nil, "table"])
        let zoe = try await second.ask("hello as=zoe pin=4711")
        #expect(["lang", "place", "owner", "warehouse"].map { zoe.pair($0) } == ["fr", "calais/a1", "abri", nil])
        #expect(try await second.ask("hello place=- keep=no").pair("place") == nil)
        let third = try await laptop(daemon)
        #expect(try await third.ask("hello as=zoe pin=4711").pair("place") == "calais/a1")
        #expect(try await third.ask("hello as=games").pair("warehouse") == "calais")
        #expect(try await third.ask("hello place=nowhere").code == "NOTFOUND.PLACE")
        #expect(try await third.ask("hello place=dunkirk/a1").code == "PERM.SCOPE")

        // They outlive the daemon.
        #expect(try await daemon.end(SIGTERM) == 0)
        try await daemon.begin()
        #expect(try await laptop(daemon).ask("hello as=zoe pin=4711").pair("place") == "calais/a1")
    }
}
