/// An amount of base units in the largest unit that people use for it, wherever it is told.
package enum SpokenAmount {
    /// In the largest unit that needs at most two decimals, so that no decimal mark can be taken for a thousand's: `12.5 kg`, `7 t`,
    /// `36 501 g`; pieces stand without a unit. Nil for a unit that is no base unit.
    package static func text(_ units: Int64, unit base: String) -> String? {
        let spoken: [(name: String, factor: Int64)]
        switch base {
        case "piece": return Wording.grouped(units)
        case "g": spoken = [("t", 1_000_000), ("kg", 1_000)]
        case "ml": spoken = [("m3", 1_000_000), ("l", 1_000)]
        default: return nil
        }
        for unit in spoken where units.magnitude >= unit.factor.magnitude && units % (unit.factor / 100) == 0 {
            let whole = units / unit.factor
            let hundredths = (units % unit.factor).magnitude / (unit.factor / 100).magnitude
            guard hundredths > 0 else { return "\(Wording.grouped(whole)) \(unit.name)" }
            let decimals = hundredths % 10 == 0 ? "\(hundredths / 10)" : hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
            return "\(Wording.grouped(whole)).\(decimals) \(unit.name)"
        }
        return "\(Wording.grouped(units)) \(base)"
    }
}
