package import Measures

/// Whether what came out of the workshop is what went in, as far as that is known.
///
/// What is the same item is counted and has to be as many. What is weighed has to weigh as much; weights of pieces are nominal, so a tenth
/// of the whole is nobody's. Where a weight is not known nothing is guessed.
package enum WorkshopSum {
    /// Something that went in or came out.
    package struct Part: Sendable, Equatable {
        package let units: Int64
        package let base: BaseUnit
        /// Grams of all of it; nil when the item's weight is not known.
        package let grams: Int64?

        package init(units: Int64, base: BaseUnit, grams: Int64?) {
            self.units = units
            self.base = base
            self.grams = grams
        }
    }

    /// What the sum says. Amounts are base units of what went in where it says `units`, else grams.
    package enum Verdict: Sendable, Equatable {
        case closes
        /// Nobody can tell.
        case unknown
        /// More of the same item, or more grams by the scale, came out than went in.
        case more(out: Int64, in: Int64, isUnits: Bool)
        /// By nominal weights more came out than went in: to be asked back.
        case looksMore(out: Int64, in: Int64)
        /// Something is missing and was not said to be waste.
        case less(missing: Int64, isUnits: Bool)
        /// By nominal weights something is missing: to be asked back.
        case looksLess(missing: Int64)
    }

    /// - Parameters:
    ///   - input: what went in, without what is known to be waste.
    ///   - same: what came out of the same item.
    ///   - others: what came out of other items.
    package static func judge(_ input: Part, same: Int64, others: [Part]) -> Verdict {
        if same > input.units { return .more(out: same, in: input.units, isUnits: true) }
        guard !others.isEmpty else {
            return same == input.units ? .closes : .less(missing: input.units - same, isUnits: true)
        }
        // One measure for all: the base unit where everything is weighed or poured, else grams.
        guard let whole = grams(input) else { return .unknown }
        let kept = input.units == 0 ? 0 : Int64(clamping: Int128(whole) * Int128(same) / Int128(input.units))
        var out = kept
        for part in others {
            guard let weight = grams(part) else { return .unknown }
            out = Int64(clamping: Int128(out) + Int128(weight))
        }
        let isScale = input.base == .gram
        let isExact = isScale && others.allSatisfy { $0.base == .gram }
        if out == whole { return .closes }
        if out > whole {
            if isExact { return .more(out: out, in: whole, isUnits: false) }
            return !isScale && out - whole <= whole / 10 ? .closes : .looksMore(out: out, in: whole)
        }
        if isScale { return .less(missing: whole - out, isUnits: false) }
        return whole - out <= whole / 10 ? .closes : .looksLess(missing: whole - out)
    }

    private static func grams(_ part: Part) -> Int64? { part.base == .gram ? part.units : part.grams }
}
