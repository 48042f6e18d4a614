/// A whole number of base units (`piece`, `g`, `ml`) of one item.
///
/// Range 0...`ceiling`. Differences that may be negative are plain `Int64` and named as such.
package struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The largest quantity a line, a balance or a sum may hold: 10^15 base units.
    package static let ceiling: Int64 = 1_000_000_000_000_000
    /// Nothing.
    package static let zero = Quantity(unchecked: 0)

    /// Base units, 0...`ceiling`.
    package let units: Int64

    private init(unchecked units: Int64) {
        self.units = units
    }

    /// Throws `outOfRange` below zero and above `ceiling`.
    package init(_ units: Int64) throws(MeasureError) {
        guard units >= 0, units <= Self.ceiling else {
            throw .outOfRange("a quantity must lie between 0 and \(Self.ceiling) base units; found \(units)")
        }
        self.units = units
    }

    package var isZero: Bool { units == 0 }

    package var description: String { String(units) }

    package static func < (left: Self, right: Self) -> Bool { left.units < right.units }

    /// The sum; `outOfRange` above `ceiling`.
    package static func + (left: Self, right: Self) throws(MeasureError) -> Quantity {
        // Both are at most 10^15, so the machine sum cannot overflow.
        try Quantity(left.units + right.units)
    }

    /// The difference; `outOfRange` when `right` is larger.
    package static func - (left: Self, right: Self) throws(MeasureError) -> Quantity {
        try Quantity(left.units - right.units)
    }

    /// `left` less `right`, or nothing when `right` is larger.
    package static func saturatingDifference(_ left: Self, _ right: Self) -> Quantity {
        Quantity(unchecked: max(0, left.units - right.units))
    }

    /// The sum, or `ceiling` when it would be more; for sums of balances that are shown, never for what is booked.
    package static func saturatingSum(_ left: Self, _ right: Self) -> Quantity {
        Quantity(unchecked: min(ceiling, left.units + right.units))
    }

    /// The quantity `times` over; `outOfRange` on overflow or a negative factor.
    package func multiplied(by times: Int64) throws(MeasureError) -> Quantity {
        let (product, overflow) = units.multipliedReportingOverflow(by: times)
        guard !overflow else { throw .outOfRange("\(units) × \(times) is more than a quantity can hold") }
        return try Quantity(product)
    }
}
