import AdminProtocol
import Glibc
import Logging
import Measures
import PlainJSON
import Speech
import Synchronization
import Testing

@testable import AdminSocket

/// Who may what, changed while sessions are open; and everything that was logged or recorded.
private final class Doors: Sendable {
    private struct Held {
        var roles: [RoleGrant] = [RoleGrant(.volunteer)]
        var log: [String] = []
        var recorded: [String] = []
    }

    private let held = Mutex(Held())

    var roles: [RoleGrant] {
        get { held.withLock { $0.roles } }
        set { held.withLock { $0.roles = newValue } }
    }
    var log: [String] { held.withLock { $0.log } }
    var recorded: [String] { held.withLock { $0.recorded } }

    func note(_ line: String) { held.withLock { $0.log.append(line) } }

    func server(_ change: (inout ServerLimits) -> Void = { _ in }) async throws -> (AdminListener, String) {
        var template = Array("/tmp/entrepot-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RawClientFault(call: "mkdtemp", code: errno) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/admin.sock"
        var limits = ServerLimits()
        change(&limits)
        let hooks = ServerHooks(
            services: NoServices(), identify: { SessionActor(account: "house", uid: $0.uid, roles: self.roles) },
            refused: { refusal in self.held.withLock { $0.recorded.append("\(refusal.code) \(refusal.line)") } })
        let listener = AdminListener(
            configuration: ListenerConfiguration(socketPath: path, limits: limits), table: SampleTable.table, hooks: hooks,
            logger: Logger(label: "test") { _ in NotingHandler { self.note($0) } })
        try await listener.start()
        return (listener, path)
    }
}

private struct NotingHandler: LogHandler {
    let note: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    init(_ note: @escaping @Sendable (String) -> Void) { self.note = note }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        note("\(event.message)\(facts)")
    }
}

/// The final's first two words.
private func gist(_ line: String?) -> String { (line ?? "").split(separator: " ").prefix(2).joined(separator: " ") }

@Suite("The socket's edge", .timeLimit(.minutes(1)))
struct EdgeTests {
    @Test("a role taken away while a session is open is gone at once, and one given is there")
    func revoked() async throws {
        let doors = Doors()
        let (listener, path) = try await doors.server()
        let client = try await RawClient(path)
        _ = await client.lines(1)
        await client.send("transfer rice 1 from=main/a1 to=main/b2\n")
        #expect(await client.lines(1) == ["OK movement=7 state=changed"])
        doors.roles = []
        await client.send("transfer rice 1 from=main/a1 to=main/b2\n")
        #expect(gist(await client.lines(1).first) == "ERR AUTH.UNKNOWN")
        doors.roles = [RoleGrant(.viewer)]
        await client.send("transfer rice 1 from=main/a1 to=main/b2\n")
        #expect(gist(await client.lines(1).first) == "ERR PERM.ROLE")
        doors.roles = [RoleGrant(.manager)]
        await client.send("transfer rice 1 from=main/a1 to=main/b2\n")
        #expect(gist(await client.lines(1).first) == "OK movement=7")
        // Of somebody with a role every refusal is recorded, with the line.
        #expect(doors.recorded == ["PERM.ROLE transfer sku=rice qty=1 from=main/a1 to=main/b2"])
        await listener.shutdown(deadline: .seconds(5))
    }

    @Test("an account without any role is closed after a few lines, at once, and leaves one line in the log and none in the audit")
    func strangers() async throws {
        let doors = Doors()
        doors.roles = []
        // A courtesy at closing would take an hour.
        let (listener, path) = try await doors.server {
            $0.strangerLines = 5
            $0.drain = .seconds(3600)
        }
        for _ in 0..<2 {
            let client = try await RawClient(path)
            await client.send(String(repeating: "stock item=secret-words\n", count: 50))
            let lines = await client.rest()
            #expect(lines.dropFirst().map { gist($0) } == Array(repeating: "ERR AUTH.UNKNOWN", count: 5) + ["* BYE"])
        }
        await listener.shutdown(deadline: .seconds(5))
        #expect(doors.recorded == [])
        // Two clients, five lines each.
        #expect(doors.log.filter { $0.contains("role") } == ["refused for want of any role account=house lines=10"])
        #expect(!doors.log.contains { $0.contains("secret") })
    }

    @Test("an account without any role holds few connections, and none for long")
    func strangersWait() async throws {
        let doors = Doors()
        doors.roles = []
        let (listener, path) = try await doors.server {
            $0.strangerClients = 2
            $0.strangerTime = .milliseconds(300)
            $0.drain = .seconds(3600)
        }
        let first = try await RawClient(path)
        let second = try await RawClient(path)
        #expect(await first.lines(1).count == 1)
        #expect(await second.lines(1).count == 1)
        let third = try await RawClient(path)
        #expect((await third.rest()).map { gist($0) } == ["ERR BUSY.CLIENTS"])
        #expect(await first.rest() == ["* BYE reason=stranger"])
        await listener.shutdown(deadline: .seconds(5))
    }

    @Test("a tabulator inside quotation marks is answered with what to do, as often as it is typed, and closes nothing")
    func tabulators() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        for _ in 0..<4 {
            await client.send("stock item=\"a\tb\"\n")
            #expect(
                await client.lines(1) == [
                    "ERR SYNTAX.CONTROL column=14 state=unchanged retry=never "
                        + "; a tabulator inside quotation marks; type a space, or \\t if a tabulator is meant"
                ])
        }
        await client.send("ping\n")
        #expect(await client.lines(1) == ["OK pong=yes"])
        await server.stop()
    }

    @Test("no descriptor near the limit of the process is spent on a client")
    func descriptorRoom() {
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        let most = Int32(clamping: limit.rlim_cur)
        #expect(DescriptorRoom.isLeft(beside: most - 33, keeping: 32))
        #expect(!DescriptorRoom.isLeft(beside: most - 32, keeping: 32))
    }
}
