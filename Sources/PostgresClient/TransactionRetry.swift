/// How often a transaction is run again after a serialization failure, a deadlock or a lost connection, and how long it waits before.
package struct TransactionRetry: Sendable, Equatable {
    /// Runs in all, at least 1.
    package var attempts: Int
    /// The longest wait before the second run; it doubles with each run.
    package var firstWait: Duration
    /// No wait is longer.
    package var longestWait: Duration

    /// Ten runs, waiting up to 2 ms, 4 ms, 8 ms … 200 ms.
    package init(attempts: Int = 10, firstWait: Duration = .milliseconds(2), longestWait: Duration = .milliseconds(200)) {
        self.attempts = max(1, attempts)
        self.firstWait = firstWait
        self.longestWait = longestWait
    }

    /// One run only.
    package static let never = TransactionRetry(attempts: 1)

    /// The wait before the run after `attempt` (from 1): between nothing and the doubled bound, spread by `random`.
    ///
    /// Source: M. Brooker, "Exponential Backoff And Jitter" ("full jitter").
    func wait(after attempt: Int, random: UInt64) -> Duration {
        let doubled = firstWait * (1 << min(max(attempt - 1, 0), 20))
        let bound = min(doubled, longestWait)
        // 2^20 steps are fine enough for a wait.
        return bound * Int(random >> 44) / (1 << 20)
    }

    /// True when the error lets the whole transaction be run again: nothing of it has happened.
    func mayRepeat(_ error: any Error, attempt: Int) -> Bool {
        guard attempt < attempts, let error = error as? PostgresError else { return false }
        return error.asksForRetry || error.kind == .connectionLost
    }
}
