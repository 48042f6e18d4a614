import EmbeddedPostgres
import Glibc

/// A daemon with its own server in a directory of its own, gone at the end of the run.
final class MeasuredDaemon {
    let state: String
    private let program: String
    private let preload: String?
    private var child: Child?
    private let installation: PostgresInstallation
    /// Seconds from the start of the program to its ready line.
    private(set) var secondsToReady = 0.0

    /// Makes the state directory and starts the daemon.
    init(program: String, under directory: String, preload: String?) throws {
        guard let installation = PostgresInstallation.all().first else { throw Fault("no PostgreSQL 15 to 18 was found") }
        self.installation = installation
        self.program = program
        self.preload = preload
        var template = Array("\(directory)/entrepot-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Fault("no directory can be made in \(directory)") }
        state = template.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { String(cString: $0) } ?? "" }
        try start()
        // Room for the clients of pgbench; everything else as shipped.
        stop()
        try Child.write("max_connections = 60\n", to: layout.customSettings)
        try start()
    }

    /// The pid of the daemon.
    var pid: pid_t { child?.pid ?? 0 }

    /// Starts the daemon, and returns when it said that it is ready.
    func start() throws {
        let begin = seconds()
        let child = try Child(
            program, ["--state", state, "--log-level", "error"],
            // All clients of a run are one user.
            variables: ["ENTREPOT_SOCKET_MAX_CLIENTS_PER_USER=400"] + (preload.map { ["LD_PRELOAD=\($0)"] } ?? []))
        while let line = child.line() {
            if line.hasPrefix("entrepotd ready") {
                secondsToReady = seconds() - begin
                self.child = child
                return
            }
        }
        throw Fault("the daemon did not become ready: status \(child.wait())")
    }

    /// Kills the daemon; its server goes on.
    func killDaemon() {
        guard let child else { return }
        kill(child.pid, SIGKILL)
        _ = child.wait()
        self.child = nil
    }

    /// Stops daemon and server.
    private func stop() {
        guard let child else { return }
        kill(child.pid, SIGTERM)
        _ = child.wait()
        self.child = nil
    }

    /// Stops daemon and server and removes the state.
    func end() {
        stop()
        _ = try? Child.run("/bin/rm", ["-rf", state])
    }

    deinit { end() }

    private var layout: ClusterLayout { ClusterLayout(state: state) }

    /// How a program of PostgreSQL connects as the superuser.
    var connection: [String] {
        ["-h", layout.socketDirectory, "-p", "\(EmbeddedDatabase.port)", "-U", DatabaseRole.superuser.rawValue]
    }

    /// Runs SQL as the superuser; the rows, unaligned.
    @discardableResult
    func sql(_ text: String) throws -> String {
        try Child.run(
            installation.program("psql"), connection + ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", EmbeddedDatabase.name],
            input: text)
    }

    /// psql, to be timed with one query.
    func psql(_ query: String) throws -> Child {
        try Child(installation.program("psql"), connection + ["-X", "-q", "-A", "-t", "-d", EmbeddedDatabase.name, "-c", query])
    }

    /// Movements per second of pgbench with one script.
    func pgbench(script: String, clients: Int, seconds: Int) throws -> Double {
        let path = "\(state)/load.sql"
        try Child.write(script, to: path)
        let text = try Child.run(
            installation.program("pgbench"),
            connection + [
                "-n", "-M", "prepared", "-c", "\(clients)", "-j", "\(min(clients, 2))", "-T", "\(seconds)", "-f", path,
                EmbeddedDatabase.name,
            ])
        for line in text.split(separator: "\n") where line.hasPrefix("tps = ") {
            if let number = Double(line.dropFirst(6).prefix { $0 != " " }) { return number }
        }
        throw Fault("pgbench said no tps: \(text)")
    }

    /// A new session on the admin socket.
    func session() throws -> Session { try Session(path: "\(state)/admin.sock") }

    /// Microseconds of one fdatasync(2) of 8 KiB in the state directory, as measured here.
    func syncMicroseconds() throws -> Sample {
        let path = "\(state)/sync"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault("no file can be made in \(state)") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let page = [UInt8](repeating: 1, count: 8_192)
        for index in 0..<256 { _ = pwrite(descriptor, page, page.count, off_t(index * page.count)) }
        fdatasync(descriptor)
        var sample = Sample()
        for index in 0..<200 {
            _ = pwrite(descriptor, page, page.count, off_t(index * page.count))
            sample.add(timed { _ = fdatasync(descriptor) } * 1e6)
        }
        return sample
    }

    /// Processor seconds used so far by the daemon, and by its server with all of its processes.
    func processorSeconds() -> (daemon: Double, server: Double) {
        let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        let postmaster = Child.text(of: "\(layout.data)/postmaster.pid").split(separator: "\n").first.flatMap { Int($0) } ?? 0
        var server = 0.0
        for process in [postmaster] + Self.children(of: postmaster) {
            let times = Self.processorTicks(process)
            // What ended processes used counts for the one that waited for them.
            server += process == postmaster ? times.own + times.ended : times.own
        }
        return (Self.processorTicks(Int(pid)).own / perSecond, server / perSecond)
    }

    private static func children(of process: Int) -> [Int] {
        let text = Child.text(of: "/proc/\(process)/task/\(process)/children")
        return text.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
    }

    /// Fields 14 to 17 of /proc/PID/stat (proc(5)): user and system time, own and of children that ended.
    private static func processorTicks(_ process: Int) -> (own: Double, ended: Double) {
        let text = Child.text(of: "/proc/\(process)/stat")
        guard let name = text.lastIndex(of: ")") else { return (0, 0) }
        let fields = text[name...].split(separator: " ").dropFirst()
        let times = fields.dropFirst(11).prefix(4).compactMap { Double($0) }
        guard times.count == 4 else { return (0, 0) }
        return (times[0] + times[1], times[2] + times[3])
    }

    /// Memory of the daemon from /proc, in megabytes: resident as a whole, and the part that is its own.
    func memory() throws -> (resident: Double, own: Double) {
        var resident = 0.0
        var own = 0.0
        for text in Child.text(of: "/proc/\(pid)/status").split(separator: "\n") {
            let parts = text.split { $0 == " " || $0 == "\t" || $0 == ":" }
            guard parts.count >= 2, let kilobytes = Double(parts[1]) else { continue }
            if parts[0] == "VmRSS" { resident = kilobytes * 1_024 / 1e6 }
            if parts[0] == "RssAnon" { own = kilobytes * 1_024 / 1e6 }
        }
        return (resident, own)
    }
}
