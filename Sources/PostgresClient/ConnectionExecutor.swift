import CLinux
import Glibc
import Synchronization

/// Runs the jobs of one connection, in order, on a thread of its own that sleeps in poll(2) on an eventfd.
///
/// The thread ends when `stop` was called and the queue is empty; the owner of the executor calls it when it goes away.
final class ConnectionExecutor: SerialExecutor, Sendable {
    private struct Queue {
        var jobs: [UnownedJob] = []
        var isSleeping = false
        var isStopped = false
    }

    /// Woken for new jobs while idle, and for cancellation while a job waits for the server.
    let wake: WakeSignal
    private let queue = Mutex(Queue())

    /// Starts the thread; throws `cannotConnect` when the machine has no descriptor or thread left.
    init() throws(PostgresError) {
        wake = try WakeSignal()
        guard SystemThread.detach(named: "postgres", { self.run() }) else {
            throw PostgresError(.cannotConnect, "no thread could be started for a connection; try again with fewer connections")
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = queue.withLock { queue in
            queue.jobs.append(job)
            defer { queue.isSleeping = false }
            return queue.isSleeping
        }
        if mustWake { wake.signal() }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    /// Lets the thread end once its queue is empty.
    func stop() {
        queue.withLock { $0.isStopped = true }
        wake.signal()
    }

    private func run() {
        var batch: [UnownedJob] = []
        while true {
            let isOver = queue.withLock { queue in
                swap(&queue.jobs, &batch)
                queue.isSleeping = batch.isEmpty
                return batch.isEmpty && queue.isStopped
            }
            if isOver { return }
            if batch.isEmpty {
                wake.wait()
                continue
            }
            for job in batch {
                unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            }
            batch.removeAll(keepingCapacity: true)
        }
    }
}

/// An eventfd that one thread sleeps on and any thread may signal.
final class WakeSignal: Sendable {
    /// For poll(2).
    let descriptor: Int32

    init() throws(PostgresError) {
        descriptor = entrepot_eventfd()
        guard descriptor >= 0 else {
            throw PostgresError(.cannotConnect, "no file descriptor is left for a connection; raise the limit of open files")
        }
    }

    deinit { _ = close(descriptor) }

    /// Wakes the sleeper now, or lets its next wait return at once.
    func signal() { _ = entrepot_eventfd_signal(descriptor) }

    /// Forgets signals that already came.
    func drain() { entrepot_eventfd_drain(descriptor) }

    /// Sleeps until signalled.
    func wait() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
        drain()
    }
}

/// Threads outside the cooperative pool, for calls that block.
package enum SystemThread {
    private final class Work {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Runs `body` on a new detached thread with a stack of one mebibyte and all signals left to others; false when none could be started.
    @discardableResult
    package static func detach(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, 1 << 20)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let work = unsafe Unmanaged.passRetained(Work(name, body))
        var thread = pthread_t()
        let failure = unsafe pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                // Signals belong to the main thread.
                var all = sigset_t()
                unsafe sigfillset(&all)
                unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
                let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                _ = unsafe entrepot_name_this_thread(work.name)
                work.body()
                return nil
            }, work.toOpaque())
        guard failure == 0 else {
            unsafe work.release()
            return false
        }
        return true
    }
}
