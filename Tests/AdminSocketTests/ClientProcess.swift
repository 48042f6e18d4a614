import Dispatch
import Glibc

/// The client as the shell runs it: its two outputs and its exit status.
struct ClientProcess {
    var output: String
    var errors: String
    var status: Int32

    /// Runs `entrepot` with words and standard input (a pipe, never a terminal).
    static func run(_ socketPath: String, _ words: [String], input: String = "") async throws -> ClientProcess {
        let executable = try path()
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "process").async {
                continuation.resume(with: Result { try spawn(executable, ["--socket", socketPath] + words, input) })
            }
        }
    }

    /// Runs `entrepot` with both outputs at a plain terminal; what stands on it then. pty(7)
    static func runAtTerminal(_ socketPath: String, _ words: [String]) async throws -> String {
        let executable = try path()
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "process").async {
                continuation.resume(with: Result { try spawnAtTerminal(executable, ["--socket", socketPath] + words) })
            }
        }
    }

    private static func spawnAtTerminal(_ executable: String, _ words: [String]) throws -> String {
        var master: Int32 = -1
        var terminal: Int32 = -1
        guard openpty(&master, &terminal, nil, nil, nil) == 0 else { throw RawClientFault(call: "openpty", code: errno) }
        defer { close(master) }
        for descriptor in [master, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, terminal, 1)
        posix_spawn_file_actions_adddup2(&actions, terminal, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([executable] + words).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LANG=C"), strdup("TERM=dumb"), nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, executable, &actions, nil, &arguments, &environment)
        close(terminal)
        guard code == 0 else { throw RawClientFault(call: "posix_spawn", code: code) }
        var octets: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        // The terminal hangs up, with EIO, when the client has closed it.
        while case let count = read(master, &piece, piece.count), count > 0 { octets += piece[..<count] }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        // A terminal writes a line end as CR LF.
        return String(decoding: octets.filter { $0 != 0x0D }, as: UTF8.self)
    }

    /// The client built beside these tests.
    private static func path() throws -> String {
        for argument in CommandLine.arguments + [String(cString: realpath("/proc/self/exe", nil))] {
            guard let end = argument.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
            let candidate = String(argument[..<end]) + "/entrepot"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        throw RawClientFault(call: "entrepot not found beside the tests", code: ENOENT)
    }

    private static func spawn(_ executable: String, _ words: [String], _ input: String) throws -> ClientProcess {
        var template = Array("/tmp/entrepot-client-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RawClientFault(call: "mkdtemp", code: errno) }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let files = ["in", "out", "err"].map { directory + "/" + $0 }
        let writer = open(files[0], O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        _ = Array(input.utf8).withUnsafeBytes { write(writer, $0.baseAddress, $0.count) }
        close(writer)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[1], O_CREAT | O_WRONLY, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files[2], O_CREAT | O_WRONLY, 0o600)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([executable] + words).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LANG=C"), nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        // A thread of Dispatch blocks every signal; a shell does not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let code = posix_spawn(&process, executable, &actions, &attributes, &arguments, &environment)
        guard code == 0 else { throw RawClientFault(call: "posix_spawn", code: code) }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return ClientProcess(output: try text(files[1]), errors: try text(files[2]), status: status >> 8 & 0xFF)
    }

    private static func text(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RawClientFault(call: path, code: errno) }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { octets += piece[..<count] }
        return String(decoding: octets, as: UTF8.self)
    }
}
