import Glibc

/// The seconds one run has taken.
package struct RunClock: Sendable {
    private let clock: clockid_t
    private let start: Double

    /// A clock of CPU seconds for one thread, of seconds on the wall for more.
    ///
    /// The first run of a process counts CPU from the start of the process, what came before reading included; any other run, and every run on
    /// the wall, begins now.
    package init(threads: Int, isFirst: Bool) {
        clock = threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
        start = threads == 1 && isFirst ? 0 : Self.read(clock)
    }

    /// Seconds since the start.
    package var seconds: Double { Self.read(clock) - start }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
