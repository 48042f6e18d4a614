package import EntrepotStore
package import Measures
package import Speech
import StockLedger

// Nights are sealed for ever, so a wrong clock must never end one. What is compared:
//
//   the database's clock with the daemon's         they may be two minutes apart
//   the database's clock with the mark in the books    time never goes below what the books have seen
//   the time that passed by the database with the time that passed by the machine's uptime    only a wrong clock leaps
//   after a stop, when there is no uptime to compare with, the length of the stop     longer than a season is asked about
//
// A clock in doubt holds the nights and the sealing of reports. Entries go on, with the database's time as now.

/// What of a clock is still believed.
package struct ClockLimits: Sendable, Equatable {
    /// How far the daemon's clock and the database's may be apart, and how far a time server may set time back.
    package var toleranceSeconds: Int64 = 120
    /// By how much more time may have passed by the clock than by the machine's uptime, while the daemon runs.
    package var largestLeapDays: Int64 = 2
    /// How long the house may have been closed before somebody has to say that it was.
    package var longestStopDays: Int64 = 92

    package init() {}
}

/// One look at all clocks at the same moment.
package struct ClockReading: Sendable, Equatable {
    package var database: Timestamp
    package var daemon: Timestamp
    /// Microseconds since some moment before this process, counted through sleep as well.
    package var uptime: Int64
    package var mark: ClockMark

    package init(database: Timestamp, daemon: Timestamp, uptime: Int64, mark: ClockMark) {
        self.database = database
        self.daemon = daemon
        self.uptime = uptime
        self.mark = mark
    }
}

/// The first look that was believed, in this process or since somebody accepted the clock.
package struct ClockBaseline: Sendable, Equatable {
    let database: Timestamp
    let uptime: Int64
    let acceptances: Int64
}

/// Whether the clock is believed.
package enum ClockState: Sendable, Equatable {
    case right
    /// The daemon's clock is ahead of the database's by so many seconds; below zero: behind.
    case apart(seconds: Int64)
    /// The database's clock shows less than the books have seen.
    case behind(now: Timestamp, seen: Timestamp)
    /// The database's clock leapt ahead.
    case leapt(from: Timestamp, to: Timestamp)

    /// One word for the status.
    package var word: String {
        switch self {
        case .right: "right"
        case .apart: "apart"
        case .behind: "behind"
        case .leapt: "leapt"
        }
    }

    /// What was found and what to do; nil while it is believed.
    package var sentence: Wording? {
        switch self {
        case .right: nil
        case .apart(let seconds):
            Wording(
                "the daemon's clock is \(seconds.magnitude) s \(seconds > 0 ? "ahead of" : "behind") the database's: nights are not sealed; "
                    + "set both by a time server",
                "l'horloge du démon \(seconds > 0 ? "avance" : "retarde") de \(seconds.magnitude) s sur celle de la base : les nuits ne sont pas "
                    + "scellées ; régler les deux sur un serveur de temps")
        case .behind(let now, let seen):
            Wording(
                "the clock shows \(now), and the books have seen \(seen): nights are not sealed; set the clock, or if it is right now, "
                    + "an administrator accepts it with \(en: .adminClockAccept)",
                "l'horloge indique \(now), et les comptes ont déjà vu \(seen) : les nuits ne sont pas scellées ; régler l'horloge, ou, si elle "
                    + "est juste maintenant, un administrateur l'accepte avec \(fr: .adminClockAccept)")
        case .leapt(let from, let to):
            Wording(
                "the clock leapt from \(from) to \(to): nights are not sealed; set the clock, or if it is right now, an administrator "
                    + "accepts it with \(en: .adminClockAccept)",
                "l'horloge a sauté de \(from) à \(to) : les nuits ne sont pas scellées ; régler l'horloge, ou, si elle est juste maintenant, un "
                    + "administrateur l'accepte avec \(fr: .adminClockAccept)")
        }
    }
}

/// What a look comes to.
package struct ClockJudgement: Sendable, Equatable {
    /// What is to be written into the books.
    package enum Change: Sendable, Equatable {
        case none, advance, hold
    }

    package let state: ClockState
    package let change: Change
    package let baseline: ClockBaseline?

    /// Judges a look by the baseline, nil before there is one.
    package static func of(_ reading: ClockReading, after before: ClockBaseline?, limits: ClockLimits) -> ClockJudgement {
        let second: Int64 = 1_000_000
        let day = 86_400 * second
        let mark = reading.mark
        let now = reading.database.microseconds
        // Somebody accepted the clock since: what it was compared with no longer counts.
        let before = before?.acceptances == mark.acceptances ? before : nil

        if now < mark.seenAt.microseconds - limits.toleranceSeconds * second {
            return ClockJudgement(state: .behind(now: reading.database, seen: mark.seenAt), change: .none, baseline: before)
        }
        if let leaptTo = mark.leaptTo {
            // It was set right again when most of the leap is undone; a little back is no answer to a leap of weeks.
            let leap = leaptTo.microseconds - mark.seenAt.microseconds
            if now > leaptTo.microseconds - leap / 2 {
                return ClockJudgement(state: .leapt(from: mark.seenAt, to: reading.database), change: .none, baseline: before)
            }
        }
        if let before {
            let expected = before.database.microseconds + (reading.uptime - before.uptime)
            if now - expected > limits.largestLeapDays * day {
                return ClockJudgement(
                    state: .leapt(from: Timestamp(microseconds: expected), to: reading.database),
                    change: mark.leaptTo == nil ? .hold : .none,
                    baseline: before)
            }
        } else if now - mark.seenAt.microseconds > limits.longestStopDays * day {
            return ClockJudgement(
                state: .leapt(from: mark.seenAt, to: reading.database), change: mark.leaptTo == nil ? .hold : .none, baseline: nil)
        }
        let apart = reading.daemon.microseconds - now
        if apart.magnitude > UInt64(limits.toleranceSeconds * second) {
            return ClockJudgement(state: .apart(seconds: apart / second), change: .none, baseline: before)
        }
        // The first look that was believed stays the baseline: many small leaps are one large one.
        return ClockJudgement(
            state: .right, change: .advance,
            baseline: before ?? ClockBaseline(database: reading.database, uptime: reading.uptime, acceptances: mark.acceptances))
    }
}
