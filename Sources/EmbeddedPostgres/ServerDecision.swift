package import Glibc

/// What is known about the process whose pid stands in `postmaster.pid`.
package enum ProcessIdentity: Equatable, Sendable {
    /// No such process, or one that ended and waits for its parent.
    case gone
    /// The postmaster of this very data directory.
    case serverOfThisCluster
    /// Some other program that was given the same number later.
    case somethingElse
}

/// What to do about the server, decided in a value from what was found.
package enum ServerDecision: Equatable, Sendable {
    /// No server: start one. PostgreSQL itself removes the stale file of a pid that is gone.
    case start
    /// The pid was given to another program since; PostgreSQL would believe it and refuse, so the stale files go first.
    case removeStaleFilesAndStart
    /// A server left alive by a former daemon, with the settings wanted now.
    case adopt(pid_t)
    /// It is coming up.
    case waitUntilReady(pid_t)
    /// It is going down: wait for its end, then decide again.
    case waitUntilGone(pid_t)
    /// It runs with other settings: stop it in order, then decide again.
    case stopFirst(pid_t)
    /// A server of this data directory that listens elsewhere: the directory was moved or it was started by hand.
    case refuse(EmbeddedPostgresError)

    /// Decides.
    ///
    /// - Parameters:
    ///   - file: `postmaster.pid`, nil when there is none.
    ///   - identity: of the process it names.
    ///   - settingsChanged: the configuration files were rewritten just now.
    package static func make(
        file: PostmasterFile?, identity: ProcessIdentity, layout: ClusterLayout, settingsChanged: Bool
    ) -> ServerDecision {
        guard let file else { return .start }
        switch identity {
        case .gone: return .start
        case .somethingElse: return .removeStaleFilesAndStart
        case .serverOfThisCluster: break
        }
        // A single-user server is initialising or was started by a person: it has no socket and ends by itself.
        if file.isSingleUser || file.status == .stopping { return .waitUntilGone(file.pid) }
        let elsewhere =
            file.dataDirectory != layout.data
            || (!file.socketDirectory.isEmpty && file.socketDirectory != layout.socketDirectory)
            || (file.port != nil && file.port != EmbeddedDatabase.port)
        if elsewhere {
            return .refuse(
                EmbeddedPostgresError(
                    .foreignServer,
                    found: "a server (pid \(file.pid)) already runs on \(file.dataDirectory) with its socket in "
                        + "\(file.socketDirectory) port \(file.port.map(String.init) ?? "?")",
                    remedy: "Stop it with: kill -INT \(file.pid); then start the daemon again"))
        }
        if settingsChanged { return .stopFirst(file.pid) }
        return file.status == .starting ? .waitUntilReady(file.pid) : .adopt(file.pid)
    }
}

/// Looking at processes through /proc. proc(5)
enum Processes {
    /// Whether the process runs; one that ended and was not collected by its parent does not.
    static func isAlive(_ pid: pid_t) -> Bool {
        // Collects it when it was a child of this daemon; for any other process this does nothing.
        _ = waitpid(pid, nil, WNOHANG)
        guard let text = try? Files.text(of: "/proc/\(pid)/stat", limit: 4096) else { return false }
        // "PID (NAME) STATE …": the name may hold spaces and parentheses, so look behind the last one.
        guard let close = text.lastIndex(of: ")") else { return false }
        let state = text[text.index(after: close)...].first { $0 != " " }
        return state != nil && state != "Z" && state != "X"
    }

    /// Who the process is.
    ///
    /// The command line is readable for everybody; the working directory (a postmaster's is its data directory) only with
    /// rights that root in a container may lack. Either is enough.
    static func identity(of pid: pid_t, dataDirectory: String) -> ProcessIdentity {
        guard isAlive(pid) else { return .gone }
        let commandLine = (try? Files.text(of: "/proc/\(pid)/cmdline", limit: 65536)) ?? nil
        let words = (commandLine ?? "").split(separator: "\0").map(String.init)
        guard let program = words.first, program == "postgres" || program.hasSuffix("/postgres") else { return .somethingElse }
        if let flag = words.firstIndex(of: "-D"), flag + 1 < words.count, words[flag + 1] == dataDirectory { return .serverOfThisCluster }
        if Files.resolved("/proc/\(pid)/cwd") == dataDirectory { return .serverOfThisCluster }
        return .somethingElse
    }
}
