import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("The embedded cluster", .serialized)
struct EmbeddedClusterTests {
    @Test("is made on the first start with its roles, its database and durable settings, and started on the second")
    func firstAndSecondStart() async throws {
        try await Scratch.with { scratch in
            let lock = try StateLock(directory: scratch.state)
            let cluster = EmbeddedCluster(lock: lock, log: scratch.log)
            let first = try await cluster.start()
            #expect(first.manner == .created)
            #expect(first.pid == scratch.postmasterPID())

            #expect(try scratch.ask(.daemon, "SELECT current_user, current_database()") == "entrepot_daemon|entrepot")
            #expect(
                try scratch.ask(.superuser, "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1")
                    == "entrepot_daemon\nentrepot_owner\nentrepot_reader\npostgres")
            #expect(
                try scratch.ask(
                    .owner,
                    "SELECT pg_get_userbyid(datdba), datcollate, pg_encoding_to_char(encoding) FROM pg_database "
                        + "WHERE datname = 'entrepot'") == "entrepot_owner|C.UTF-8|UTF8")
            #expect(
                try scratch.ask(
                    .reader,
                    "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN "
                        + "('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'log_error_verbosity', "
                        + "'log_min_error_statement', 'log_parameter_max_length_on_error')")
                    == "data_checksums=on fsync=on full_page_writes=on listen_addresses= log_error_verbosity=terse "
                    + "log_min_error_statement=panic log_parameter_max_length_on_error=0 synchronous_commit=on")
            // The owner makes tables; the application does not.
            #expect(try scratch.ask(.owner, "CREATE TABLE crate (id bigint)") == "")
            #expect(try scratch.ask(.daemon, "CREATE TABLE crate_of_mine (id bigint)").contains("permission denied for schema public"))

            try await cluster.stop()
            #expect(scratch.postmasterPID() == nil)
            lock.release()

            let second = try scratch.cluster()
            #expect(try await second.start().manner == .started)
            #expect(try scratch.ask(.owner, "SELECT count(*) FROM crate") == "0")
            try await second.stop()
        }
    }

    @Test("left running by a daemon that ended without a word is adopted by the next one, and goes on unstopped")
    func adoption() async throws {
        try await Scratch.with { scratch in
            let lock = try StateLock(directory: scratch.state)
            let first = try await EmbeddedCluster(lock: lock, log: scratch.log).start()
            // The lock goes, as it does with a killed process; the server is a session leader of its own.
            lock.release()
            #expect(getsid(first.pid) == first.pid)

            let next = try scratch.cluster()
            let adopted = try await next.start()
            #expect(adopted == EmbeddedCluster.Started(manner: .adopted, pid: first.pid, version: first.version))
            #expect(try scratch.ask(.daemon, "SELECT 1") == "1")
            try await next.stop()
            #expect(kill(first.pid, 0) != 0)
        }
    }

    @Test("is restarted by adoption when its settings changed")
    func adoptionWithOtherSettings() async throws {
        try await Scratch.with { scratch in
            let lock = try StateLock(directory: scratch.state)
            let first = try await EmbeddedCluster(lock: lock, log: scratch.log).start()
            lock.release()
            let next = EmbeddedCluster(lock: try StateLock(directory: scratch.state), connections: 30, log: scratch.log)
            let second = try await next.start()
            #expect(second.manner == .started)
            #expect(second.pid != first.pid)
            // 30 for the pools and 12 beside them
            #expect(try scratch.ask(.daemon, "SHOW max_connections") == "42")
            try await next.stop()
        }
    }

    @Test("keeps what was typed out of its log, whichever error it comes with, and what it does itself in it")
    func logHoldsNoValues() async throws {
        try await Scratch.with { scratch in
            let cluster = try scratch.cluster()
            try await cluster.start()
            #expect(try scratch.ask(.owner, "CREATE TABLE crate (id int PRIMARY KEY, note text CHECK (note <> 'Walid-one'))") == "")
            let words = ["Walid-one", "Walid-twoT10:00", "Walid-three"]
            for statement in [
                "INSERT INTO crate VALUES (1, 'Walid-one')", "SELECT 'Walid-twoT10:00'::timestamptz", "SELECT 1/0 AS \\\"Walid-three\\\"",
                "SELECT * FROM \\\"Walid-three\\\"",
            ] { #expect(try scratch.ask(.owner, statement).hasPrefix("ERROR:")) }
            try await cluster.stop()
            let logs = try Files.names(in: scratch.layout.log).map { try Files.wholeText(of: "\(scratch.layout.log)/\($0)") ?? "" }.joined()
            #expect(words.filter { logs.contains($0) } == [])
            #expect(logs.contains("database system is ready to accept connections"))
        }
    }

    @Test("comes back when its postmaster was killed, at the next start or while the daemon watches")
    func killedServer() async throws {
        try await Scratch.with { scratch in
            let cluster = try scratch.cluster()
            let first = try await cluster.start()
            #expect(try scratch.ask(.owner, "CREATE TABLE kept (id bigint); INSERT INTO kept VALUES (7)") == "")
            killAndWait(first.pid)
            let second = try await cluster.start()
            #expect(second.manner == .started)
            #expect(second.pid != first.pid)
            #expect(try scratch.ask(.owner, "SELECT id FROM kept") == "7")

            let watch = Task { await cluster.keepRunning() }
            killAndWait(second.pid)
            let clock = ContinuousClock()
            let patience = clock.now + .seconds(120)
            var answer = ""
            while answer != "7" && clock.now < patience { answer = try scratch.ask(.owner, "SELECT id FROM kept") }
            #expect(answer == "7")
            try await cluster.stop()
            watch.cancel()
            await watch.value
            #expect(scratch.postmasterPID() == nil)
        }
    }

    @Test("starts although postmaster.pid names a pid that now belongs to another program")
    func recycledPID() async throws {
        try await Scratch.with { scratch in
            let cluster = try scratch.cluster()
            let first = try await cluster.start()
            killAndWait(first.pid)
            // Line 1 becomes this test's own pid, which PostgreSQL would take for a server's.
            let path = "\(scratch.layout.data)/postmaster.pid"
            let text = try #require(try Files.text(of: path))
            let rest = text.drop { $0 != "\n" }
            let account = try ServerAccount.forServer()
            try Files.write("\(getpid())\(rest)", to: path, mode: 0o600, owner: account)
            try Files.write("\(getpid())\(rest)", to: "\(scratch.layout.socket).lock", mode: 0o600, owner: account)
            #expect(try await cluster.start().manner == .started)
            #expect(try scratch.ask(.daemon, "SELECT 1") == "1")
            try await cluster.stop()
        }
    }

    @Test("half-made by an interrupted initdb is thrown away and made anew")
    func interruptedCreation() async throws {
        try await Scratch.with { scratch in
            let leftover = "\(scratch.layout.home)/data.new-999999"
            try Files.makeDirectory("\(leftover)/base/1", mode: 0o700)
            try Files.write("15\n", to: "\(leftover)/PG_VERSION", mode: 0o600)
            let account = try ServerAccount.forServer()
            chown(scratch.layout.home, account.uid, account.gid)
            let cluster = try scratch.cluster()
            #expect(try await cluster.start().manner == .created)
            #expect(Files.names(in: scratch.layout.home) == ["data", "log", "startup.log"])
            try await cluster.stop()
        }
    }

    @Test("that cannot start says what PostgreSQL said")
    func brokenSettings() async throws {
        try await Scratch.with { scratch in
            let cluster = try scratch.cluster()
            try await cluster.start()
            try await cluster.stop()
            try Files.write("work_mem = 'much'\n", to: scratch.layout.customSettings, mode: 0o644)
            do {
                try await cluster.start()
                Issue.record("it started")
            } catch let error as EmbeddedPostgresError {
                #expect(error.code == .startFailed)
                #expect(error.found.contains("work_mem"))
            }
        }
    }

    @Test("is dumped each night into a whole file, the newest ones kept")
    func backup() async throws {
        try await Scratch.with { scratch in
            let cluster = try scratch.cluster()
            try await cluster.start()
            let time = try #require(BackupTime(hour: 3, minute: 30))
            let directory = "\(scratch.directory)/dumps"
            let backup = LogicalBackup(layout: scratch.layout, directory: directory, keptNights: 2, timeOfDay: time)
            let made = try #require(Files.facts(of: "\(scratch.layout.data)/PG_VERSION")).st_mtim.tv_sec
            #expect(!backup.isDue(now: made))
            // Two days later a night has passed, wherever the machine's clock stands.
            #expect(backup.isDue(now: made + 2 * 86_400))
            // 2099-01-01T00:00:00Z is 4 070 908 800 s after 1970: 47 117 days of 86 400 s.
            let night = 47_117 * 86_400
            for days in 0..<3 { try await backup.run(now: night + days * 86_400, log: scratch.log) }
            #expect(Files.names(in: directory) == ["entrepot-20990102T000000Z.dump", "entrepot-20990103T000000Z.dump"])
            #expect(try Files.text(of: "\(directory)/entrepot-20990103T000000Z.dump", limit: 5) == "PGDMP")
            #expect(!backup.isDue(now: night + 2 * 86_400))
            #expect(backup.isDue(now: night + 4 * 86_400))

            try await cluster.stop()
            #expect(await refusal { try await backup.run(now: night + 5 * 86_400, log: scratch.log) } == .backupFailed)
            #expect(Files.names(in: directory) == ["entrepot-20990102T000000Z.dump", "entrepot-20990103T000000Z.dump"])
        }
    }
}
