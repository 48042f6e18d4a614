package import Measures

/// A kind of thing stocked.
package struct Item: Hashable, Sendable {
    /// Whether its lots carry a date of expiry.
    package enum ExpiryRule: String, CaseIterable, Sendable {
        case none
        case optional
        case required
    }

    /// Its number in the database.
    package let id: Identifier<Item>
    /// Its code.
    package let sku: Code
    /// The smallest unit counted.
    package let base: BaseUnit
    /// Its packs, in the order in which they were defined.
    package let packs: [Pack]
    /// Whether its lots carry a date of expiry.
    package let expiry: ExpiryRule

    package init(id: Identifier<Item>, sku: Code, base: BaseUnit, packs: [Pack] = [], expiry: ExpiryRule = .optional) {
        self.id = id
        self.sku = sku
        self.base = base
        self.packs = packs
        self.expiry = expiry
    }
}
