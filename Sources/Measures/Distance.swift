/// A length along the ground in whole metres.
package struct Distance: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nothing.
    package static let zero = Distance(metres: 0)

    /// Metres.
    package let metres: Int64

    package init(metres: Int64) {
        self.metres = metres
    }

    package var description: String { "\(metres) m" }

    package static func < (left: Self, right: Self) -> Bool { left.metres < right.metres }

    package static func + (left: Self, right: Self) -> Self { Self(metres: left.metres + right.metres) }

    package static func - (left: Self, right: Self) -> Self { Self(metres: left.metres - right.metres) }
}
