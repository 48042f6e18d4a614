package import EntrepotStore
package import Logging
package import Measures
import PostgresClient
import Speech
import StockLedger
import Synchronization

/// Watches the clocks, and tells the time by the database's.
///
/// The machine's own clock is compared and never booked by: between two looks, now is what the database's clock showed at the last one
/// and the time that passed since by the machine's uptime.
package final class ClockWatch: Sendable {
    /// The machine's clocks; tests bring others.
    package struct Machine: Sendable {
        /// The time by this machine.
        package var now: @Sendable () -> Timestamp
        /// Microseconds since some moment before this process, counted through sleep as well.
        package var uptime: @Sendable () -> Int64

        package init(now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Int64) {
            self.now = now
            self.uptime = uptime
        }
    }

    private struct Seen {
        var state = ClockState.right
        var baseline: ClockBaseline?
        /// The database's clock and the uptime at the last look.
        var last: (database: Timestamp, uptime: Int64)?
        /// Uptime at which the mark was last written, and at which somebody was last warned.
        var marked: Int64?
        var warned: Int64?
    }

    private static let minute: Int64 = 60_000_000
    /// An answer of the database that took longer says nothing about its clock.
    private static let slowest: Int64 = 30_000_000

    private let store: Store
    private let machine: Machine
    private let limits: ClockLimits
    private let logger: Logger
    private let seen = Mutex(Seen())

    package init(_ store: Store, machine: Machine, limits: ClockLimits, logger: Logger) {
        self.store = store
        self.machine = machine
        self.limits = limits
        self.logger = logger
    }

    /// Whether the clock was believed at the last look.
    package var state: ClockState { seen.withLock { $0.state } }

    /// The time by the database; by the machine before the first look.
    package func now() -> Timestamp {
        guard let last = seen.withLock({ $0.last }) else { return machine.now() }
        return Timestamp(microseconds: last.database.microseconds + (machine.uptime() - last.uptime))
    }

    /// Looks at all clocks, keeps the mark in the books, and says in the log, once a minute at most, when they are in doubt.
    @discardableResult
    package func look() async throws -> ClockState {
        let before = (machine.uptime(), machine.now())
        let (database, mark) = try await ClockQueries.read(from: store.pool)
        let after = (machine.uptime(), machine.now())
        guard after.0 - before.0 <= Self.slowest else { return state }
        // The database looked at its clock somewhere between the two.
        let uptime = (before.0 + after.0) / 2
        let daemon = Timestamp(microseconds: before.1.microseconds + (after.1.microseconds - before.1.microseconds) / 2)
        let reading = ClockReading(database: database, daemon: daemon, uptime: uptime, mark: mark)
        let (judgement, marks, warns) = seen.withLock { seen in
            let judgement = ClockJudgement.of(reading, after: seen.baseline, limits: limits)
            let isNews = judgement.state.word != seen.state.word
            seen.state = judgement.state
            seen.baseline = judgement.baseline
            seen.last = (database, uptime)
            let marks = isNews || mark.leaptTo != nil || seen.marked.map { uptime - $0 >= Self.minute } ?? true
            let warns = judgement.state != .right && (seen.warned.map { uptime - $0 >= Self.minute } ?? true)
            if judgement.change == .advance, marks { seen.marked = uptime }
            if warns { seen.warned = uptime }
            return (judgement, marks, warns)
        }
        if warns, let sentence = judgement.state.sentence {
            logger.warning("the clock is in doubt: \(sentence.english)")
        }
        switch judgement.change {
        case .none: break
        case .advance: if marks { try await ClockQueries.advance(to: database, over: mark, through: store.pool) }
        case .hold: try await ClockQueries.hold(leaptTo: database, over: mark, through: store.pool)
        }
        return judgement.state
    }
}
