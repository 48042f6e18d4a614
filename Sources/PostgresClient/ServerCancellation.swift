import CLibPQ
import Glibc
import Synchronization

/// A request to cancel what a session is doing, sent on a thread of its own because `PQcancel` blocks.
final class ServerCancellation: Sendable {
    private let isOver = Mutex(false)

    private init() {}

    /// Sends the request; the thread owns and frees the `PGcancel`.
    static func start(_ request: OpaquePointer?, wake: WakeSignal) -> ServerCancellation {
        let cancellation = ServerCancellation()
        guard let request = unsafe request else {
            cancellation.isOver.withLock { $0 = true }
            return cancellation
        }
        let owned = unsafe CancelRequest(handle: request)
        let started = SystemThread.detach(named: "postgres-cancel") {
            owned.send()
            cancellation.isOver.withLock { $0 = true }
            wake.signal()
        }
        if !started { cancellation.isOver.withLock { $0 = true } }
        return cancellation
    }

    /// Waits until the server has the request, so that it cannot hit a later statement; false when that takes too long.
    func awaitEnd(_ wake: WakeSignal, until limit: Deadline) -> Bool {
        while !isOver.withLock({ $0 }) {
            let left = limit - .now
            guard left > .zero else { return false }
            var entry = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&entry, 1, Int32(clamping: left.components.seconds * 1_000 + 1_000))
            wake.drain()
        }
        return true
    }
}

/// Owns a `PGcancel`, which libpq documents as safe to use from another thread.
@safe
private final class CancelRequest: @unchecked Sendable {
    private let handle: OpaquePointer

    init(handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe PQfreeCancel(handle) }

    func send() {
        var reason = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(handle, &reason, Int32(reason.count))
    }
}
