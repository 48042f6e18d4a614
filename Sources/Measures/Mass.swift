/// A weight in whole grams.
package struct Mass: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nothing.
    package static let zero = Mass(grams: 0)

    /// Grams.
    package let grams: Int64

    package init(grams: Int64) {
        self.grams = grams
    }

    package var description: String { "\(grams) g" }

    package static func < (left: Self, right: Self) -> Bool { left.grams < right.grams }

    package static func + (left: Self, right: Self) -> Self { Self(grams: left.grams + right.grams) }

    package static func - (left: Self, right: Self) -> Self { Self(grams: left.grams - right.grams) }
}
