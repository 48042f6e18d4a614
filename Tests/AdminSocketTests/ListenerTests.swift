import AdminProtocol
import AdminSocket
import Glibc
import Measures
import Testing

/// The finals' first two words, or the whole line of anything else.
private func gist(_ lines: [String]) -> [String] {
    lines.map { line in
        let words = line.split(separator: " ")
        let start = words.first?.hasPrefix("@") == true ? 1 : 0
        let length = words.dropFirst(start).first == "ERR" ? 2 : 1
        return words.prefix(start + length).joined(separator: " ")
    }
}

@Suite("The admin socket", .timeLimit(.minutes(1)))
struct ListenerTests {
    @Test("greeting, requests, records and finals, then quit")
    func conversation() async throws {
        let server = try await TestServer()
        let lines = try await server.answer(to: "@1 stock format=json\nhello lang=fr\nstock columns=on_hand,item format=tsv\nquit\nping\n")
        #expect(
            lines == [
                #"@1 | {"item":"rice","place":"main/a1","on_hand":120}"#, #"@1 | {"item":"blanket","place":"main/b2","on_hand":7}"#,
                "@1 OK",
                "OK lang=fr format=table as=uid:\(getuid()) roles=volunteer repeats=refuse", "| on_hand\titem", "| 120\trice",
                "| 7\tblanket", "OK", "OK", "* BYE reason=quit",
            ])
        await server.stop()
    }

    @Test("requests sent together are answered in their order, one final each")
    func pipelining() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        await client.send("@a hold\n@b ping\n@c nonsense\n@d count\n@e ping\n")
        await server.gate.arrived()
        server.gate.open()
        client.endInput()
        let lines = await client.rest()
        #expect(
            gist(lines.filter { !$0.contains(" | ") && !$0.hasPrefix("* PROGRESS") }) == [
                "@a OK", "@b OK", "@c ERR CMD.UNKNOWN", "@d OK", "@e OK",
            ])
        // 5000 records and the header of their table.
        #expect(lines.filter { $0.hasPrefix("@d | ") }.count == 5001)
        await server.stop()
    }

    @Test("more requests than may wait are not lost: reading pauses until there is room")
    func longQueue() async throws {
        let server = try await TestServer { $0.queuedRequests = 4 }
        let client = try await server.client()
        await client.send("hold\n" + (0..<500).map { "@p\($0) ping\n" }.joined())
        client.endInput()
        server.gate.open()
        #expect(gist(await client.rest()) == ["OK"] + (0..<500).map { "@p\($0) OK" })
        await server.stop()
    }

    @Test("a client that leaves in the middle of a line has nothing executed, and the daemon goes on")
    func midLine() async throws {
        let server = try await TestServer()
        #expect(try await server.answer(to: "ping\nbook") == ["OK pong=yes", unterminated])
        let client = try await server.client()
        await client.send("book")
        client.hangUp()
        #expect(try await server.answer(to: "ping\n") == ["OK pong=yes"])
        await server.stop()
    }

    private let unterminated =
        "ERR PROTO.UNTERMINATED state=unchanged retry=never ; the last line has no line end and was not executed; send it again, ended"

    @Test("ten million octets without a line end are refused at their end and the session stays in step")
    func endless() async throws {
        let server = try await TestServer()
        let flood = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000_000)
        #expect(gist(try await server.answer(to: flood + Array("\n@n ping\n".utf8))) == ["ERR LINE.TOO-LONG", "@n OK"])
        #expect(gist(try await server.answer(to: flood)) == ["ERR PROTO.UNTERMINATED"])
        await server.stop()
    }

    @Test("NUL, a bare CR and invalid UTF-8 are refused; three in a row close")
    func noise() async throws {
        let server = try await TestServer()
        let lines: [[UInt8]] = [
            [0x70, 0x00, 0x0A], Array("pi\rng\n".utf8), Array("ping\r\n".utf8), [0xFF, 0x0A], [0xC3, 0x28, 0x0A], [0x01, 0x0A],
        ]
        #expect(
            gist(try await server.answer(to: lines.flatMap { $0 } + Array("ping\n".utf8))) == [
                "ERR SYNTAX.CONTROL", "ERR SYNTAX.CONTROL", "OK", "ERR SYNTAX.UTF8", "ERR SYNTAX.UTF8", "ERR PROTO.NOISE", "*",
            ])
        await server.stop()
    }

    @Test("HTTP and SMTP are turned away at their first line, whatever follows")
    func foreign() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        await client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nbook\n")
        #expect(gist(await client.rest()) == ["ERR PROTO.FOREIGN", "*"])
        #expect(gist(try await server.answer(to: "EHLO example.org\r\n")) == ["ERR PROTO.FOREIGN", "*"])
        await server.stop()
    }

    @Test("a client that never reads is closed, and little was made for it")
    func neverReads() async throws {
        let server = try await TestServer { $0.stalledReader = .milliseconds(200) }
        let client = try await server.client()
        await client.send("flood\n")
        #expect(await client.hungUp())
        // A page is 100 kB; the socket takes some 200 kB and the session holds one piece: far fewer than 20 pages.
        #expect(server.pages.count < 20)
        await server.stop()
    }

    @Test("two hundred idle clients are greeted, kept and answered")
    func idleClients() async throws {
        let server = try await TestServer { $0.clientsPerUser = 300 }
        var clients: [RawClient] = []
        for _ in 0..<200 { clients.append(try await server.client()) }
        #expect(server.listener.clientCount == 200)
        for client in clients { await client.send("ping\n") }
        for client in clients { #expect(await client.lines(1) == ["OK pong=yes"]) }
        await server.stop()
        for client in clients { #expect(gist(await client.rest()) == ["*"]) }
    }

    @Test("beyond the limits clients are told to come back, administrators have places kept")
    func clientLimits() async throws {
        let server = try await TestServer {
            $0.clients = 3
            $0.clientsKeptForAdministrators = 1
        }
        let first = try await server.client()
        let second = try await server.client()
        #expect(gist(await (try RawClient(server.path)).rest()) == ["ERR BUSY.CLIENTS"])
        first.hangUp()
        #expect(await first.rest() == [])
        await second.send("ping\n")
        #expect(await second.lines(1) == ["OK pong=yes"])
        await server.stop()

        let administrators = try await TestServer(roles: [RoleGrant(.admin)]) {
            $0.clients = 1
            $0.clientsKeptForAdministrators = 1
        }
        _ = try await administrators.client()
        await administrators.stop()

        let single = try await TestServer { $0.clientsPerUser = 1 }
        let only = try await single.client()
        #expect(gist(await (try RawClient(single.path)).rest()) == ["ERR BUSY.CLIENTS"])
        await only.send("ping\n")
        #expect(await only.lines(1) == ["OK pong=yes"])
        await single.stop()
    }

    @Test("an idle client is told so and closed")
    func idleness() async throws {
        let server = try await TestServer { $0.idle = .milliseconds(50) }
        let client = try await server.client()
        #expect(await client.rest() == ["* BYE reason=idle"])
        await server.stop()
    }

    @Test("cancel stops a read at work and a request that waits, and leaves a write alone")
    func cancelling() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        await client.send("@r hold\n@w book\n@q ping\n")
        await server.gate.arrived()
        await client.send("cancel @q\ncancel r\n")
        #expect(gist(await client.lines(1)) == ["@r ERR CMD.CANCELLED"])
        await server.done.arrived()
        await server.gate.arrived(2)
        await client.send("cancel @w\n@z ping\n")
        server.gate.open()
        server.done.open()
        let rest = await client.lines(6)
        #expect(gist(rest) == ["@w OK", "@q ERR CMD.CANCELLED", "OK", "OK", "OK", "@z OK"])
        #expect(rest.filter { $0.hasPrefix("OK") } == ["OK cancelled=yes", "OK cancelled=yes", "OK cancelled=no"])
        await server.stop()
    }

    @Test("a read that outlives its time is unchanged, a write is unknown and its key tells")
    func timeouts() async throws {
        let server = try await TestServer { $0.writeGrace = .milliseconds(50) }
        let client = try await server.client()
        await client.send("hold timeout=50ms lang=fr\nbook timeout=50ms\n@n ping\n")
        let lines = await client.lines(3)
        #expect(
            lines == [
                "ERR TIMEOUT.COMMAND state=unchanged retry=same-key ; a dépassé son délai ; délai= en fixe un autre",
                "ERR TIMEOUT.COMMAND state=unknown retry=same-key ; "
                    + "no answer in time; it may have been booked: repeat the line with the same key to learn",
                "@n OK pong=yes",
            ])
        await server.stop()
    }

    @Test("a read stops when its client leaves, a write runs to its end")
    func leaving() async throws {
        let server = try await TestServer()
        var reader: RawClient? = try await server.client()
        await reader?.send("hold\n")
        await server.gate.arrived()
        reader = nil
        // Passed only by the cancellation of hold.
        await server.done.arrived()
        var writer: RawClient? = try await server.client()
        await writer?.send("book\n")
        await server.gate.arrived(2)
        writer = nil
        server.gate.open()
        await server.done.arrived(2)
        await server.stop()
    }

    @Test("an unexpected error is answered with an id and nothing of its inside")
    func unexpected() async throws {
        let server = try await TestServer()
        let line = try await server.answer(to: "fail\n").first ?? ""
        #expect(gist([line]) == ["ERR INTERNAL"])
        #expect(line.contains(" id=") && line.contains("state=unknown retry=same-key"))
        #expect(!line.contains("RawClientFault"))
        await server.stop()
    }

    @Test("a shutdown finishes what runs, answers what waits, says goodbye and takes the name away")
    func shutdown() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        let idle = try await server.client()
        await client.send("@r hold\n@w book\n@x nonsense\n")
        await server.gate.arrived()
        async let stopped: Void = server.listener.shutdown(deadline: .seconds(10))
        #expect(await idle.rest() == ["* BYE reason=shutdown"])
        server.gate.open()
        await stopped
        let lines = await client.rest()
        #expect(gist(lines) == ["*", "@r OK", "@w ERR SHUTDOWN.DRAINING", "@x ERR SHUTDOWN.DRAINING"])
        #expect(lines[2].contains("state=unchanged retry=after:2000"))
        #expect(access(server.path, F_OK) != 0)
    }

    @Test("what outlives the deadline of a shutdown is answered as unknown")
    func hardShutdown() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        await client.send("@w book\n")
        await server.gate.arrived()
        await server.listener.shutdown(deadline: .milliseconds(50))
        let lines = await client.rest()
        #expect(gist(lines) == ["*", "@w ERR SHUTDOWN.DRAINING"])
        #expect(lines.last?.contains("state=unknown retry=same-key") == true)
        server.gate.open()
        server.done.open()
    }

    @Test("a live socket is never taken, a stale one is, and other files are left alone")
    func paths() async throws {
        let server = try await TestServer()
        var status = stat()
        #expect(stat(server.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        func fault(_ path: String) async -> SocketPathFault? {
            let hooks = ServerHooks(services: NoServices()) { _ in SessionActor(account: "a", uid: 0, roles: []) }
            let listener = AdminListener(
                configuration: ListenerConfiguration(socketPath: path), table: SampleTable.table, hooks: hooks, logger: quietLogger)
            do {
                try await listener.start()
                await listener.shutdown(deadline: .seconds(1))
                return nil
            } catch {
                return error as? SocketPathFault
            }
        }
        #expect(await fault(server.path) == .live(path: server.path))
        let long = "/tmp/" + String(repeating: "x", count: 103)
        #expect(await fault(long) == .tooLong(path: long, octets: 108))
        let file = server.path + ".txt"
        close(open(file, O_CREAT | O_WRONLY, 0o600))
        #expect(await fault(file) == .occupied(path: file))
        // A stale socket: bound, and its owner gone without taking the name away.
        let stale = server.path + ".old"
        bindAndForget(stale)
        #expect(await fault(stale) == nil)
        await server.stop()
    }

    private func bindAndForget(_ path: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        close(descriptor)
    }
}
