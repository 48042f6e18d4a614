import Glibc

/// A client of the admin socket that costs next to nothing: blocking reads and writes, octets compared as they come.
final class Session {
    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var filled = 0

    /// Connects, reads the greeting, and asks for JSON without questions about repeats.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { target in
            for (index, octet) in path.utf8.prefix(107).enumerated() { target[index] = octet }
        }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw Fault("no connection to \(path): \(String(cString: strerror(errno)))") }
        _ = try readLine()
        try expectOK(Array("hello repeats=allow format=json\n".utf8))
    }

    deinit { close(descriptor) }

    /// Sends octets whole.
    func send(_ octets: [UInt8]) throws {
        var sent = 0
        while sent < octets.count {
            let count = octets[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault("the daemon closed the connection") }
            sent += count
        }
    }

    /// Takes what has arrived; the number of finals in it. Throws at a refusal.
    ///
    /// A final is a line that begins with `OK` or `ERR`; records and notices begin with `|` and `*`.
    func take() throws -> (finals: Int, octets: Int, records: Int) {
        let got = buffer.withUnsafeMutableBytes { bytes in
            recv(descriptor, bytes.baseAddress.map { $0 + filled }, bytes.count - filled, 0)
        }
        if got < 0, errno == EINTR { return (0, 0, 0) }
        guard got > 0 else { throw Fault("the daemon closed the connection") }
        filled += got
        var finals = 0
        var records = 0
        var start = 0
        while let end = lineEnd(from: start) {
            switch buffer[start] {
            case UInt8(ascii: "O"): finals += 1
            case UInt8(ascii: "E"): throw Fault("refused: \(String(decoding: buffer[start..<end], as: UTF8.self))")
            case UInt8(ascii: "|"): records += 1
            default: break
            }
            start = end + 1
        }
        if start > 0 {
            buffer.withUnsafeMutableBytes { bytes in
                if let base = bytes.baseAddress { memmove(base, base + start, filled - start) }
            }
            filled -= start
        }
        return (finals, got, records)
    }

    private func lineEnd(from start: Int) -> Int? {
        guard start < filled else { return nil }
        return buffer.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress, let found = memchr(base + start, 10, filled - start) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Sends a request and waits for its final; octets and records of the answer.
    @discardableResult
    func expectOK(_ request: [UInt8]) throws -> (octets: Int, records: Int) {
        try send(request)
        var octets = 0
        var records = 0
        while true {
            let part = try take()
            octets += part.octets
            records += part.records
            if part.finals > 0 { return (octets, records) }
        }
    }

    /// Sends a request that must be refused; the final and the number of records before it.
    func expectRefusal(_ request: [UInt8]) throws -> (final: String, records: Int) {
        try send(request)
        var records = 0
        while true {
            let line = try readLine()
            if line.hasPrefix("|") { records += 1 }
            if line.hasPrefix("ERR ") { return (line, records) }
        }
    }

    /// The next line, whatever it is.
    func readLine() throws -> String {
        while true {
            if let end = lineEnd(from: 0) {
                let line = String(decoding: buffer[0..<end], as: UTF8.self)
                buffer.withUnsafeMutableBytes { bytes in
                    if let base = bytes.baseAddress { memmove(base, base + end + 1, filled - end - 1) }
                }
                filled -= end + 1
                return line
            }
            let got = buffer.withUnsafeMutableBytes { bytes in
                recv(descriptor, bytes.baseAddress.map { $0 + filled }, bytes.count - filled, 0)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw Fault("the daemon closed the connection") }
            filled += got
        }
    }
}
