/// A local time of day in whole seconds after midnight; up to 48 h so that a window may run past midnight.
package struct ClockTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds after local midnight, 0...172,800.
    package let seconds: Int32

    /// Throws `outOfRange` outside 0...172,800.
    package init(seconds: Int32) throws(MeasureError) {
        guard (0...172_800).contains(seconds) else { throw .outOfRange("a time of day lies between 00:00 and 48:00") }
        self.seconds = seconds
    }

    /// Reads `08:00`, `8:05`, `8h`, `8h30`; throws `malformed` otherwise.
    package init(_ text: String) throws(MeasureError) {
        let bytes = Array(text.utf8)
        let parts = bytes.split(omittingEmptySubsequences: false) { $0 == 58 || $0 == 104 || $0 == 72 }
        func number(_ part: ArraySlice<UInt8>) -> Int32? {
            guard (1...2).contains(part.count), part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return part.reduce(0) { $0 * 10 + Int32($1 - 48) }
        }
        guard parts.count == 2, let hours = number(parts[0]), hours <= 48 else {
            throw .malformed("a time of day is written 08:30; found «\(text)»")
        }
        if parts[1].isEmpty, bytes.last != 58 {
            self = try ClockTime(seconds: hours * 3_600)
            return
        }
        guard let minutes = number(parts[1]), parts[1].count == 2, minutes < 60 else {
            throw .malformed("a time of day is written 08:30; found «\(text)»")
        }
        self = try ClockTime(seconds: hours * 3_600 + minutes * 60)
    }

    /// `08:30`.
    package var description: String {
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60))"
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
