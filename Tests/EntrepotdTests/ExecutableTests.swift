import Glibc
import Testing

@testable import EmbeddedPostgres

/// The program as a person starts it, with an embedded database of its own.
private final class RunningDaemon {
    let pid: pid_t
    private let output: Int32

    init(_ arguments: [String], schema: String) throws {
        let program = try #require(RunningDaemon.program())
        var ends: [Int32] = [0, 0]
        let made = pipe(&ends)
        try #require(made == 0)
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        pid = try Program(
            executable: program, arguments: arguments, account: try ServerAccount.current(),
            environment: Program.plainEnvironment() + ["ENTREPOT_SCHEMA_DIRECTORY=\(schema)", "ENTREPOT_LOG_LEVEL=error"]
        ).spawn(input: nothing, output: ends[1], newSession: false, diesWithCaller: false)
        close(nothing)
        close(ends[1])
        output = ends[0]
    }

    deinit { close(output) }

    /// `entrepotd` beside the tests in the build directory.
    private static func program() -> String? {
        let words = CommandLine.arguments + [Files.resolved("/proc/self/exe") ?? ""]
        for word in words where word.contains("/.build") {
            var directory = Files.parent(of: word)
            while directory != "/" && directory != "." {
                let path = "\(directory)/entrepotd"
                if access(path, X_OK) == 0 && !Files.isDirectory(path) { return path }
                directory = Files.parent(of: directory)
            }
        }
        return nil
    }

    /// The next line it says, on whichever of its outputs; empty at its end.
    func line() -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for its end: the exit status, 128 + signal when killed.
    func end() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return Program.shellStatus(status)
    }
}

@Suite("The program entrepotd", .serialized)
struct ExecutableTests {
    private func withPlace(_ body: (_ state: String, _ schema: String) async throws -> Void) async throws {
        var template = Array("/tmp/entrepot-program-XXXXXX".utf8CString)
        let directory = try #require(mkdtemp(&template).map { String(cString: $0) })
        chmod(directory, 0o755)
        defer {
            if let server = server(of: "\(directory)/state") {
                kill(server, SIGQUIT)
                while Processes.isAlive(server) { usleep(2000) }
            }
            try? Files.removeTree(directory)
        }
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        try await body("\(directory)/state", "\(root)/Schema")
    }

    private func server(of state: String) -> pid_t? {
        guard let text = try? Files.text(of: "\(ClusterLayout(state: state).data)/postmaster.pid") else { return nil }
        return PostmasterFile(text)?.pid
    }

    @Test("makes its database, survives being killed with the database adopted by the next one, and stops in order")
    func killedAndStopped() async throws {
        try await withPlace { state, schema in
            let first = try RunningDaemon(["--state", state], schema: schema)
            #expect(first.line().hasPrefix("entrepotd ready socket=\(state)/admin.sock database=embedded:"))
            let running = self.server(of: state)
            let server = try #require(running)

            let second = try RunningDaemon(["--state", state], schema: schema)
            #expect(second.line().contains("STATE.LOCKED: another daemon (pid \(first.pid)) runs on \(state)."))
            #expect(second.end() == 75)

            kill(first.pid, SIGKILL)
            #expect(first.end() == 128 + SIGKILL)
            #expect(Processes.isAlive(server))

            let third = try RunningDaemon(["--state", state], schema: schema)
            #expect(third.line().hasPrefix("entrepotd ready"))
            #expect(self.server(of: state) == server)
            kill(third.pid, SIGTERM)
            #expect(third.end() == 0)
            #expect(!Processes.isAlive(server))
            #expect(self.server(of: state) == nil)
        }
    }

    @Test("killed while initdb runs leaves nothing in the way of the next start")
    func killedWhileMaking() async throws {
        try await withPlace { state, schema in
            let home = ClusterLayout(state: state).home
            let first = try RunningDaemon(["--state", state], schema: schema)
            let patience = ContinuousClock.now + .seconds(120)
            while !Files.names(in: home).contains(where: { $0.hasPrefix("data.new-") }), ContinuousClock.now < patience {}
            kill(first.pid, SIGKILL)
            #expect(first.end() == 128 + SIGKILL)
            #expect(!Files.isDirectory("\(home)/data"))

            let second = try RunningDaemon(["--state", state], schema: schema)
            #expect(second.line().hasPrefix("entrepotd ready"))
            kill(second.pid, SIGTERM)
            #expect(second.end() == 0)
        }
    }

    @Test("refuses to work as the owner of its tables, and names a schema that is behind")
    func asOwner() async throws {
        try await withPlace { state, schema in
            let first = try RunningDaemon(["--state", state], schema: schema)
            #expect(first.line().hasPrefix("entrepotd ready"))
            let layout = ClusterLayout(state: state)
            let file = "\(state)/owner.yaml"
            let settings = """
                state: {directory: \(state)/second}
                database: {url: "\(EmbeddedCluster.url(for: .owner, layout: layout))"}
                """
            try Files.write(settings, to: file, mode: 0o600)
            let owner = try RunningDaemon(["--config", file], schema: schema)
            #expect(owner.line().contains("database.url: CHECK.DATABASE: its role may change the tables themselves."))
            #expect(owner.end() == 78)

            let newer = "\(state)/Schema"
            let migrations = Files.names(in: "\(schema)/migrations")
            try Files.makeDirectory("\(newer)/migrations", mode: 0o755)
            for name in migrations {
                try Files.write(try Files.text(of: "\(schema)/migrations/\(name)") ?? "", to: "\(newer)/migrations/\(name)", mode: 0o644)
            }
            let version = migrations.compactMap { Int($0.prefix(4)) }.max() ?? 0
            let digits = String(version + 1)
            let next = String(repeating: "0", count: 4 - digits.count) + digits
            try Files.write("SELECT 1;\n", to: "\(newer)/migrations/\(next)_add_nothing.sql", mode: 0o644)
            let application = settings.replacing("entrepot_owner", with: "entrepot_daemon")
            try Files.write(application, to: file, mode: 0o600)
            let behind = try RunningDaemon(["--config", file], schema: newer)
            #expect(
                behind.line().contains("the database is at migration \(version), this program's schema at \(version + 1)")
            )
            #expect(behind.end() == 78)
            kill(first.pid, SIGTERM)
            #expect(first.end() == 0)
        }
    }

    @Test("checks, refuses wrong flags and wrong settings by their exit status")
    func statuses() async throws {
        try await withPlace { state, schema in
            let check = try RunningDaemon(["--state", state, "--check"], schema: schema)
            #expect(check.end() == 0)
            let usage = try RunningDaemon(["--bogus"], schema: schema)
            #expect(usage.end() == 64)
            let level = try RunningDaemon(["--state", state, "--log-level", "loud"], schema: schema)
            #expect(level.line().contains("--log-level: CONFIG.VALUE: log.level cannot be \"loud\"."))
            #expect(level.end() == 78)
            let file = try RunningDaemon(["--config", "/nowhere/at.yaml", "--check"], schema: schema)
            #expect(file.line().contains("CONFIG.FILE-UNREADABLE"))
            #expect(file.end() == 78)
            #expect(!Files.isDirectory(state))
        }
    }
}
