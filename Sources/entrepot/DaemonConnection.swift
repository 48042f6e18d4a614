import AdminProtocol
import Glibc

/// A blocking connection to the admin socket: lines out, lines in, and no wait without an end.
final class DaemonConnection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0

    /// Connects; the path is at most 107 octets long. unix(7)
    ///
    /// A server that takes nothing for `patience` seconds, its full queue of connections included, is `silent`. socket(7), SO_SNDTIMEO
    init(path: String, patience: Int) throws(ClientFault) {
        guard path.utf8.count <= 107 else { throw .connect(path: path, code: ENAMETOOLONG) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .connect(path: path, code: errno) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = descriptor
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            throw .connect(path: path, code: code)
        }
    }

    deinit { close(descriptor) }

    /// Sends lines; each is given its LF. Of a server that closed already, what it said before is still there to be received.
    func send(_ lines: [String]) throws(ClientFault) {
        var octets: [UInt8] = []
        for line in lines {
            octets += line.utf8
            octets.append(0x0A)
        }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { throw .silent }
            if count < 0, errno == EPIPE || errno == ECONNRESET { return }
            guard count > 0 else { throw .lost }
            rest = rest.dropFirst(count)
        }
    }

    /// The next line of the server; throws `lost` when it closes, and `silent` when no octet comes for so many milliseconds.
    func receive(within silence: Int64) throws(ClientFault) -> ServerLine {
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) {
                let line = Array(buffer[start..<end])
                start = end + 1
                do throws(ResponseFault) {
                    return try ResponseReader.read(line)
                } catch {
                    throw .grammar(error.line)
                }
            }
            if start > 0 {
                buffer.removeFirst(start)
                start = 0
            }
            scanned = buffer.count
            try wait(silence)
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .lost }
            buffer += piece[..<count]
        }
    }

    /// Waits until there is something to read.
    private func wait(_ milliseconds: Int64) throws(ClientFault) {
        let start = ContinuousClock.now
        while true {
            let passed = (ContinuousClock.now - start) / .milliseconds(1)
            let rest = max(0, Double(milliseconds) - passed)
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&poller, 1, Int32(min(rest.rounded(.up), 86_400_000)))
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .lost }
            if count < 0, Interruption.isWatched, Interruption.taken() { throw .interrupted }
            if count == 0, rest == 0 { throw .silent }
        }
    }
}
