/// A day of the calendar (proleptic Gregorian), without time or zone.
///
/// Conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01; negative before.
    package let dayNumber: Int32

    package init(dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// Throws `malformed` when there is no such day.
    package init(year: Int, month: Int, day: Int) throws(MeasureError) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.daysIn(month: month, year: year) else {
            throw .malformed("no such day: \(year)-\(month)-\(day)")
        }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `2026-11-21`, `21/11/2026` or `21.11.2026`; throws `malformed` otherwise.
    package init(_ text: String) throws(MeasureError) {
        let bytes = Array(text.utf8)
        func number(_ part: ArraySlice<UInt8>) -> Int? {
            guard !part.isEmpty, part.count <= 4, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return part.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        let dashed = bytes.split(separator: 45, omittingEmptySubsequences: false)
        if dashed.count == 3, dashed[0].count == 4, let year = number(dashed[0]), let month = number(dashed[1]), let day = number(dashed[2])
        {
            self = try CivilDate(year: year, month: month, day: day)
            return
        }
        for separator in [UInt8(47), UInt8(46)] {
            let parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
            if parts.count == 3, parts[2].count == 4, let day = number(parts[0]), let month = number(parts[1]), let year = number(parts[2])
            {
                self = try CivilDate(year: year, month: month, day: day)
                return
            }
        }
        throw .malformed("a date is written 2026-11-21 or 21/11/2026; found «\(text)»")
    }

    /// Year, month 1...12 and day 1...31.
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 Monday ... 7 Sunday (ISO 8601).
    package var weekday: Int {
        // 1970-01-01 was a Thursday.
        let shifted = (Int(dayNumber) + 3) % 7
        return (shifted < 0 ? shifted + 7 : shifted) + 1
    }

    /// ISO 8601, `2026-11-21`.
    package var description: String {
        let (year, month, day) = parts
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The day `count` days later, or earlier when negative.
    package func adding(days count: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + Int32(clamping: count))
    }

    /// Days from `earlier` to this day.
    package func days(since earlier: CivilDate) -> Int {
        Int(dayNumber) - Int(earlier.dayNumber)
    }

    package static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
