import CLinux
import Dispatch
import Glibc
import Synchronization

/// A server that says what a test makes it say, right or wrong.
final class FakeServer: Sendable {
    enum Step: Sendable {
        /// Reads so many lines of the client.
        case read(Int)
        case say(String)
        /// Says nothing until the client is gone.
        case hold
        /// Ends the client as Ctrl-C does, and says nothing more.
        case interrupt
    }

    let path: String
    private let heardLines = Mutex<[String]>([])

    /// Everything the clients sent, line by line.
    var heard: [String] { heardLines.withLock { $0 } }

    /// Serves one connection after the other, each by its steps; the last steps serve all that follow.
    init(_ connections: [[Step]]) throws {
        var template = Array("/tmp/entrepot-fake-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RawClientFault(call: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/admin.sock"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, listen(descriptor, 16) == 0 else { throw RawClientFault(call: "bind", code: errno) }
        // The thread ends with the test run; it holds nothing that another test needs.
        DispatchQueue(label: "fake server").async { [self] in
            var number = 0
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                serve(client, connections[min(number, connections.count - 1)])
                close(client)
                number += 1
            }
        }
    }

    private func serve(_ client: Int32, _ steps: [Step]) {
        for step in steps {
            switch step {
            case .read(let count): for _ in 0..<count where !readLine(client) { return }
            case .say(let text): _ = Array(text.utf8).withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            case .hold: while readLine(client) {}
            case .interrupt:
                var (uid, gid, pid) = (uid_t(), gid_t(), pid_t())
                guard entrepot_peer_credentials(client, &uid, &gid, &pid) == 0 else { return }
                kill(pid, SIGINT)
                while readLine(client) {}
            }
        }
    }

    private func readLine(_ client: Int32) -> Bool {
        var octets: [UInt8] = []
        var octet: UInt8 = 0
        while read(client, &octet, 1) == 1 {
            if octet == 0x0A {
                heardLines.withLock { $0.append(String(decoding: octets, as: UTF8.self)) }
                return true
            }
            octets.append(octet)
        }
        return false
    }
}
