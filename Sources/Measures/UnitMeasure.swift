/// What one measure (one piece, 1,000 g or 1,000 ml; see `BaseUnit.unitsPerMeasure`) of an item weighs and fills when packed.
package struct UnitMeasure: Hashable, Sendable {
    /// Base units that the weight and the volume are for, above zero.
    package let units: Int64
    /// Weight of that many base units.
    package let mass: Mass
    /// Packed volume of that many base units.
    package let volume: Volume

    package init(units: Int64, mass: Mass, volume: Volume) {
        self.units = max(1, units)
        self.mass = mass
        self.volume = volume
    }

    /// The weight of a quantity, rounded up to a whole gram: a van is never overloaded by rounding.
    package func mass(of quantity: Quantity) -> Mass {
        Mass(grams: Self.scaled(mass.grams, quantity.units, units))
    }

    /// The packed volume of a quantity, rounded up to a whole millilitre.
    package func volume(of quantity: Quantity) -> Volume {
        Volume(millilitres: Self.scaled(volume.millilitres, quantity.units, units))
    }

    /// `amount × units / per` rounded up, in 128 bits between, saturated at `Int64.max / 4`.
    private static func scaled(_ amount: Int64, _ units: Int64, _ per: Int64) -> Int64 {
        let product = Int128(amount) * Int128(units)
        let rounded = (product + Int128(per) - 1) / Int128(per)
        return Int64(clamping: min(rounded, Int128(Int64.max / 4)))
    }
}
