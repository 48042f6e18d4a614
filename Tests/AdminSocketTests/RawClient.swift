import Dispatch
import Glibc

/// A client that knows nothing of the protocol: octets out, octets in. Its blocking calls run on threads of their own.
final class RawClient: Sendable {
    private let descriptor: Int32
    /// A queue of its own gets a thread of its own: blocking here keeps nobody else waiting.
    private let queue = DispatchQueue(label: "client")

    /// Connects to a socket.
    init(_ path: String) async throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let descriptor = descriptor
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw RawClientFault(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    /// Sends octets; false when the peer has closed.
    @discardableResult
    func send(_ octets: [UInt8]) async -> Bool {
        await onThread { [descriptor] in
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
    func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes both ways while other copies of the client may still exist.
    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Reads until `count` lines are there, or the server closes; ten seconds at most.
    func lines(_ count: Int) async -> [String] {
        await onThread { [descriptor] in
            var octets: [UInt8] = []
            var octet: UInt8 = 0
            var seen = 0
            while seen < count, Self.isReadable(descriptor), read(descriptor, &octet, 1) == 1 {
                octets.append(octet)
                if octet == 0x0A { seen += 1 }
            }
            return Self.split(octets)
        }
    }

    /// Reads until the server closes; a minute of silence at most.
    func rest() async -> [String] {
        await onThread { [descriptor] in
            var octets: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while Self.isReadable(descriptor) {
                let count = read(descriptor, &buffer, buffer.count)
                if count <= 0 { return Self.split(octets) }
                octets += buffer[..<count]
            }
            return Self.split(octets) + ["(still open)"]
        }
    }

    /// Waits, without reading, until the server hangs up; false after a minute.
    func hungUp() async -> Bool {
        await onThread { [descriptor] in
            var poller = pollfd(fd: descriptor, events: 0, revents: 0)
            return poll(&poller, 1, 60_000) == 1 && poller.revents & Int16(POLLHUP) != 0
        }
    }

    private static func isReadable(_ descriptor: Int32) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 60_000) == 1
    }

    private static func split(_ octets: [UInt8]) -> [String] {
        octets.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }

    private func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}

struct RawClientFault: Error {
    var call: String
    var code: Int32
}
