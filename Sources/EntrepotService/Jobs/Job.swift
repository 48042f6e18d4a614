package import Measures

/// Something the daemon does by itself, again and again.
package struct Job: Sendable {
    package let name: String
    /// From the end of one run to the beginning of the next.
    package let every: Duration
    /// Does it; what it did in a few words, nil when there was nothing to do. An error is logged, and the job is tried again next time.
    package let run: @Sendable () async throws -> String?

    package init(name: String, every: Duration, run: @escaping @Sendable () async throws -> String?) {
        self.name = name
        self.every = every
        self.run = run
    }
}

/// Where a job stands, for whoever asks.
package struct JobRow: Sendable, Equatable {
    package enum Result: Sendable, Equatable {
        /// It has not ended once since the daemon started.
        case none
        /// It did this; nil: there was nothing to do.
        case done(String?)
        case failed(String)
    }

    package let name: String
    package let everySeconds: Int64
    package var isRunning = false
    /// When the last run began, and how long it took.
    package var began: Timestamp?
    package var tookMilliseconds: Int64?
    package var result = Result.none
    /// The last thing it really did, and when: a run with nothing to do does not hide it.
    package var lastDeed: String?
    package var lastDeedAt: Timestamp?
    /// When the next run begins; nil while it runs.
    package var next: Timestamp?
    /// Runs that failed, one after the other, up to now.
    package var failures = 0

    init(name: String, everySeconds: Int64) {
        self.name = name
        self.everySeconds = everySeconds
    }
}
