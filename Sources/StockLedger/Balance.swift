package import Measures

/// What is at one place of one lot: on hand ≥ reserved ≥ 0.
package struct Balance: Hashable, Sendable {
    /// Nothing.
    package static let zero = Balance(onHand: .zero, reserved: .zero)

    /// Base units there.
    package let onHand: Quantity
    /// Base units promised to rounds.
    package let reserved: Quantity

    /// Reserved is cut to what is on hand: a balance that promises more than it holds cannot be made.
    package init(onHand: Quantity, reserved: Quantity) {
        self.onHand = onHand
        self.reserved = min(reserved, onHand)
    }

    /// On hand less reserved.
    package var available: Quantity { Quantity.saturatingDifference(onHand, reserved) }
}
