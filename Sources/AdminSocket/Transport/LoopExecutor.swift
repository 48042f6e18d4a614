import NIOCore
import Synchronization

/// Runs short tasks on a session's own event loop.
///
/// A movement waits for the database and computes next to nothing; on the loop it needs no thread of the cooperative pool in between,
/// which saves two changes of thread each way. What may compute for milliseconds does not belong here: it would hold up every other
/// session of the loop.
final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// How much is under way.
final class WorkCount: Sendable {
    private let count = Mutex(0)

    /// Whether nothing is under way.
    var isZero: Bool { count.withLock { $0 == 0 } }

    func add(_ number: Int) { count.withLock { $0 += number } }
}
