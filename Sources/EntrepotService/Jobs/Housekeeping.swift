package import Logging
package import Measures
import Synchronization

/// Runs the jobs: each for itself, so that a long one keeps none waiting. Every job is safe to run in several daemons at the same time.
package final class Housekeeping: Sendable {
    private let jobs: [Job]
    private let rows: Mutex<[JobRow]>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let pause: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - now: the time for the list of jobs.
    ///   - pause: waits; tests wait for something else.
    package init(
        _ jobs: [Job], now: @escaping @Sendable () -> Timestamp, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.jobs = jobs
        self.rows = Mutex(jobs.map { JobRow(name: $0.name, everySeconds: $0.every.components.seconds) })
        self.now = now
        self.logger = logger
        self.pause = pause
    }

    /// The jobs in their order, with their last and next runs.
    package var list: [JobRow] { rows.withLock { $0 } }

    /// Runs until cancelled. A job that fails is logged and tried again; it never ends the daemon.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in jobs.indices {
                group.addTask {
                    while !Task.isCancelled {
                        await self.runOnce(place)
                        try await self.pause(self.jobs[place].every)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Whether a failure goes into the log: the first of a row, and from then on about one a minute.
    static func isTold(failure number: Int, every: Duration) -> Bool {
        let seconds = max(1, Int(every.components.seconds))
        return number * seconds % 60 < seconds
    }

    private func runOnce(_ place: Int) async {
        let job = jobs[place]
        let clock = ContinuousClock()
        let began = clock.now
        rows.withLock { rows in
            rows[place].isRunning = true
            rows[place].began = now()
            rows[place].next = nil
        }
        let result: JobRow.Result
        do {
            result = .done(try await job.run())
        } catch is CancellationError {
            rows.withLock { $0[place].isRunning = false }
            return
        } catch {
            result = .failed("\(error)")
            if Self.isTold(failure: rows.withLock { $0[place].failures }, every: job.every) {
                logger.warning("a job failed and will be tried again", metadata: ["job": "\(job.name)", "error": "\(error)"])
            }
        }
        let took = (clock.now - began).components
        rows.withLock { rows in
            rows[place].isRunning = false
            rows[place].tookMilliseconds = took.seconds * 1_000 + took.attoseconds / 1_000_000_000_000_000
            rows[place].result = result
            rows[place].next = Timestamp(microseconds: now().microseconds + job.every.components.seconds * 1_000_000)
            switch result {
            case .done(let deed?):
                rows[place].failures = 0
                rows[place].lastDeed = deed
                rows[place].lastDeedAt = now()
            case .failed: rows[place].failures += 1
            default: rows[place].failures = 0
            }
        }
    }
}
