import Glibc

/// Why the admin socket could not be bound.
package enum SocketPathFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// unix(7) keeps 108 octets for the path, its final NUL included.
    case tooLong(path: String, octets: Int)
    /// Another daemon listens there.
    case live(path: String)
    /// Something that is no socket stands there.
    case occupied(path: String)
    case system(call: String, path: String, code: Int32)

    package var description: String {
        switch self {
        case .tooLong(let path, let octets):
            "the socket path \(path) has \(octets) octets; at most \(SocketPath.longest): choose a shorter directory"
        case .live(let path): "another daemon is listening on \(path); stop it first, or set another socket path"
        case .occupied(let path): "\(path) exists and is no socket; move it away, or set another socket path"
        case .system(let call, let path, let code): "\(call) \(path): \(String(cString: strerror(code)))"
        }
    }
}

/// A Unix socket bound at a path: first under a temporary name with its mode and group set, then renamed into place, so that
/// nobody ever connects to a half-made one and a stale one never blocks a start.
struct SocketPath: Sendable {
    /// The longest path in octets.
    static let longest = 107

    let path: String
    private let device: UInt
    private let inode: UInt

    /// Binds and listens; answers the descriptor. A live socket is never taken away.
    static func bind(_ path: String, mode: UInt32, group: UInt32?) throws(SocketPathFault) -> (descriptor: Int32, path: SocketPath) {
        let temporary = "\(path).\(getpid())"
        guard path.utf8.count <= longest else { throw .tooLong(path: path, octets: path.utf8.count) }
        // The temporary name must fit as well.
        guard temporary.utf8.count <= longest else { throw .tooLong(path: temporary, octets: temporary.utf8.count) }
        try refuseOccupied(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", path: path, code: errno) }
        do throws(SocketPathFault) {
            unlink(temporary)
            // The mode of the descriptor is the mode the name is made with: nobody gets in before the group is set.
            guard fchmod(descriptor, 0o600) == 0 else { throw .system(call: "fchmod", path: temporary, code: errno) }
            guard withAddress(temporary, { Glibc.bind(descriptor, $0, $1) }) == 0 else {
                throw .system(call: "bind", path: temporary, code: errno)
            }
            if let group, chown(temporary, uid_t.max, group) != 0 { throw .system(call: "chown", path: temporary, code: errno) }
            guard chmod(temporary, mode) == 0 else { throw .system(call: "chmod", path: temporary, code: errno) }
            guard listen(descriptor, 256) == 0 else { throw .system(call: "listen", path: temporary, code: errno) }
            var status = stat()
            guard stat(temporary, &status) == 0 else { throw .system(call: "stat", path: temporary, code: errno) }
            guard rename(temporary, path) == 0 else { throw .system(call: "rename", path: path, code: errno) }
            return (descriptor, SocketPath(path: path, device: UInt(status.st_dev), inode: UInt(status.st_ino)))
        } catch {
            unlink(temporary)
            close(descriptor)
            throw error
        }
    }

    /// Takes the name away if it still is the socket bound here, not that of a successor.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, UInt(status.st_dev) == device, UInt(status.st_ino) == inode else { return }
        unlink(path)
    }

    private static func refuseOccupied(_ path: String) throws(SocketPathFault) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw .system(call: "stat", path: path, code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .occupied(path: path) }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw .system(call: "socket", path: path, code: errno) }
        defer { close(probe) }
        // A stale socket refuses; EAGAIN means a listener with a full queue, which is alive.
        if withAddress(path, { connect(probe, $0, $1) }) == 0 { throw .live(path: path) }
        if errno != ECONNREFUSED && errno != ENOENT { throw .live(path: path) }
    }

    private static func withAddress(_ path: String, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: path.utf8.prefix(place.count - 1))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
