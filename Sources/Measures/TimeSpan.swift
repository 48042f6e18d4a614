/// A length of time in whole seconds; negative spans point back.
package struct TimeSpan: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nothing.
    package static let zero = TimeSpan(seconds: 0)

    /// Seconds.
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package var description: String { "\(seconds) s" }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    package static func + (left: Self, right: Self) -> Self { Self(seconds: left.seconds + right.seconds) }

    package static func - (left: Self, right: Self) -> Self { Self(seconds: left.seconds - right.seconds) }
}
