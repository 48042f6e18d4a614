import Glibc

/// Where everything of the embedded database lies under one state directory.
package struct ClusterLayout: Equatable, Sendable {
    /// The state directory, absolute and resolved.
    package let state: String

    package init(state: String) { self.state = state }

    /// All that belongs to the server's account.
    package var home: String { "\(state)/database" }
    /// The cluster's data directory.
    package var data: String { "\(home)/data" }
    /// The server's log files.
    package var log: String { "\(home)/log" }
    /// What the server says before its log is open.
    package var startupLog: String { "\(home)/startup.log" }
    /// The administrator's own settings, read after the daemon's memory settings and before the durable ones.
    package var customSettings: String { "\(home)/custom.conf" }
    /// Directory of the socket; short, because the path of a socket is.
    package var socketDirectory: String { "\(state)/run" }
    /// The socket itself.
    package var socket: String { "\(socketDirectory)/.s.PGSQL.\(EmbeddedDatabase.port)" }

    /// Refuses a state directory whose socket path would not fit into the kernel's 107 bytes.
    ///
    /// - Throws: `STATE.PATH-TOO-LONG` with the longest state directory that fits.
    package func checkSocketPath() throws(EmbeddedPostgresError) {
        let length = socket.utf8.count
        let longest = EmbeddedDatabase.longestSocketPath
        guard length > longest else { return }
        throw EmbeddedPostgresError(
            .pathTooLong,
            found: "the database socket \(socket) would have a path of \(length) bytes, and Linux takes at most \(longest)",
            remedy: "Choose a --state directory of at most \(longest - (length - state.utf8.count)) bytes, such as /var/lib/entrepot")
    }

    /// The account the server has to run as: the owner of an existing cluster, or the one `ServerAccount.forServer` picks.
    ///
    /// - Throws: `STATE.NO-ACCOUNT`, `STATE.UNUSABLE` when the cluster belongs to somebody this daemon cannot become.
    func account() throws(EmbeddedPostgresError) -> ServerAccount {
        guard let facts = Files.facts(of: home), facts.st_uid != 0 || geteuid() != 0 else { return try ServerAccount.forServer() }
        if geteuid() == 0, let owner = ServerAccount.numbered(facts.st_uid) { return owner }
        if geteuid() == facts.st_uid { return try ServerAccount.current() }
        throw EmbeddedPostgresError(
            .stateUnusable, found: "\(home) belongs to user number \(facts.st_uid), and this daemon runs as \(geteuid())",
            remedy: "Start the daemon as that account or as root, or give the directory away: chown -R ACCOUNT \(home)")
    }

    /// Makes the directories, gives them to the server's account, and sees that it can reach them.
    ///
    /// - Throws: `STATE.UNUSABLE`, `STATE.HIDDEN-FROM-SERVER`.
    func prepare(for account: ServerAccount) throws(EmbeddedPostgresError) {
        do throws(SystemCallError) {
            for directory in [home, socketDirectory] {
                try Files.makeDirectory(directory, mode: 0o700)
                if chown(directory, account.uid, account.gid) != 0 { throw SystemCallError("chown", directory) }
            }
            if let facts = Files.facts(of: state), !account.mayPass(facts), facts.st_uid == geteuid() {
                if chmod(state, facts.st_mode & 0o7777 | 0o111) != 0 { throw SystemCallError("chmod", state) }
            }
        } catch {
            throw EmbeddedPostgresError(
                .stateUnusable, found: "the directories of the database cannot be made under \(state) (\(error))",
                remedy: "Make it writable for the daemon's account, or name another with --state")
        }
        var directory = state
        while true {
            if let facts = Files.facts(of: directory), !account.mayPass(facts) {
                throw EmbeddedPostgresError(
                    .stateHidden,
                    found: "the database runs as \(account.name), and \(account.name) may not pass through \(directory)",
                    remedy: "Choose a --state directory that it can reach, such as /var/lib/entrepot, or chmod o+x \(directory)")
            }
            if directory == "/" { break }
            directory = Files.parent(of: directory)
        }
    }

    /// What `PG_VERSION` says, nil when there is no cluster yet.
    package func dataVersion() throws(EmbeddedPostgresError) -> Int? {
        let path = "\(data)/PG_VERSION"
        do {
            guard let text = try Files.text(of: path, limit: 64) else {
                guard Files.isDirectory(data) else { return nil }
                throw EmbeddedPostgresError(
                    .stateUnusable, found: "\(data) exists, but is not a PostgreSQL cluster: it has no PG_VERSION",
                    remedy: "Move it out of the way, or name another --state directory")
            }
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            return Int(digits) ?? 0
        } catch let error as EmbeddedPostgresError {
            throw error
        } catch {
            throw EmbeddedPostgresError(
                .stateUnusable, found: "the version of the cluster cannot be read (\(error))",
                remedy: "Start the daemon as root or as the owner of \(home)")
        }
    }
}
