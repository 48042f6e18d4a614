package import Glibc

/// A system call that failed, on what, and why.
package struct SystemCallError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The call, as its manual page is named.
    package let call: String
    /// The file or thing it was about.
    package let subject: String
    /// `errno` after the call.
    package let number: Int32

    package init(_ call: String, _ subject: String, number: Int32 = errno) {
        self.call = call
        self.subject = subject
        self.number = number
    }

    package var description: String { "\(call) \(subject): \(String(cString: strerror(number)))" }
}

/// The few file operations the daemon needs, over system calls.
package enum Files {
    /// The text of a small file, or nil when there is none. At most `limit` bytes are read; invalid UTF-8 is repaired.
    package static func text(of path: String, limit: Int = 1 << 20) throws(SystemCallError) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SystemCallError("open", path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while bytes.count < limit {
            let got = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
            if got < 0 {
                if errno == EINTR { continue }
                throw SystemCallError("read", path)
            }
            if got == 0 { break }
            bytes.append(contentsOf: chunk[0..<got])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a file that has to be read to its end, or nil when there is none; `EFBIG` when it is longer than `limit` bytes.
    package static func wholeText(of path: String, limit: Int = 1 << 20) throws(SystemCallError) -> String? {
        if let facts = facts(of: path), facts.st_size > limit { throw SystemCallError("read", path, number: EFBIG) }
        // One byte more tells a file that has no size, such as a pipe.
        guard let text = try text(of: path, limit: limit + 1) else { return nil }
        if text.utf8.count > limit { throw SystemCallError("read", path, number: EFBIG) }
        return text
    }

    /// The last `limit` bytes of a text file, from the start of a line; empty when there is none.
    package static func tail(of path: String, limit: Int = 2000) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0, lseek(descriptor, max(0, size - limit), SEEK_SET) >= 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: min(size, limit))
        let got = read(descriptor, &bytes, bytes.count)
        guard got > 0 else { return "" }
        bytes.removeLast(bytes.count - got)
        if size <= limit { return String(decoding: bytes, as: UTF8.self) }
        let start = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    /// Writes a file whole: under a temporary name, synced, renamed. A reader sees the old text or the new, never half.
    package static func write(
        _ text: String, to path: String, mode: mode_t, owner: ServerAccount? = nil
    ) throws(SystemCallError) {
        let temporary = "\(path).new-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        if descriptor < 0 { throw SystemCallError("open", temporary) }
        do throws(SystemCallError) {
            defer { close(descriptor) }
            let bytes = Array(text.utf8)
            var done = 0
            while done < bytes.count {
                let put = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if put < 0 {
                    if errno == EINTR { continue }
                    throw SystemCallError("write", temporary)
                }
                done += put
            }
            if fchmod(descriptor, mode) != 0 { throw SystemCallError("fchmod", temporary) }
            if let owner, fchown(descriptor, owner.uid, owner.gid) != 0 { throw SystemCallError("fchown", temporary) }
            if fsync(descriptor) != 0 { throw SystemCallError("fsync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        try rename(temporary, to: path)
    }

    /// Renames within a directory and makes the new name durable.
    package static func rename(_ from: String, to: String) throws(SystemCallError) {
        if Glibc.rename(from, to) != 0 { throw SystemCallError("rename", "\(from) to \(to)") }
        try syncDirectory(parent(of: to))
    }

    /// Makes the names inside a directory durable. fsync(2)
    package static func syncDirectory(_ path: String) throws(SystemCallError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw SystemCallError("open", path) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 && errno != EINVAL { throw SystemCallError("fsync", path) }
    }

    /// Makes a directory with its missing parents (0755); true when it was not there before.
    @discardableResult
    package static func makeDirectory(_ path: String, mode: mode_t) throws(SystemCallError) -> Bool {
        if isDirectory(path) { return false }
        if mkdir(path, mode) != 0 {
            if errno == EEXIST && isDirectory(path) { return false }
            guard errno == ENOENT, path != "/", !path.isEmpty else { throw SystemCallError("mkdir", path) }
            try makeDirectory(parent(of: path), mode: 0o755)
            if mkdir(path, mode) != 0 && errno != EEXIST { throw SystemCallError("mkdir", path) }
        }
        // The umask must not decide who can reach the state.
        if chmod(path, mode) != 0 { throw SystemCallError("chmod", path) }
        return true
    }

    /// Whether there is a directory at the path.
    package static func isDirectory(_ path: String) -> Bool {
        guard let facts = facts(of: path) else { return false }
        return facts.st_mode & S_IFMT == S_IFDIR
    }

    /// stat(2) of a path, nil when there is nothing or it cannot be seen.
    package static func facts(of path: String) -> stat? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts : nil
    }

    /// Names in a directory, sorted, without `.` and `..`; empty when it cannot be read.
    package static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file or a directory with all below it, following no symbolic link; what is not there is no error.
    package static func removeTree(_ path: String) throws(SystemCallError) {
        var facts = stat()
        if lstat(path, &facts) != 0 { return }
        if facts.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try removeTree("\(path)/\(name)") }
            if rmdir(path) != 0 && errno != ENOENT { throw SystemCallError("rmdir", path) }
        } else if unlink(path) != 0 && errno != ENOENT {
            throw SystemCallError("unlink", path)
        }
    }

    /// The path with no symbolic link and no `..`, nil when it does not exist. realpath(3)
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path made absolute by the working directory, with no trailing slash.
    package static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/") {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            if getcwd(&buffer, buffer.count) != nil {
                whole = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/" + path
            }
        }
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            parts.append(part)
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The directory a path stands in.
    package static func parent(of path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }
}
