import Glibc
import TestSupport

/// `entrepot` at a terminal of its own: keys go in, and what stands on the screen is waited for. pty(7)
final class TerminalClient: @unchecked Sendable {
    private let master: Int32
    private let process: pid_t
    private var seen: [UInt8] = []
    /// POSIX_SPAWN_SETSID, which only GNU's own declarations show. spawn.h
    private static let ownSession: Int16 = 0x80

    /// Starts a conversation on a socket; its history lies beside the socket's own files unless said.
    init(
        _ socket: String, columns: UInt16 = 80, rows: UInt16 = 50, term: String = "xterm", locale: String = "C.UTF-8", history: String,
        words: [String] = []
    ) throws {
        let executable = try DaemonProcess.program("entrepot")
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var master: Int32 = -1
        var terminal: Int32 = -1
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&master, &terminal, &name, nil, &size) == 0 else { throw DaemonFault("openpty: \(errno)") }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Opened by the leader of a session, it becomes the session's own terminal, whose Ctrl-C is a signal.
        for descriptor in Int32(0)...2 { posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Self.ownSession)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([executable, "--socket", socket] + words).map { strdup($0) } + [nil]
        let variables = [
            "TERM=\(term)", "LC_ALL=\(locale)", "ENTREPOT_HISTORY=\(history)", "PATH=/usr/bin:/bin", "PAGER=cat", "NO_COLOR=1",
        ]
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, executable, &actions, &attributes, &arguments, &environment)
        close(terminal)
        guard code == 0 else { throw DaemonFault("posix_spawn: \(code)") }
        self.master = master
        self.process = process
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Presses keys.
    func press(_ keys: String) {
        let octets = Array(keys.utf8)
        _ = octets.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Types a line.
    func type(_ line: String) { press(line + "\r") }

    /// Waits until a text stands on the screen behind what was waited for last; what came until then. Throws what is there instead when
    /// nothing comes for so many seconds.
    @discardableResult
    func wait(for text: String, seconds: Int32 = 60) async throws -> String {
        try await Threads.run { [self] () -> Result<String, DaemonFault> in
            while true {
                let shown = Self.visible(seen)
                if let range = shown.firstRange(of: text) {
                    let before = String(shown[..<range.upperBound])
                    seen = Array(shown[range.upperBound...].utf8)
                    return .success(before)
                }
                var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
                guard poll(&poller, 1, seconds * 1000) > 0 else { return .failure(DaemonFault("no «\(text)» in:\n\(shown)")) }
                var piece = [UInt8](repeating: 0, count: 65_536)
                let count = read(master, &piece, piece.count)
                guard count > 0 else { return .failure(DaemonFault("it ended without «\(text)»:\n\(shown)")) }
                seen += piece[..<count]
            }
        }.get()
    }

    /// Waits for its end; the exit status.
    func end() async -> Int32 {
        await Threads.run { [self] in
            var piece = [UInt8](repeating: 0, count: 65_536)
            while read(master, &piece, piece.count) > 0 {}
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return status >> 8 & 0xFF
        }
    }

    /// Text without what steers the terminal (ECMA-48) and without carriage returns.
    private static func visible(_ octets: [UInt8]) -> String {
        var plain: [UInt8] = []
        var place = 0
        while place < octets.count {
            if octets[place] == 0x1B {
                place += 1
                guard place < octets.count else { break }
                if octets[place] == UInt8(ascii: "[") {
                    place += 1
                    while place < octets.count, !(0x40...0x7E).contains(octets[place]) { place += 1 }
                }
                place += 1
                continue
            }
            if octets[place] == 0x08 {
                if !plain.isEmpty, plain.last != 0x0A { plain.removeLast() }
            } else if octets[place] != 0x0D, octets[place] != 0x07 {
                plain.append(octets[place])
            }
            place += 1
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
