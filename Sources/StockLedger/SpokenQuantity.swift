package import Measures
import Speech

/// A quantity in the words of who stands before the shelf: `16 bale + 18`, `4 bag + 4.5 kg`, `7 t`.
///
/// Packs are told by the names they have in the catalogue. It is a conversion of the sum, not a count of the packs that lie there.
package enum SpokenQuantity {
    /// - Parameter packs: the item's packs. Of what is weighed or poured they are told only when there is one: which bag it is, nobody knows.
    package static func text(_ units: Int64, base: BaseUnit, packs: [Pack]) -> String {
        let real = packs.filter { $0.factor > 1 }
        let fitting: Pack? =
            switch base {
            case .piece: real.filter { $0.factor <= units }.max { $0.factor < $1.factor }
            case .gram, .millilitre: real.count == 1 && real[0].factor <= units ? real[0] : nil
            }
        guard let pack = fitting, let quantity = try? Quantity(units) else { return amount(units, base) }
        let (whole, rest) = pack.split(quantity)
        let said = "\(Wording.grouped(whole)) \(pack.name)"
        return rest == 0 ? said : "\(said) + \(amount(rest, base))"
    }

    /// Base units without packs (`SpokenAmount`).
    static func amount(_ units: Int64, _ base: BaseUnit) -> String {
        SpokenAmount.text(units, unit: base.rawValue) ?? "\(Wording.grouped(units)) \(base.rawValue)"
    }
}
