import Glibc
import TestSupport
import Testing

// Somebody watches while others work: what happens comes by itself, once, in order, and whole; across restarts, for those who see a part,
// and for those who read slowly.

@Suite("Watching", .timeLimit(.minutes(5)))
struct WatchTests {
    private func house(_ yaml: String = "") async throws -> (DaemonProcess, root: AdminClient) {
        let daemon = try await DaemonProcess.start(
            DaemonProcess.Settings(yaml: "socket: {mode: \"0666\", max_clients_per_user: 400, watch_tick_seconds: 1}\n\(yaml)"))
        let root = try await AdminClient(daemon.socket)
        for line in [
            "hello repeats=allow", "organisation add abri", "organisation add brasero", "item add tent",
            "warehouse add calais timezone=Europe/Paris", "place add calais/a1 kind=bin", "place add calais/a2 kind=bin",
            "donation receive item=tent qty=30 place=calais/a1 owner=abri lot=pile",
        ] {
            let reply = try await root.ask(line)
            guard reply.isOK else { throw DaemonFault("\(line): \(reply.final)") }
        }
        return (daemon, root)
    }

    /// An event in words: watch, position, topic, body.
    private struct Event {
        let watch: String
        let position: String
        let topic: String
        let body: String
    }

    /// The next event that is no tick.
    private func next(_ client: AdminClient, ticks: Bool = false) async throws -> Event {
        while let line = await client.line() {
            let parts = line.split(separator: " ", maxSplits: 4).map(String.init)
            guard parts.count == 5, parts[0] == "!" else { throw DaemonFault("not an event: \(line)") }
            let event = Event(watch: parts[1], position: parts[2], topic: parts[3], body: parts[4])
            if ticks || event.topic != "tick" { return event }
        }
        throw DaemonFault("the session ended")
    }

    @Test("a snapshot, then what happens since; each event names where it stands, and cancel ends it")
    func snapshot() async throws {
        let (daemon, root) = try await house()
        let watcher = try await AdminClient(daemon.socket)
        let begun = try await watcher.ask("@me watch stock counts snapshot=yes")
        #expect(begun.final.hasPrefix("@me OK watch=w1 seq="))
        let stand = try await next(watcher)
        #expect(stand.topic == "stock")
        #expect(
            stand.body
                == #"{"what":"stands","place":"calais/a1","item":"tent","owner":"abri","unit":"piece","on_hand":30,"reserved":0}"#)
        let end = try await next(watcher)
        #expect(end.topic == "snapshot" && end.body == #"{"records":1}"#)
        #expect(try await root.ask("transfer tent 3 from=calais/a1 to=calais/a2 owner=abri").isOK)
        let moved = try await next(watcher)
        #expect(moved.topic == "stock" && moved.body.contains(#""what":"transferred""#) && moved.body.contains(#""by":"root""#))
        #expect(moved.body.contains(#""qty":3,"unit":"piece","from":"calais/a1","to":"calais/a2""#))
        #expect(try await root.ask("count open place=calais/a2").isOK)
        let counted = try await next(watcher)
        #expect(counted.topic == "counts" && counted.body.contains(#""what":"open""#) && counted.body.contains(#""place":"calais/a2""#))
        // A topic that was not asked for does not come; a request of the same session is answered in between.
        #expect(try await next(watcher, ticks: true).topic == "tick")
        var reply = try await watcher.ask("cancel @me")
        #expect(reply.final == "OK cancelled=yes")
        #expect(try await root.ask("transfer tent 1 from=calais/a1 to=calais/a2 owner=abri").isOK)
        reply = try await watcher.ask("ping")
        #expect(reply.lines.filter { $0.hasPrefix("!") && !$0.contains(" tick ") } == [])
    }

    @Test("who comes back behind a restart misses nothing, and sees nothing twice")
    func restart() async throws {
        let (daemon, root) = try await house()
        let watcher = try await AdminClient(daemon.socket)
        #expect(try await watcher.ask("watch stock").isOK)
        #expect(try await root.ask("transfer tent 1 from=calais/a1 to=calais/a2 owner=abri note=one").isOK)
        let first = try await next(watcher)
        #expect(try await root.ask("transfer tent 2 from=calais/a1 to=calais/a2 owner=abri").isOK)
        #expect(try await daemon.end(SIGKILL) != 0)
        try await daemon.begin()
        let again = try await AdminClient(daemon.socket)
        _ = try await again.ask("hello repeats=allow")
        #expect(try await again.ask("transfer tent 3 from=calais/a1 to=calais/a2 owner=abri").isOK)
        let back = try await AdminClient(daemon.socket)
        #expect(try await back.ask("watch stock since=\(first.position)").isOK)
        let seen = [try await next(back), try await next(back)]
        #expect(seen.map(\.topic) == ["stock", "stock"])
        #expect(seen[0].body.contains(#""qty":2,"#) && seen[1].body.contains(#""qty":3,"#))
        // A tick names a position that can be gone on from as well.
        #expect(try await next(back, ticks: true).topic == "tick")
    }

    @Test("where something is left out it is said: a position of another epoch, one that is too old, and what is no position")
    func gaps() async throws {
        let (daemon, _) = try await house()
        let watcher = try await AdminClient(daemon.socket)
        #expect(try await watcher.ask("watch stock since=00000000.5-0-0").isOK)
        let gap = try await next(watcher)
        #expect(gap.topic == "gap" && gap.body == #"{"since":"00000000.5-0-0"}"#)
        #expect(!gap.position.hasPrefix("00000000."))
        for bad in ["since=12", "since=x.y", "since=00000000.1-2", "since=00000000.1-0-0~5_3_", "snapshot=yes since=00000000.1-0-0"] {
            #expect(try await watcher.ask("watch stock \(bad)").code == "ARG.VALUE", "\(bad)")
        }
        #expect(try await watcher.ask("watch rumours").code == "ARG.VALUE")
        #expect(try await watcher.ask("watch").code == "ARG.MISSING")
        for number in 2...16 { #expect(try await watcher.ask("watch stock").pair("watch") == "w\(number)") }
        #expect(try await watcher.ask("watch stock").code == "BUSY.WATCHES")
        #expect(try await watcher.ask("cancel w3").final == "OK cancelled=yes")
        #expect(try await watcher.ask("cancel w3").final == "OK cancelled=no")
    }

    @Test(
        "each sees what is theirs, and whose role is taken away sees no more",
        .enabled(if: geteuid() == 0, "only root can speak as another account"))
    func theirs() async throws {
        let (daemon, root) = try await house(
            "roles: {users: {games: {roles: [partner], organisations: [abri]}, news: {roles: [viewer], shared: [viewer]}}}")
        guard let partner = getpwnam("games")?.pointee.pw_uid, let laptop = getpwnam("news")?.pointee.pw_uid else { return }
        let watcher = try await AdminClient(daemon.socket, as: partner)
        #expect(try await watcher.ask("watch review").code == "PERM.ROLE")
        #expect(try await watcher.ask("watch stock snapshot=yes").isOK)
        #expect(try await next(watcher).topic == "stock")
        #expect(try await next(watcher).topic == "snapshot")
        #expect(try await root.ask("donation receive item=tent qty=77 place=calais/a1 owner=brasero").isOK)
        #expect(try await root.ask("donation receive item=tent qty=5 place=calais/a1 owner=abri").isOK)
        let seen = try await next(watcher)
        #expect(seen.body.contains(#""qty":5,"#) && !seen.body.contains("77"))

        #expect(try await root.ask("person add vera role=viewer pin=4711").isOK)
        let vera = try await AdminClient(daemon.socket, as: laptop)
        #expect(try await vera.ask("hello as=vera pin=4711").isOK)
        #expect(try await vera.ask("watch stock").isOK)
        #expect(try await root.ask("person end vera").isOK)
        let last = await vera.rest().filter { !$0.contains(" tick ") && !$0.contains(" end ") }
        #expect(last == ["* BYE reason=ended"])
    }

    @Test("a watcher who reads nothing costs nobody anything and is told everything once it reads")
    func slow() async throws {
        let (daemon, root) = try await house()
        let slow = try await AdminClient(daemon.socket)
        #expect(try await slow.ask("watch stock").isOK)
        for number in 1...400 {
            let reply = try await root.ask(
                "transfer tent 1 from=calais/a\(2 - number % 2) to=calais/a\(number % 2 + 1) owner=abri")
            guard reply.isOK else { throw DaemonFault(reply.final) }
        }
        var seen = 0
        while seen < 400 {
            let event = try await next(slow)
            if event.topic == "stock", event.body.contains(#""what":"transferred""#) { seen += 1 }
        }
        #expect(seen == 400)
        #expect(try await root.ask("verify").isOK)
    }
}
