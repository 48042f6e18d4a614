import AdminProtocol
import Glibc

/// A blocking connection to the admin socket: lines out, lines in.
final class Connection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0

    /// Connects; the path is at most 107 octets long. unix(7)
    init(path: String) throws(ClientFault) {
        guard path.utf8.count <= 107 else { throw .connect(path: path, code: ENAMETOOLONG) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .connect(path: path, code: errno) }
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

    /// Sends lines; each is given its LF.
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
            guard count > 0 else { throw .lost }
            rest = rest.dropFirst(count)
        }
    }

    /// The next line of the server; throws `lost` when it closes.
    func receive() throws(ClientFault) -> ServerLine {
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
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .lost }
            buffer += piece[..<count]
        }
    }
}
