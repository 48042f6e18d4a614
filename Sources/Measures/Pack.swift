/// A named multiple of an item's base unit: a `bag` of 8,000 g, a `carton` of 24 pieces.
package struct Pack: Hashable, Sendable {
    /// The name people type, a lower-case code: `bag`, `carton`.
    package let name: String
    /// Base units in one pack, above zero.
    package let factor: Int64

    /// Throws `outOfRange` unless the factor lies in 1...`Quantity.ceiling`.
    package init(name: String, factor: Int64) throws(MeasureError) {
        guard factor > 0, factor <= Quantity.ceiling else {
            throw .outOfRange("a pack holds between 1 and \(Quantity.ceiling) base units; found \(factor)")
        }
        self.name = name
        self.factor = factor
    }

    /// The whole packs in a quantity and what is left over, in base units.
    package func split(_ quantity: Quantity) -> (packs: Int64, rest: Int64) {
        (quantity.units / factor, quantity.units % factor)
    }
}
