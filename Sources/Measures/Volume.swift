/// A volume in whole millilitres.
package struct Volume: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nothing.
    package static let zero = Volume(millilitres: 0)

    /// Millilitres.
    package let millilitres: Int64

    package init(millilitres: Int64) {
        self.millilitres = millilitres
    }

    package var description: String { "\(millilitres) ml" }

    package static func < (left: Self, right: Self) -> Bool { left.millilitres < right.millilitres }

    package static func + (left: Self, right: Self) -> Self { Self(millilitres: left.millilitres + right.millilitres) }

    package static func - (left: Self, right: Self) -> Self { Self(millilitres: left.millilitres - right.millilitres) }
}
