import Glibc

/// Whole text files, read and written at once.
package enum TextFile {
    /// The largest file that is read.
    package static let mostBytes = 64 << 20

    /// The text of a file; bytes that are not UTF-8 come out as replacement characters.
    package static func read(_ path: String) throws(RunFault) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= mostBytes else {
                throw RunFault("\(path): FILE.TOO-LARGE: more than \(mostBytes) bytes; this is no instance")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file anew.
    package static func write(_ text: String, to path: String) throws(RunFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        guard put(text, to: descriptor) else { throw unwritable(path) }
    }

    /// Writes a text and a line feed to a descriptor at once.
    package static func line(_ text: String, to descriptor: Int32) { _ = put(text + "\n", to: descriptor) }

    private static func put(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func unreadable(_ path: String) -> RunFault {
        RunFault("\(path): FILE.UNREADABLE: \(String(cString: strerror(errno))); name a file that exists and may be read")
    }

    private static func unwritable(_ path: String) -> RunFault {
        RunFault("\(path): FILE.UNWRITABLE: \(String(cString: strerror(errno))); name a place for --output that may be written")
    }
}
