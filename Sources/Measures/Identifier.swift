/// A database identifier that cannot be confused with the identifier of another noun.
///
/// `Noun` is never instantiated; it only tells identifiers apart: `Identifier<Item>` is not an `Identifier<Place>`.
package struct Identifier<Noun>: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number as the database knows it; above zero for stored rows.
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package var description: String { String(number) }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A warehouse, for identifiers: everything of a warehouse is bound to its number.
package enum Warehouse {}
