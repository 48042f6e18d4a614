/// Reads days and moments as people write them. The only one there is: commands, files and reports all read through it.
///
/// It knows neither clock nor zone: what today is and what is asked about are said to it.
package struct DateReader: Hashable, Sendable {
    /// What a day is asked for; it decides which of several days a short form means, and what is too far away to be taken in silence.
    package enum Asked: Hashable, Sendable {
        /// Something that happened: the last such day.
        case happened
        /// Something that is to be: the next such day.
        case planned
        /// The day after which goods are not given out; a month stands for its last day.
        case expiry
        /// A day to look back to: the last such day, however far.
        case lookedBack
        /// A day to look ahead to: the next such day, however far.
        case lookedAhead
        /// The first or last day of something that may lie anywhere: a form without a year is the nearest day, a weekday is asked back.
        case anywhere
    }

    /// What was understood.
    package struct Reading: Hashable, Sendable {
        /// The local day.
        package var day: CivilDate
        /// The local time; nil for a day alone.
        package var time: ClockTime?
        /// The instant, when it was written with its zone.
        package var instant: Timestamp?
        /// Whether it was written in full, so that nothing was understood that was not there.
        package var isFull: Bool
    }

    package let today: CivilDate
    package let asked: Asked

    package init(today: CivilDate, asked: Asked) {
        self.today = today
        self.asked = asked
    }

    /// How far a day without its year may be from today before both its years are shown.
    private static let halfAYear = 183

    /// The day that was meant.
    package func read(_ written: WrittenDate) throws(DateFault) -> Reading {
        let day = try day(written)
        if let weekday = written.expectedWeekday, weekday != day.weekday { throw .weekdayDisagrees(day) }
        return Reading(day: day, time: written.time, instant: written.instant, isFull: written.isFull)
    }

    /// Whether a day is so far from today that it is rather a slip of the finger than meant.
    package func isFarAway(_ day: CivilDate) -> Bool {
        let days = day.days(since: today)
        return switch asked {
        case .happened: days < -2 * 366
        case .planned: days > 366 || days < -2 * 366
        case .expiry: days > 10 * 366 || days < -10 * 366
        case .lookedBack, .lookedAhead, .anywhere: false
        }
    }

    private func day(_ written: WrittenDate) throws(DateFault) -> CivilDate {
        switch written.day {
        case .exact(let day): return day
        case .either(let one, let other): throw .ambiguous([one, other])
        case .relative(let days): return today.adding(days: days)
        case .none: return today
        case .month(let last):
            guard asked == .expiry else { throw .monthAlone(last: last) }
            return last
        case .weekday(let weekday): return try self.weekday(weekday)
        case .yearless(let day, let month): return try yearless(day, month)
        case .yearlessEither(let first, let second):
            throw .ambiguous(try [nearest(first, second), nearest(second, first)].sorted())
        }
    }

    /// The last such weekday, or the next; on that very day it may be today or a week away.
    private func weekday(_ weekday: Int) throws(DateFault) -> CivilDate {
        let ahead = (weekday - today.weekday + 7) % 7
        switch asked {
        case .happened, .lookedBack:
            guard ahead != 0 else { throw .ambiguous([today.adding(days: -7), today]) }
            return today.adding(days: ahead - 7)
        case .planned, .lookedAhead, .expiry:
            guard ahead != 0 else { throw .ambiguous([today, today.adding(days: 7)]) }
            return today.adding(days: ahead)
        case .anywhere: throw .ambiguous([today.adding(days: ahead - 7), today.adding(days: ahead)])
        }
    }

    /// The last or the next day of this name; when that is more than half a year away, either may be meant.
    private func yearless(_ day: Int, _ month: Int) throws(DateFault) -> CivilDate {
        let known = Self.years(around: today.parts.year).compactMap { try? CivilDate(year: $0, month: month, day: day) }
        guard let last = known.last(where: { $0 <= today }), let next = known.first(where: { $0 >= today }) else { throw .noSuchDay }
        let (wanted, other) =
            switch asked {
            case .happened, .lookedBack: (last, next)
            case .planned, .lookedAhead, .expiry: (next, last)
            case .anywhere: today.days(since: last) <= next.days(since: today) ? (last, next) : (next, last)
            }
        guard abs(wanted.days(since: today)) <= (asked == .anywhere ? Self.halfAYear / 2 : Self.halfAYear) else {
            throw .ambiguous([wanted, other].sorted())
        }
        return wanted
    }

    /// The reading of a day and month that lies nearest to today, for showing.
    private func nearest(_ day: Int, _ month: Int) throws(DateFault) -> CivilDate {
        let known = Self.years(around: today.parts.year).compactMap { try? CivilDate(year: $0, month: month, day: day) }
        let wanted =
            switch asked {
            case .happened, .lookedBack: known.last { $0 <= today }
            case .planned, .lookedAhead, .expiry: known.first { $0 >= today }
            case .anywhere: known.first { $0.parts.year == today.parts.year }
            }
        guard let wanted else { throw .noSuchDay }
        return wanted
    }

    /// 29 February is at most eight years away.
    private static func years(around year: Int) -> ClosedRange<Int> { max(1, year - 8)...min(9_999, year + 8) }
}
