/// When service may begin on a day, in local time; both ends belong to the window.
package struct TimeWindow: Hashable, Sendable, CustomStringConvertible {
    /// The earliest beginning.
    package let opens: ClockTime
    /// The latest beginning, not before `opens`.
    package let closes: ClockTime

    /// Throws `outOfRange` when it would end before it begins.
    package init(opens: ClockTime, closes: ClockTime) throws(MeasureError) {
        guard opens <= closes else { throw .outOfRange("the window \(opens)-\(closes) ends before it begins") }
        self.opens = opens
        self.closes = closes
    }

    /// Reads `08:00-12:00`; throws `malformed` or `outOfRange`.
    package init(_ text: String) throws(MeasureError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .malformed("a window is written 08:00-12:00; found «\(text)»") }
        try self.init(opens: ClockTime(String(parts[0])), closes: ClockTime(String(parts[1])))
    }

    package var description: String { "\(opens)-\(closes)" }
}
