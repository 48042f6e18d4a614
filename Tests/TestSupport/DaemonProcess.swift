import CLinux
import Glibc
import PostgresClient
import Synchronization

/// A real `entrepotd` with a database of its own, in a directory that goes away with the tests.
///
/// A shell keeps it: the shell waits on a pipe, and when this process ends, for whatever reason, the pipe closes; then the shell stops
/// the daemon and whatever server it left, and removes the directory. The daemon's ready line is waited for, never a clock.
package final class DaemonProcess: Sendable {
    /// What a daemon is started with beyond its own directory.
    package struct Settings: Sendable {
        /// Lines of YAML after `state:` and `schema:`.
        package var yaml: String
        /// A directory that exists and takes the state; nil makes one under /tmp.
        package var directory: String?

        package init(yaml: String = "", directory: String? = nil) {
            self.yaml = yaml
            self.directory = directory
        }
    }

    /// The directory of everything; `state` lies in it.
    package let directory: String
    /// The admin socket.
    package var socket: String { "\(directory)/state/admin.sock" }
    private let keeper: LineProcess
    private let process = Mutex<Int32>(0)

    /// The daemon's process.
    package var pid: Int32 { process.withLock { $0 } }

    /// The embedded server's process, as its own file tells; nil when there is none.
    package var server: Int32? {
        guard let text = Self.text(of: "\(directory)/state/database/data/postmaster.pid"),
            let line = text.split(separator: "\n").first
        else { return nil }
        return Int32(line)
    }

    /// What the daemon wrote on its standard error.
    package var log: String { Self.text(of: "\(directory)/log") ?? "" }

    /// Starts a daemon and returns when it takes clients.
    package static func start(_ settings: Settings = Settings()) async throws -> DaemonProcess {
        let daemon = try DaemonProcess(settings)
        try await daemon.begin()
        return daemon
    }

    private init(_ settings: Settings) throws {
        var made = settings.directory
        if made == nil {
            var template = Array("/tmp/entrepot-tests-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw DaemonFault("no temporary directory could be made in /tmp") }
            made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        guard let directory = made else { throw DaemonFault("no directory") }
        self.directory = directory
        // The server may run as another account and has to pass through.
        chmod(directory, 0o755)
        let program = try Self.program("entrepotd")
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let configuration = """
            state: {directory: \(directory)/state}
            schema: {directory: \(root)/Schema}
            backup: {keep_nights: 0}
            log: {level: notice}
            \(settings.yaml)

            """
        guard let file = fopen("\(directory)/entrepotd.yaml", "w") else { throw DaemonFault("\(directory) takes no file") }
        fputs(configuration, file)
        fclose(file)
        keeper = try LineProcess(["/bin/sh", "-c", Self.script, "daemon-keeper", program, directory])
    }

    /// Starts the daemon (again) and returns when it takes clients.
    package func begin() async throws {
        try await keeper.tell("begin")
        let first = try await keeper.line(seconds: 30)
        guard first.hasPrefix("pid "), let pid = Int32(first.dropFirst(4)) else { throw DaemonFault("the keeper said \(first)") }
        process.withLock { $0 = pid }
        let ready: String
        do {
            ready = try await keeper.line(seconds: 180)
        } catch {
            throw DaemonFault("entrepotd did not get ready: \(log.suffix(2_000))")
        }
        guard ready.hasPrefix("entrepotd ready ") else { throw DaemonFault("entrepotd said \(ready); \(log.suffix(2_000))") }
    }

    /// Sends a signal and returns its exit status when it has ended: 128 and the signal when it was killed.
    package func end(_ signal: Int32) async throws -> Int {
        kill(pid, signal)
        try await keeper.tell("wait")
        var line = try await keeper.line(seconds: 120)
        while !line.hasPrefix("ended ") { line = try await keeper.line(seconds: 120) }
        return Int(line.dropFirst(6)) ?? -1
    }

    /// A program built beside the tests.
    package static func program(_ name: String) throws -> String {
        let own = realpath("/proc/self/exe", nil)
        defer { free(own) }
        for word in CommandLine.arguments + [own.map { String(cString: $0) } ?? ""] {
            var directory = word[...]
            while let slash = directory.lastIndex(of: "/") {
                directory = directory[..<slash]
                let candidate = "\(directory)/\(name)"
                var status = stat()
                if directory.contains(".build"), stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                    access(candidate, X_OK) == 0
                {
                    return candidate
                }
            }
        }
        throw DaemonFault("\(name) was not found beside the tests: build it first")
    }

    /// The text of a small file; nil when it cannot be read.
    package static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { octets += piece[..<count] }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Run by the shell that keeps the daemon; `$1` is the program, `$2` the directory.
    private static let script = #"""
        program=$1 directory=$2 daemon=
        trap : INT TERM
        while read -r word; do
            case $word in
            begin)
                /bin/sh -c 'echo "pid $$"; exec "$0" --config "$1"' "$program" "$directory/entrepotd.yaml" \
                    2>>"$directory/log" </dev/null & daemon=$! ;;
            wait) wait $daemon 2>/dev/null; echo "ended $?"; daemon= ;;
            esac
        done
        if [ -n "$daemon" ]; then kill -TERM $daemon; wait $daemon; fi
        server=$(head -n 1 "$directory/state/database/data/postmaster.pid" 2>/dev/null)
        if [ -n "$server" ]; then kill -QUIT "$server"; while kill -0 "$server" 2>/dev/null; do sleep 0.05; done; fi
        if mountpoint -q "$directory"; then umount -l "$directory"; fi
        rm -rf "$directory"
        """#
}

/// Why a daemon could not be tested.
package struct DaemonFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// A child that is told words and answers in lines; its standard input closes when this process ends.
package final class LineProcess: Sendable {
    private let commands: Int32
    private let answers: Int32

    package init(_ arguments: [String]) throws {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard entrepot_pipe(&input) == 0, entrepot_pipe(&output) == 0 else { throw DaemonFault("no pipe could be made") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        // A group of its own: the terminal's interrupt must not reach the child before its time.
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
        var child = pid_t()
        let failure = posix_spawn(&child, arguments[0], &actions, &attributes, words, environ)
        close(input[0])
        close(output[1])
        commands = input[1]
        answers = output[0]
        guard failure == 0 else { throw DaemonFault("\(arguments[0]) could not be started (error \(failure))") }
    }

    deinit {
        close(commands)
        close(answers)
    }

    /// Sends a line.
    package func tell(_ word: String) async throws {
        let line = Array((word + "\n").utf8)
        let descriptor = commands
        guard await Threads.run({ write(descriptor, line, line.count) }) == line.count else { throw DaemonFault("the keeper is gone") }
    }

    /// The next line it says; throws at its end, or after so much silence.
    package func line(seconds: Int32) async throws -> String {
        let descriptor = answers
        let line = await Threads.run { () -> [UInt8]? in
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while true {
                var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&poller, 1, seconds * 1_000) == 1, read(descriptor, &byte, 1) == 1 else { return nil }
                if byte == 10 { return line }
                line.append(byte)
            }
        }
        guard let line else { throw DaemonFault("no line within \(seconds) seconds") }
        return String(decoding: line, as: UTF8.self)
    }
}

/// Blocking calls on threads of their own, so that no task waits for another's.
package enum Threads {
    /// Runs `work` on a new thread and returns what it returns.
    package static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { waiting in
            // Without a thread the pool's own is held up: slow, and right.
            if !SystemThread.detach(named: "test", { waiting.resume(returning: work()) }) { waiting.resume(returning: work()) }
        }
    }
}
