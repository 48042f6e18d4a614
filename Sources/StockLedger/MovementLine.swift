package import Measures

/// One lot taken from a place to a place; the quantity is above zero, so nothing appears or vanishes.
package struct MovementLine: Hashable, Sendable {
    /// The lot.
    package let lot: Identifier<Lot>
    /// Where it leaves.
    package let from: Identifier<Place>
    /// Where it arrives.
    package let to: Identifier<Place>
    /// Base units, above zero once posted.
    package let quantity: Quantity

    package init(lot: Identifier<Lot>, from: Identifier<Place>, to: Identifier<Place>, quantity: Quantity) {
        self.lot = lot
        self.from = from
        self.to = to
        self.quantity = quantity
    }

    /// The line the other way.
    package var reversed: MovementLine { MovementLine(lot: lot, from: to, to: from, quantity: quantity) }
}
