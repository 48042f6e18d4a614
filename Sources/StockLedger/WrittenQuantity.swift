package import Measures
package import Speech

/// A quantity as people type it, understood against one item's base unit and packs.
///
/// `10carton`, `"3 sacs"`, `10carton:20` with this delivery's own factor, `12,5kg`, `1.2t`, `3stere:450kg`, and a bare number for items
/// counted in pieces. It repeats what it understood, so that a wrong unit is seen at once.
package struct WrittenQuantity: Hashable, Sendable {
    /// What was meant, in base units.
    package let quantity: Quantity
    /// The pack and its factor when the text gave the factor itself: it is kept on the lot.
    package let ownPack: Pack?
    /// What was understood: `10 cartons × 24 = 240 pieces`.
    package let understood: Wording

    package init(quantity: Quantity, ownPack: Pack?, understood: Wording) {
        self.quantity = quantity
        self.ownPack = ownPack
        self.understood = understood
    }
}
