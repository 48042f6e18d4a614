package import Glibc
package import Logging
import Synchronization

/// The embedded database of one state directory: made when missing, started or adopted, kept running, stopped in order.
///
/// All work that blocks runs on threads of its own. One operation at a time: a start that is under way ends before a stop begins,
/// and nothing starts the server again once a stop was asked for.
package final class EmbeddedCluster: Sendable {
    /// What a start found and did.
    package struct Started: Equatable, Sendable {
        package enum Manner: String, Sendable {
            /// The cluster was made, then started.
            case created
            case started
            /// A server left by a former daemon goes on.
            case adopted
        }
        package let manner: Manner
        /// Pid of the postmaster.
        package let pid: pid_t
        /// Major version of PostgreSQL.
        package let version: Int
    }

    /// How long things may take, in milliseconds.
    package struct Deadlines: Sendable {
        /// A start; recovery after a crash can take a while.
        package var start = 120_000
        /// A fast shutdown, before the server is told to drop everything.
        package var stop = 30_000

        package init() {}
    }

    /// Where everything lies.
    package let layout: ClusterLayout
    private let lock: StateLock
    private let configuredBinDirectory: String?
    private let maximumConnections: Int
    private let deadlines: Deadlines
    private let log: Logger
    private let stopping = Mutex(false)

    /// Prepares for a state directory whose lock is held; nothing is started yet.
    ///
    /// - Parameters:
    ///   - binDirectory: PostgreSQL's programs where they are not in a usual place.
    ///   - connections: how many the daemon's pools may open; 12 are added for people, dumps and migrations.
    package init(
        lock: StateLock, binDirectory: String? = nil, connections: Int = 8, deadlines: Deadlines = Deadlines(), log: Logger
    ) {
        self.lock = lock
        self.layout = ClusterLayout(state: lock.directory)
        self.configuredBinDirectory = binDirectory
        self.maximumConnections = connections + 12
        self.deadlines = deadlines
        self.log = log
    }

    /// The connection string for a role, as libpq reads it. Holds no secret: the server knows the peer's account.
    package func url(for role: DatabaseRole) -> String { EmbeddedCluster.url(for: role, layout: layout) }

    /// The connection string of the cluster in a state directory, running or not.
    package static func url(for role: DatabaseRole, layout: ClusterLayout) -> String {
        let host = percentEncoded(layout.socketDirectory)
        return "postgresql:///\(EmbeddedDatabase.name)?host=\(host)&port=\(EmbeddedDatabase.port)&user=\(role.rawValue)"
    }

    /// Makes the cluster if there is none and sees that its server is ready; harmless when it already is.
    ///
    /// - Throws: `EmbeddedPostgresError`.
    @discardableResult
    package func start() async throws -> Started {
        try await BlockingWork.run {
            try self.stopping.withLock { stopping in
                stopping = false
                return try self.ensureReady()
            }
        }
    }

    /// Watches the server and starts it again when it died, until the task is cancelled or `stop` was called.
    ///
    /// A start that fails is logged and tried again, at growing intervals of at most 30 s: the daemon answers meanwhile.
    package func keepRunning() async {
        var pause = 1
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(pause))
                let restarted = try await BlockingWork.run { () throws -> Started? in
                    try self.stopping.withLock { stopping in
                        if stopping || self.serverIsAlive() { return nil }
                        return try self.ensureReady()
                    }
                }
                if let restarted {
                    log.warning("the database server had ended and was started again", metadata: ["pid": "\(restarted.pid)"])
                }
                pause = 1
            } catch is CancellationError {
                return
            } catch {
                pause = min(pause * 2, 30)
                log.error("the database server cannot be started", metadata: ["error": "\(error)", "again_in_seconds": "\(pause)"])
            }
        }
    }

    /// Stops the server in order (fast shutdown), harmless when it does not run.
    ///
    /// - Throws: `POSTGRES.STOP-TIMEOUT` when it is still there after the deadline and an immediate shutdown.
    package func stop() async throws {
        try await BlockingWork.run {
            try self.stopping.withLock { stopping in
                stopping = true
                guard let pid = self.serverPID() else { return }
                try self.shutDown(pid)
            }
        }
    }

    // MARK: On a blocking thread

    private func ensureReady() throws(EmbeddedPostgresError) -> Started {
        try layout.checkSocketPath()
        let account = try layout.account()
        try layout.prepare(for: account)
        let dataVersion = try layout.dataVersion()
        let installation = try PostgresInstallation.choose(
            dataVersion: dataVersion, from: PostgresInstallation.all(configured: configuredBinDirectory),
            configured: configuredBinDirectory)
        let settings = ServerSettings(layout: layout, maximumConnections: maximumConnections, accounts: try accounts(with: account))
        ClusterCreation.removeLeftovers(in: layout)
        if dataVersion == nil {
            log.info("making the database", metadata: ["directory": "\(layout.data)", "version": "\(installation.version)"])
            try ClusterCreation(layout: layout, installation: installation, account: account, settings: settings).run()
        }
        var changed: Bool
        do {
            changed = try settings.write(into: layout.data, owner: account)
        } catch {
            throw EmbeddedPostgresError(
                .stateUnusable, found: "the server's settings cannot be written (\(error))",
                remedy: "See that \(layout.home) belongs to \(account.name) and that the disk is not full", retryHelps: true)
        }
        let deadline = Deadline(milliseconds: deadlines.start)
        while true {
            let file = postmasterFile()
            let identity = file.map { Processes.identity(of: $0.pid, dataDirectory: layout.data) } ?? .gone
            switch ServerDecision.make(file: file, identity: identity, layout: layout, settingsChanged: changed) {
            case .adopt(let pid):
                // A server that is just being killed still stands in /proc: believe its socket.
                guard UnixSocketProbe.accepts(layout.socket) else {
                    try wait(deadline) { !Processes.isAlive(pid) || UnixSocketProbe.accepts(self.layout.socket) }
                    continue
                }
                return Started(manner: .adopted, pid: pid, version: installation.version)
            case .waitUntilReady(let pid):
                try wait(deadline) { !Processes.isAlive(pid) || self.isReady(pid) }
            case .waitUntilGone(let pid):
                try wait(deadline) { !Processes.isAlive(pid) }
            case .stopFirst(let pid):
                log.info("restarting the database server for its new settings", metadata: ["pid": "\(pid)"])
                try shutDown(pid)
                changed = false
            case .refuse(let error):
                throw error
            case .removeStaleFilesAndStart, .start:
                // The lock of the state directory is ours, and no postmaster of this cluster runs.
                if identity == .somethingElse { removeStaleFiles() }
                guard let pid = try launch(installation, account, deadline) else { continue }
                return Started(manner: dataVersion == nil ? .created : .started, pid: pid, version: installation.version)
            }
        }
    }

    private func accounts(with server: ServerAccount) throws(EmbeddedPostgresError) -> [String] {
        var names = ["root", server.name]
        // A daemon with a number but no name could not be mapped; it stops here with the reason.
        if geteuid() != 0 { names.append(try ServerAccount.current().name) }
        return names
    }

    private func launch(
        _ installation: PostgresInstallation, _ account: ServerAccount, _ deadline: Deadline
    ) throws(EmbeddedPostgresError) -> pid_t? {
        let pid: pid_t
        do {
            let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard nothing >= 0 else { throw SystemCallError("open", "/dev/null") }
            defer { close(nothing) }
            let output = open(layout.startupLog, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard output >= 0 else { throw SystemCallError("open", layout.startupLog) }
            defer { close(output) }
            if fchown(output, account.uid, account.gid) != 0 { throw SystemCallError("chown", layout.startupLog) }
            pid = try Program(
                executable: installation.program("postgres"), arguments: ["-D", layout.data], account: account, directory: layout.home
            ).spawn(input: nothing, output: output, newSession: true, diesWithCaller: false)
        } catch {
            throw EmbeddedPostgresError(
                .startFailed, found: "the database server could not be started (\(error))",
                remedy: "See that PostgreSQL is whole (\(installation.binDirectory)) and the disk is not full", retryHelps: true)
        }
        try wait(deadline) { !Processes.isAlive(pid) || self.isReady(pid) }
        if Processes.isAlive(pid) { return pid }
        let said = Files.tail(of: layout.startupLog)
        // The children of a killed postmaster end within moments; until then the server refuses to start beside them.
        if said.contains("pre-existing shared memory block"), !deadline.hasPassed {
            usleep(50_000)
            return nil
        }
        throw EmbeddedPostgresError(
            .startFailed, found: "the database server ended while starting: \(said)\(newestLogTail())",
            remedy: "The lines above come from PostgreSQL; mend what they name (disk full, settings in \(layout.customSettings)) and start "
                + "again, or restore the last dump into a new state directory",
            retryHelps: true)
    }

    private func shutDown(_ pid: pid_t) throws(EmbeddedPostgresError) {
        // SIGINT: fast shutdown, SIGQUIT: immediate, recovered at the next start. postgres(1)
        for (signal, patience) in [(SIGINT, deadlines.stop), (SIGQUIT, 5_000)] {
            if kill(pid, signal) != 0 && errno == ESRCH { return }
            let deadline = Deadline(milliseconds: patience)
            while Processes.isAlive(pid) && !deadline.hasPassed { usleep(5_000) }
            if !Processes.isAlive(pid) { return }
            log.warning("the database server does not stop", metadata: ["pid": "\(pid)", "after_milliseconds": "\(patience)"])
        }
        throw EmbeddedPostgresError(
            .stopTimeout, found: "the database server (pid \(pid)) did not stop",
            remedy: "Look for a disk that hangs; the next start adopts the server", retryHelps: true)
    }

    private func wait(_ deadline: Deadline, until condition: () -> Bool) throws(EmbeddedPostgresError) {
        while !condition() {
            if deadline.hasPassed {
                throw EmbeddedPostgresError(
                    .startTimeout,
                    found: "the database server was not ready after \(deadlines.start / 1000) s: "
                        + Files.tail(of: layout.startupLog) + newestLogTail(),
                    remedy: "It may still be recovering: start the daemon again, which adopts it", retryHelps: true)
            }
            usleep(5_000)
        }
    }

    private func newestLogTail() -> String {
        let newest = Files.names(in: layout.log).max { first, second in
            modified("\(layout.log)/\(first)") < modified("\(layout.log)/\(second)")
        }
        return newest.map { Files.tail(of: "\(layout.log)/\($0)", limit: 1000) } ?? ""
    }

    private func modified(_ path: String) -> Int { Files.facts(of: path).map { $0.st_mtim.tv_sec } ?? 0 }

    private func removeStaleFiles() {
        unlink("\(layout.data)/postmaster.pid")
        unlink("\(layout.socket).lock")
    }

    private func postmasterFile() -> PostmasterFile? {
        let text = (try? Files.text(of: "\(layout.data)/postmaster.pid", limit: 8192)) ?? nil
        return text.flatMap(PostmasterFile.init)
    }

    /// Pid of the running server of this cluster.
    private func serverPID() -> pid_t? {
        guard let file = postmasterFile(), Processes.identity(of: file.pid, dataDirectory: layout.data) == .serverOfThisCluster else {
            return nil
        }
        return file.pid
    }

    private func serverIsAlive() -> Bool { serverPID() != nil }

    private func isReady(_ pid: pid_t) -> Bool {
        guard let file = postmasterFile() else { return false }
        return file.pid == pid && file.status == .ready
    }

    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for byte in text.utf8 {
            let character = Character(UnicodeScalar(byte))
            if byte < 128, character.isLetter || character.isNumber || "-._~/".contains(character) {
                result.append(character)
            } else {
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return result
    }
}

/// A moment on the monotonic clock.
private struct Deadline {
    private let end: Int

    init(milliseconds: Int) { end = Deadline.now() + milliseconds }

    var hasPassed: Bool { Deadline.now() >= end }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
