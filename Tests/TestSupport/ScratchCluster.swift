import Glibc
package import PostgresClient
import Synchronization

// A PostgreSQL cluster of one's own for a run of tests.
//
// `ScratchCluster.freshDatabase()` gives a new empty database on one cluster shared by the whole process: a private one in a short
// temporary directory with a Unix socket only, or the one ENTREPOT_TEST_DATABASE names (the connection string of a superuser).
// A private cluster is kept by a shell that waits on a pipe: when this process ends, for whatever reason, the pipe closes, and the
// shell stops the server and removes the directory.

/// Why no cluster could be started.
package struct ScratchClusterError: Error, CustomStringConvertible {
    /// What was found and what to do.
    package let description: String
}

/// A private cluster, or one named by the environment.
package final class ScratchCluster: Sendable {
    /// Connects as superuser to the database `postgres`.
    package let administrator: ConnectionParameters
    /// The cluster's directory, in which `data` lies; nil when the environment named the cluster.
    package let directory: String?
    /// The directory of the server's programs; nil when the environment named the cluster.
    package let programs: String?
    private let keeper: Keeper?

    private static let shared = SharedCluster()
    private static let databases = Atomic<Int>(0)

    private init(administrator: ConnectionParameters, directory: String?, programs: String?, keeper: Keeper?) {
        self.administrator = administrator
        self.directory = directory
        self.programs = programs
        self.keeper = keeper
    }

    /// The cluster all tests of this process share, started when first asked for.
    package static func sharedCluster() async throws -> ScratchCluster {
        try await shared.cluster()
    }

    /// A new empty database on the shared cluster.
    package static func freshDatabase() async throws -> ConnectionParameters {
        try await sharedCluster().freshDatabase()
    }

    /// A new empty database on this cluster.
    package func freshDatabase() async throws -> ConnectionParameters {
        let number = Self.databases.wrappingAdd(1, ordering: .relaxed).newValue
        let name = "scratch_\(getpid())_\(number)"
        let connection = try await Connection.open(administrator)
        _ = try await connection.execute("create database \(unsafe: name) template template0 encoding 'UTF8'")
        await connection.close()
        var parameters = administrator
        parameters.database = name
        return parameters
    }

    /// Starts a private cluster that nobody else uses, for tests that stop it or change its settings.
    package static func startPrivate() async throws -> ScratchCluster {
        try await withCheckedThrowingContinuation { waiting in
            let started = SystemThread.detach(named: "scratch-cluster") {
                waiting.resume(with: Result { try startPrivateBlocking() })
            }
            if !started { waiting.resume(throwing: ScratchClusterError(description: "no thread could be started")) }
        }
    }

    /// Stops and starts the private server as `pg_ctl restart -m fast` would, and returns when it takes connections again.
    package func restart() async throws {
        guard let keeper else { throw ScratchClusterError(description: "only a private cluster can be restarted") }
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
            let started = SystemThread.detach(named: "scratch-restart") {
                waiting.resume(with: Result { try keeper.tell("restart") })
            }
            if !started { waiting.resume(throwing: ScratchClusterError(description: "no thread could be started")) }
        }
    }

    fileprivate static func start() async throws -> ScratchCluster {
        if let given = getenv("ENTREPOT_TEST_DATABASE").map({ String(cString: $0) }), !given.isEmpty {
            return ScratchCluster(administrator: try ConnectionParameters(given), directory: nil, programs: nil, keeper: nil)
        }
        return try await startPrivate()
    }

    private static func startPrivateBlocking() throws -> ScratchCluster {
        let programs = try programDirectory()
        var template = Array("/tmp/scratch-pg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ScratchClusterError(description: "no temporary directory could be made in /tmp") }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var arguments = ["/bin/sh", "-c", script, "scratch-cluster", programs, directory]
        if geteuid() == 0 {
            // The server refuses to run as root.
            guard let user = getpwnam("postgres"), chown(directory, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
                throw ScratchClusterError(description: "tests that run as root need a user named postgres for the server")
            }
            arguments = ["/usr/bin/env", "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + arguments
        }
        let keeper = try Keeper(arguments)
        try keeper.awaitAnswer()
        let administrator = try ConnectionParameters(
            keywords: [("host", directory), ("user", "postgres"), ("dbname", "postgres")], applicationName: "tests")
        return ScratchCluster(administrator: administrator, directory: directory, programs: programs, keeper: keeper)
    }

    /// The newest of versions 18 to 15, else the one of the path.
    private static func programDirectory() throws -> String {
        for version in ["18", "17", "16", "15"] {
            let directory = "/usr/lib/postgresql/\(version)/bin"
            if access("\(directory)/initdb", X_OK) == 0 { return directory }
        }
        for directory in (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
        where access("\(directory)/initdb", X_OK) == 0 && access("\(directory)/postgres", X_OK) == 0 {
            return String(directory)
        }
        throw ScratchClusterError(
            description:
                "no PostgreSQL 15 to 18 was found under /usr/lib/postgresql or on the PATH; install postgresql, or name a server in ENTREPOT_TEST_DATABASE"
        )
    }

    /// Run by the shell that keeps the cluster; `$1` holds the programs, `$2` is the directory.
    private static let script = """
        programs=$1 directory=$2
        cd "$directory" || exit 1
        trap : INT
        "$programs/initdb" -D data -U postgres -A trust --no-sync --encoding=UTF8 --locale=C.UTF-8 >log 2>&1 || { tail -n 3 log; exit 1; }
        begin() {
            "$programs/postgres" -D data -k "$directory" -c listen_addresses= -c fsync=off -c full_page_writes=off \\
                -c max_connections=200 -c deadlock_timeout=100ms -c max_wal_size=256MB >>log 2>&1 </dev/null &
            server=$!
            until "$programs/pg_isready" -q -h "$directory"; do
                kill -0 $server 2>/dev/null || { tail -n 3 log; return 1; }
                sleep 0.05
            done
            echo ready
        }
        begin || exit 1
        while read -r command; do
            kill -INT $server; wait $server
            begin || exit 1
        done
        kill -QUIT $server; wait $server
        cd /; rm -rf "$directory"
        """
}

/// Starts the shared cluster once.
private actor SharedCluster {
    private var starting: Task<ScratchCluster, any Error>?

    func cluster() async throws -> ScratchCluster {
        let task = starting ?? Task { try await ScratchCluster.start() }
        starting = task
        return try await task.value
    }
}

/// The shell that keeps a cluster, and the two pipes to it.
private final class Keeper: Sendable {
    private let commands: Int32
    private let answers: Int32

    init(_ arguments: [String]) throws {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        // Close-on-exec, so that no other child holds the pipe open when this process ends.
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw ScratchClusterError(description: "no pipe could be made") }
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        // A group of its own: the terminal's interrupt must not reach the server before the shell.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        let failure = posix_spawn(&process, arguments[0], &actions, &attributes, words, environ)
        close(input[0])
        close(output[1])
        commands = input[1]
        answers = output[0]
        guard failure == 0 else { throw ScratchClusterError(description: "\(arguments[0]) could not be started (error \(failure))") }
    }

    deinit {
        close(commands)
        close(answers)
    }

    /// Sends a line and waits for the server to be ready.
    func tell(_ command: String) throws {
        let line = Array((command + "\n").utf8)
        guard write(commands, line, line.count) == line.count else {
            throw ScratchClusterError(description: "the cluster's keeper is gone")
        }
        try awaitAnswer()
    }

    /// Reads one line; anything but `ready` is the server's complaint.
    func awaitAnswer() throws {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(answers, &byte, 1) == 1 {
            if byte == 10 {
                if line == Array("ready".utf8) { return }
                line.append(32)
            } else {
                line.append(byte)
            }
        }
        throw ScratchClusterError(description: "the cluster did not start: \(String(decoding: line, as: UTF8.self))")
    }
}
