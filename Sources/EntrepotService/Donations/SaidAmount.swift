import Measures
import StockLedger

extension SpokenQuantity {
    /// Base units in the words of a sentence, without packs: `240`, `12.5 kg`, `7 t`.
    static func amount(_ units: Int64, unit: String) -> String {
        guard let base = BaseUnit(rawValue: unit) else { return "\(units) \(unit)" }
        return text(units, base: base, packs: [])
    }
}
