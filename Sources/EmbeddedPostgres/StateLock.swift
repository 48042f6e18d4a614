package import Glibc
import Synchronization

/// The hold of one daemon on one state directory.
///
/// Two daemons over one directory would share a socket and a cluster. The lock is flock(2) on `DIR/lock`: the kernel lets go of it
/// when the daemon ends, however it ends, so a stale file never blocks a start. The file holds the holder's pid for people.
package final class StateLock: Sendable {
    /// The state directory, absolute, symbolic links resolved.
    package let directory: String
    private let held: Mutex<Int32?>

    /// Takes the lock, making the directory (0711) when it is missing.
    ///
    /// - Throws: `EmbeddedPostgresError` `STATE.LOCKED` with the holder's pid, `STATE.UNUSABLE` when it cannot be made or written.
    package init(directory wanted: String) throws(EmbeddedPostgresError) {
        do throws(SystemCallError) {
            try Files.makeDirectory(Files.absolute(wanted), mode: 0o711)
            guard let resolved = Files.resolved(wanted) else { throw SystemCallError("realpath", wanted) }
            directory = resolved
        } catch {
            throw StateLock.unusable(wanted, error)
        }
        let path = "\(directory)/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw StateLock.unusable(directory, SystemCallError("open", path)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StateLock.unusable(directory, SystemCallError("flock", path, number: reason))
            }
            throw EmbeddedPostgresError(
                .stateLocked,
                found: "another daemon\(StateLock.holder(of: directory).map { " (pid \($0))" } ?? "") runs on \(directory)",
                remedy: "Stop it first, or give this one another --state directory",
                retryHelps: true)
        }
        held = Mutex(descriptor)
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            let reason = SystemCallError("write", path)
            throw StateLock.unusable(directory, reason)
        }
    }

    deinit { release() }

    /// Lets go of the directory, now rather than with the last reference; harmless when done before.
    package func release() {
        held.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    /// The pid in the lock file of a directory while somebody holds it; nil when it is free. Takes nothing.
    package static func runningHolder(of directory: String) -> pid_t? {
        let descriptor = open("\(directory)/lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return holder(of: directory)
    }

    private static func holder(of directory: String) -> pid_t? {
        let text = (try? Files.text(of: "\(directory)/lock", limit: 32)) ?? nil
        return text.flatMap { pid_t($0.prefix { $0.isNumber }) }
    }

    private static func unusable(_ directory: String, _ reason: SystemCallError) -> EmbeddedPostgresError {
        EmbeddedPostgresError(
            .stateUnusable, found: "the state directory \(directory) cannot be used (\(reason))",
            remedy: "Make it writable for the daemon's account, or name another with --state")
    }
}
