import DaemonConfiguration
import EmbeddedPostgres
import Glibc
import Logging
import Speech
import Synchronization
import Testing

@testable import DaemonLife

/// What happened in a run, in order.
private final class Story: Sendable {
    private let lines = Mutex<[String]>([])
    var told: [String] { lines.withLock { $0 } }
    func tell(_ line: String) { lines.withLock { $0.append(line) } }
}

/// A state and a schema directory for daemons over a configured database, which needs no server of its own here.
private struct Place {
    let directory: String

    init() throws {
        var template = Array("/tmp/entrepot-daemon-XXXXXX".utf8CString)
        directory = try #require(mkdtemp(&template).map { String(cString: $0) })
        try Files.makeDirectory("\(directory)/Schema/migrations", mode: 0o755)
        try Files.write(
            """
            state: {directory: \(directory)/state}
            schema: {directory: \(directory)/Schema}
            database: {url: "postgresql:///app", owner_url: "postgresql:///own"}
            log: {level: critical}
            """, to: file, mode: 0o600)
    }

    var file: String { "\(directory)/entrepotd.yaml" }

    func remove() { try? Files.removeTree(directory) }
}

@Suite("The life of the daemon", .serialized)
struct DaemonTests {
    /// Parts that write down what is asked of them.
    private func parts(_ story: Story, schemaVersion: String? = "7", serve: (@Sendable () async throws -> Void)? = nil) -> DaemonParts {
        DaemonParts(
            migrate: { order in
                story.tell("migrate \(order.ownerURL)")
                return "7"
            },
            inspect: { order in
                story.tell("inspect \(order.applicationURL)")
                return DatabaseFindings(schemaVersion: schemaVersion)
            },
            open: { order in
                story.tell("open \(order.applicationURL) schema \(order.schemaVersion)")
                return OpenDaemon(
                    serve: serve ?? { try await Task.sleep(for: .seconds(600)) },
                    drain: { story.tell("drain") },
                    runJobs: { try await Task.sleep(for: .seconds(600)) },
                    reload: { story.tell("reload \($0.language.rawValue) idle \($0.socket.idleMinutes)") },
                    close: { story.tell("close") })
            })
    }

    private func daemon(_ file: String, _ parts: DaemonParts, _ story: Story, signals: AsyncStream<DaemonSignal>) -> Daemon {
        Daemon(
            sources: ConfigurationSources(file: file), parts: parts, environment: [:],
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, say: { story.tell($0) }, signals: { signals })
    }

    @Test("migrates as the owner, works as the application, reloads, drains and ends with status 0")
    func wholeLife() async throws {
        let place = try Place()
        defer { place.remove() }
        let story = Story()
        let (signals, outside) = AsyncStream.makeStream(of: DaemonSignal.self)
        // The file changes before the signal is read: language holds at once, the socket's limits do not.
        var parts = parts(story)
        let open = parts.open
        let file = place.file
        parts.open = { order in
            let text = try #require(try Files.text(of: file))
            try Files.write(text + "\nlanguage: fr\nsocket: {idle_minutes: 9}\n", to: file, mode: 0o600)
            outside.yield(.reload)
            outside.yield(.stop)
            return try await open(order)
        }
        let status = await daemon(place.file, parts, story, signals: signals).run()
        #expect(status == .ok)
        #expect(
            story.told == [
                "migrate postgresql:///own", "inspect postgresql:///app", "open postgresql:///app schema 7",
                "entrepotd ready socket=\(place.directory)/state/admin.sock database=configured schema=7",
                "reload fr idle 30", "drain", "close",
            ])
        #expect(StateLock.runningHolder(of: "\(place.directory)/state") == nil)
    }

    @Test("ends with status 70 when its listener ends by itself")
    func listenerEnds() async throws {
        let place = try Place()
        defer { place.remove() }
        let story = Story()
        let (signals, _) = AsyncStream.makeStream(of: DaemonSignal.self)
        let status = await daemon(place.file, parts(story, serve: {}), story, signals: signals).run()
        #expect(status == .software)
        #expect(story.told.last == "close")
    }

    @Test("is forced by a second signal when the drain hangs, with status 75")
    func forced() async throws {
        let place = try Place()
        defer { place.remove() }
        let story = Story()
        let (signals, outside) = AsyncStream.makeStream(of: DaemonSignal.self)
        var parts = parts(story)
        let open = parts.open
        parts.open = { order in
            var daemon = try await open(order)
            daemon.drain = {
                story.tell("drain hangs")
                outside.yield(.stop)
                try? await Task.sleep(for: .seconds(600))
            }
            outside.yield(.stop)
            return daemon
        }
        var daemon = daemon(place.file, parts, story, signals: signals)
        daemon.forceExit = { _ in }
        #expect(await daemon.run() == .temporary)
        #expect(story.told.suffix(2) == ["drain hangs", "close"])
    }

    @Test("gives up a drain at its deadline and still ends in order")
    func deadline() async throws {
        let place = try Place()
        defer { place.remove() }
        let story = Story()
        let text = try #require(try Files.text(of: place.file))
        try Files.write(text + "\nstop: {drain_seconds: 0}\n", to: place.file, mode: 0o600)
        let (signals, outside) = AsyncStream.makeStream(of: DaemonSignal.self)
        var parts = parts(story)
        let open = parts.open
        parts.open = { order in
            var daemon = try await open(order)
            daemon.drain = { try? await Task.sleep(for: .seconds(600)) }
            outside.yield(.stop)
            return daemon
        }
        #expect(await daemon(place.file, parts, story, signals: signals).run() == .ok)
        #expect(story.told.last == "close")
    }

    @Test("refuses to start with the status of what is wrong")
    func refusals() async throws {
        struct Unreachable: Error {}
        let story = Story()
        let (signals, _) = AsyncStream.makeStream(of: DaemonSignal.self)
        // The database cannot be reached: 69.
        let place = try Place()
        defer { place.remove() }
        var unreachable = parts(story)
        unreachable.migrate = { _ in throw Unreachable() }
        #expect(await daemon(place.file, unreachable, story, signals: signals).run() == .unavailable)
        // No schema in it: 78.
        #expect(await daemon(place.file, parts(story, schemaVersion: nil), story, signals: signals).run() == .configuration)
        // Fit for nothing by the finding's own status.
        var unfit = parts(story)
        unfit.inspect = { _ in
            DatabaseFindings(
                schemaVersion: "7",
                faults: [ConfigurationFault(.database, at: "database.url", found: "x", remedy: "y", status: .configuration)])
        }
        #expect(await daemon(place.file, unfit, story, signals: signals).run() == .configuration)
        // Another daemon holds the directory: 75.
        let lock = try StateLock(directory: "\(place.directory)/state")
        #expect(await daemon(place.file, parts(story), story, signals: signals).run() == .temporary)
        lock.release()
        // A misspelt key: 78, and nothing is touched.
        let other = try Place()
        defer { other.remove() }
        let text = try #require(try Files.text(of: other.file))
        try Files.write(text + "\nlogg: {}\n", to: other.file, mode: 0o600)
        #expect(await daemon(other.file, parts(story), story, signals: signals).run() == .configuration)
        #expect(!Files.isDirectory("\(other.directory)/state"))
    }

    @Test("checked without starting tells everything, and an unreachable database with status 69")
    func check() async throws {
        struct Unreachable: Error {}
        let story = Story()
        let place = try Place()
        defer { place.remove() }
        let sources = ConfigurationSources(file: place.file)
        let well = await DaemonCheck(sources: sources, parts: parts(story)).run()
        #expect(well.status == .ok)
        #expect(
            well.lines == [
                "file: \(place.file)", "state directory: \(place.directory)/state", "schema directory: \(place.directory)/Schema",
                "admin socket: \(place.directory)/state/admin.sock", "database: configured, schema 7", "all is well",
            ])
        // Roles that are limited are compared with what the database knows, or it is said that they were not.
        let limited = try Place()
        defer { limited.remove() }
        let text = try #require(try Files.text(of: limited.file))
        try Files.write(
            text + "\nroles: {groups: {root: {roles: [manager], warehouses: [calis]}}}\n", to: limited.file, mode: 0o600)
        let unseen = await DaemonCheck(sources: ConfigurationSources(file: limited.file), parts: parts(story)).run()
        #expect(
            unseen.lines.suffix(2) == [
                "roles: whether their organisations and warehouses exist was not looked at, the database has none to compare with",
                "all is well",
            ])
        var knowing = parts(story)
        knowing.inspect = { _ in
            DatabaseFindings(schemaVersion: "7", codes: RoleCodes(organisations: ["abri"], warehouses: ["calais"]))
        }
        let wrong = await DaemonCheck(sources: ConfigurationSources(file: limited.file), parts: knowing).run()
        #expect(
            wrong.lines == [
                "roles.groups: CHECK.ROLES: root is limited to the warehouse calis, which is not there. Did you mean calais?",
                "1 fault found",
            ])
        var unreachable = parts(story)
        unreachable.inspect = { _ in throw Unreachable() }
        let ill = await DaemonCheck(sources: sources, parts: unreachable).run()
        #expect(ill.status == .unavailable)
        #expect(
            ill.lines == [
                "database.url: CHECK.DATABASE: the database cannot be reached (Unreachable()). Start the server, or correct the connection string.",
                "1 fault found",
            ])
        #expect(!Files.isDirectory("\(place.directory)/state"))
    }
}

@Suite("Talking to systemd")
struct SystemdTests {
    @Test("states arrive as datagrams at a path and at an abstract name")
    func notify() throws {
        for name in ["/tmp/entrepot-notify-\(getpid())", "@entrepot-notify-\(getpid())"] {
            let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            defer {
                close(descriptor)
                unlink(name)
            }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            var bytes = Array(name.utf8)
            if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(2 + bytes.count)) }
            }
            #expect(bound == 0)
            SystemdNotifier(environment: ["NOTIFY_SOCKET": name]).send("READY=1\nSTATUS=well")
            var buffer = [UInt8](repeating: 0, count: 100)
            let got = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            #expect(got > 0 && String(decoding: buffer.prefix(max(0, got)), as: UTF8.self) == "READY=1\nSTATUS=well")
        }
        // Nobody listens, or nothing is said: no harm.
        SystemdNotifier(environment: [:]).send("READY=1")
        SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nowhere/at/all"]).send("READY=1")
    }

    @Test("the watchdog's interval is taken only when it is for this process")
    func watchdog() {
        #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "30000000"]).watchdogMicroseconds == 30_000_000)
        #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "1", "WATCHDOG_PID": "\(getpid())"]).watchdogMicroseconds == 1)
        #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "1", "WATCHDOG_PID": "1"]).watchdogMicroseconds == nil)
        #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "soon"]).watchdogMicroseconds == nil)
    }

    @Test("a log line stays one line, its pairs in the order of their names")
    func journal() {
        #expect(
            Journal.text("two\nlines\n", ["b": "plain", "a": "with \"blanks\" in it", "c": "x\ny"])
                == "two\\nlines a=\"with \\\"blanks\\\" in it\" b=plain c=x\\ny")
        #expect(
            [Logger.Level.trace, .debug, .info, .notice, .warning, .error, .critical].map(Journal.priority(of:)) == [7, 7, 6, 5, 4, 3, 2])
    }
}
