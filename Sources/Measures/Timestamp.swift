/// An instant in microseconds since 1970-01-01T00:00:00Z, the resolution of PostgreSQL's `timestamptz`.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since the Unix epoch.
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// RFC 3339 in UTC, `2026-11-21T10:30:00Z`, with a fraction only when there is one.
    package var description: String {
        let perDay: Int64 = 86_400_000_000
        var day = microseconds / perDay
        var rest = microseconds % perDay
        if rest < 0 {
            rest += perDay
            day -= 1
        }
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let seconds = rest / 1_000_000
        let fraction = rest % 1_000_000
        let clock = "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let date = CivilDate(dayNumber: Int32(clamping: day))
        return fraction == 0 ? "\(date)T\(clock)Z" : "\(date)T\(clock).\(padded(fraction, 6))Z"
    }

    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The instant a span later.
    package func adding(_ span: TimeSpan) -> Timestamp {
        Timestamp(microseconds: microseconds + span.seconds * 1_000_000)
    }
}
