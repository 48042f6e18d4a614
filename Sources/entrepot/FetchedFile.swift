import AdminProtocol
import Glibc
import PlainJSON

/// A file that comes in chunks: held until its final, compared with the figures there, then written whole or not at all.
struct FetchedFile {
    private(set) var octets: [UInt8] = []
    /// Whether a chunk came; an empty file comes as one empty chunk or as none.
    private(set) var hasBegun = false

    mutating func add(_ chunk: [UInt8]) {
        hasBegun = true
        octets += chunk
    }

    /// Compares the file with `size=` and `sha256=` of its final, as far as they are said.
    func check(_ final: ReceivedFinal) throws(ClientFault) {
        let name = final.pairs.text("file") ?? "the file"
        if let size = final.pairs.text("size"), size != String(octets.count) {
            throw .damaged(name: name, found: "\(octets.count) octets", told: "\(size)")
        }
        if let told = final.pairs.text("sha256") {
            let found = SHA256.hexadecimal(of: octets)
            guard told.lowercased() == found else { throw .damaged(name: name, found: "sha256 \(found)", told: told) }
        }
    }

    /// Writes the file under a temporary name beside its own and renames it into place. rename(2)
    ///
    /// What is there and is no regular file (a pipe, /dev/stdout) is written to as it is.
    func write(to path: String) throws(ClientFault) {
        var facts = stat()
        let isThere = stat(path, &facts) == 0
        if isThere, facts.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.fault(path) }
            defer { close(descriptor) }
            return try fill(descriptor, path)
        }
        // A link stays a link: the file it leads to is replaced.
        let target = isThere ? Self.resolved(path) : path
        let temporary = "\(target).\(getpid()).part"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isThere ? facts.st_mode & 0o777 : 0o644)
        guard descriptor >= 0 else { throw Self.fault(path) }
        do throws(ClientFault) {
            defer { close(descriptor) }
            try fill(descriptor, path)
            guard fsync(descriptor) == 0 else { throw Self.fault(path) }
            guard rename(temporary, target) == 0 else { throw Self.fault(path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func fill(_ descriptor: Int32, _ path: String) throws(ClientFault) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.fault(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let place = realpath(path, nil) else { return path }
        defer { free(place) }
        return String(cString: place)
    }

    private static func fault(_ path: String) -> ClientFault {
        let code = errno
        return .file(path: path, code: code)
    }
}
