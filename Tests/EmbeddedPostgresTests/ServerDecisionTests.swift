import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("Deciding what to do about a server")
struct ServerDecisionTests {
    private let layout = ClusterLayout(state: "/srv/aid")
    private let written = "4711\n/srv/aid/database/data\n1795219200\n5432\n/srv/aid/run\n\n  5432001   65536\nready   \n"

    @Test("postmaster.pid is read line by line, also when only begun")
    func reading() throws {
        var file = try #require(PostmasterFile(written))
        #expect(
            [file.pid, pid_t(file.port ?? 0)] == [4711, 5432] && file.dataDirectory == "/srv/aid/database/data"
                && file.socketDirectory == "/srv/aid/run" && file.status == .ready && !file.isSingleUser)
        file = try #require(PostmasterFile("4711\n/srv/aid/database/data\n"))
        #expect(file.status == .starting && file.port == nil && file.socketDirectory == "")
        #expect(PostmasterFile("-12\n/x\n")?.isSingleUser == true)
        #expect(PostmasterFile("-12\n/x\n")?.pid == 12)
        for text in ["", "\n", "server", "0\n"] { #expect(PostmasterFile(text) == nil) }
    }

    @Test("each finding has its one decision")
    func table() throws {
        let ready = try #require(PostmasterFile(written))
        var starting = ready
        starting.status = .starting
        var stopping = ready
        stopping.status = .stopping
        var alone = ready
        alone.isSingleUser = true
        let rows: [(PostmasterFile?, ProcessIdentity, Bool, ServerDecision)] = [
            (nil, .gone, false, .start),
            (ready, .gone, false, .start),
            (ready, .gone, true, .start),
            (ready, .somethingElse, false, .removeStaleFilesAndStart),
            (ready, .serverOfThisCluster, false, .adopt(4711)),
            (ready, .serverOfThisCluster, true, .stopFirst(4711)),
            (starting, .serverOfThisCluster, false, .waitUntilReady(4711)),
            (stopping, .serverOfThisCluster, false, .waitUntilGone(4711)),
            (stopping, .serverOfThisCluster, true, .waitUntilGone(4711)),
            (alone, .serverOfThisCluster, false, .waitUntilGone(4711)),
        ]
        for (file, identity, changed, expected) in rows {
            #expect(ServerDecision.make(file: file, identity: identity, layout: layout, settingsChanged: changed) == expected)
        }
    }

    @Test("a server whose directory was moved under it is refused with the way to stop it")
    func moved() throws {
        let file = try #require(PostmasterFile(written))
        let decision = ServerDecision.make(
            file: file, identity: .serverOfThisCluster, layout: ClusterLayout(state: "/srv/elsewhere"), settingsChanged: false)
        #expect(
            decision
                == .refuse(
                    EmbeddedPostgresError(
                        .foreignServer,
                        found: "a server (pid 4711) already runs on /srv/aid/database/data with its socket in /srv/aid/run port 5432",
                        remedy: "Stop it with: kill -INT 4711; then start the daemon again")))
    }
}

@Suite("Choosing an installation of PostgreSQL")
struct PostgresInstallationTests {
    private let both = [
        PostgresInstallation(version: 16, binDirectory: "/usr/lib/postgresql/16/bin"),
        PostgresInstallation(version: 15, binDirectory: "/usr/lib/postgresql/15/bin"),
    ]

    @Test("a new cluster takes the newest, an old one its own, a configured directory goes first")
    func choice() throws {
        #expect(try PostgresInstallation.choose(dataVersion: nil, from: both).version == 16)
        #expect(try PostgresInstallation.choose(dataVersion: 15, from: both).version == 15)
        #expect(
            try PostgresInstallation.choose(dataVersion: nil, from: both, configured: "/usr/lib/postgresql/15/bin").version == 15)
    }

    @Test("what is missing is named with its package")
    func missing() {
        let cases: [(Int?, [PostgresInstallation], EmbeddedPostgresError.Code, String)] = [
            (nil, [], .notInstalled, "apt-get install postgresql-15"),
            (17, both, .notInstalled, "apt-get install postgresql-17"),
            (14, both, .versionUnsupported, "Restore the last dump"),
        ]
        for (version, installations, code, remedy) in cases {
            do {
                _ = try PostgresInstallation.choose(dataVersion: version, from: installations)
                Issue.record("chosen")
            } catch {
                #expect(error.code == code)
                #expect(error.remedy.contains(remedy))
            }
        }
    }

    @Test("the version is read from what postgres prints")
    func version() {
        #expect(PostgresInstallation.majorVersion(in: "postgres (PostgreSQL) 16.4 (Debian 16.4-1)\n") == 16)
        #expect(PostgresInstallation.majorVersion(in: "nothing") == nil)
    }
}

@Suite("The hour of the backup")
struct BackupTimeTests {
    @Test("the latest scheduled moment is at that hour of the machine's clock, at most a day and an hour ago")
    func latest() throws {
        let time = try #require(BackupTime(hour: 3, minute: 30))
        // Twelve moments of one day, two hours apart, in November where no zone changes its clock.
        for step in 0..<12 {
            let now = 20_778 * 86_400 + step * 7200
            let latest = time.latest(before: now)
            #expect(latest <= now && now - latest < 25 * 3600)
            #expect(time.latest(before: latest) == latest)
            #expect(time.latest(before: latest + 86_399) == latest)
        }
        #expect(BackupTime(hour: 24, minute: 0) == nil)
    }

    @Test("a dump is due when none was made since")
    func due() {
        #expect(BackupTime.isDue(newest: 99, scheduled: 100))
        #expect(!BackupTime.isDue(newest: 100, scheduled: 100))
    }

    @Test("a dump's name is its time, both ways")
    func names() {
        // 20 778 days, 2 h 30 min
        let moment = 20_778 * 86_400 + 9000
        #expect(LogicalBackup.name(at: moment) == "entrepot-20261121T023000Z.dump")
        #expect(LogicalBackup.time(of: "entrepot-20261121T023000Z.dump") == moment)
        for other in ["entrepot-20261121T0230xxZ.dump", "entrepot-2026.dump", "notes"] { #expect(LogicalBackup.time(of: other) == nil) }
    }
}
