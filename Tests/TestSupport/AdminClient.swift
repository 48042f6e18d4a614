import Glibc

/// What was answered to one request.
package struct AdminReply: Sendable, Equatable {
    /// Notices and records in the order they came.
    package var lines: [String]
    /// `OK …` or `ERR …`.
    package var final: String

    /// Every line, the final one last.
    package var all: [String] { lines + [final] }
    /// Whether the final is `OK`.
    package var isOK: Bool { final == "OK" || final.hasPrefix("OK ") }
    /// The code of an `ERR`; empty for `OK`.
    package var code: String { isOK ? "" : final.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

    /// The value of a pair of the final line that holds no blank.
    package func pair(_ name: String) -> String? {
        for word in final.split(separator: " ") {
            if word == ";" { return nil }
            if word.hasPrefix("\(name)=") { return String(word.dropFirst(name.utf8.count + 1)) }
        }
        return nil
    }
}

/// A client of the admin socket that knows lines and finals and nothing else.
///
/// Blocking calls run on threads of their own. One request at a time.
package final class AdminClient: Sendable {
    /// The connection ended before the final line.
    package struct Lost: Error {
        /// What had come.
        package let lines: [String]
    }

    private let descriptor: Int32
    /// The longest silence that is waited through, in milliseconds.
    private static let patience: Int32 = 120_000

    /// Connects and reads the greeting.
    package convenience init(_ path: String, as uid: UInt32? = nil) async throws {
        let descriptor = await Threads.run { uid.map { Self.connected(path, as: $0) } ?? Self.connected(path) }
        guard descriptor >= 0 else { throw DaemonFault("\(path) takes no client: \(String(cString: strerror(-descriptor)))") }
        self.init(descriptor: descriptor)
        let greeting = await line()
        guard greeting?.hasPrefix("* ENTREPOT ") == true else { throw DaemonFault("greeted with \(greeting ?? "nothing")") }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// A connected descriptor, or an error number below zero.
    private static func connected(_ path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return -errno }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            return -code
        }
        return descriptor
    }

    /// Connects as another account. The kernel's own call changes the calling thread only (setresuid(2), NOTES), and the daemon sees
    /// whoever called connect(2): unix(7), SO_PEERCRED.
    private static func connected(_ path: String, as uid: UInt32) -> Int32 {
        typealias Call = @convention(c) (Int, Int, Int, Int) -> Int
        guard let symbol = dlsym(nil, "syscall") else { return -ENOSYS }
        let call = unsafeBitCast(symbol, to: Call.self)
        #if arch(arm64)
            let setresuid = 147
        #else
            let setresuid = 117
        #endif
        guard call(setresuid, -1, Int(uid), -1) == 0 else { return -EPERM }
        let descriptor = connected(path)
        return call(setresuid, -1, 0, -1) == 0 ? descriptor : -EPERM
    }

    /// Sends octets; false when the peer has closed.
    @discardableResult
    package func send(_ octets: [UInt8]) async -> Bool {
        let descriptor = descriptor
        return await Threads.run {
            var rest = octets[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    @discardableResult
    package func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    package func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends both ways at once.
    package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Sends a line and reads its reply.
    package func ask(_ request: String) async throws -> AdminReply {
        guard await send(request + "\n") else { throw Lost(lines: []) }
        return try await reply()
    }

    /// Reads to the next final line.
    package func reply() async throws -> AdminReply {
        let descriptor = descriptor
        let lines = await Threads.run { () -> [String] in
            var lines: [String] = []
            while let line = Self.line(descriptor) {
                lines.append(line)
                if Self.isFinal(line) { break }
            }
            return lines
        }
        guard let final = lines.last, Self.isFinal(final) else { throw Lost(lines: lines) }
        return AdminReply(lines: Array(lines.dropLast()), final: final)
    }

    /// The next line, nil when the server has closed.
    package func line() async -> String? {
        let descriptor = descriptor
        return await Threads.run { Self.line(descriptor) }
    }

    /// Every line until the server closes.
    package func rest() async -> [String] {
        let descriptor = descriptor
        return await Threads.run {
            var lines: [String] = []
            while let line = Self.line(descriptor) { lines.append(line) }
            return lines
        }
    }

    private static func isFinal(_ line: String) -> Bool {
        let words = line.split(separator: " ", maxSplits: 2)
        let first = words.first?.hasPrefix("@") == true ? words.dropFirst().first : words.first
        return first == "OK" || first == "ERR"
    }

    private static func line(_ descriptor: Int32) -> String? {
        var octets: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, patience) == 1 else { return nil }
            // Looked at first, so that nothing behind the line's end is taken.
            let seen = recv(descriptor, &piece, piece.count, Int32(MSG_PEEK))
            guard seen > 0 else { return nil }
            let end = piece[..<seen].firstIndex(of: 10)
            let taken = recv(descriptor, &piece, end.map { $0 + 1 } ?? seen, 0)
            guard taken > 0 else { return nil }
            octets += piece[..<(end ?? taken)]
            if end != nil { return String(decoding: octets, as: UTF8.self) }
        }
    }
}
