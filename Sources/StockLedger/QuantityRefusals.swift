import Measures
import Speech

/// What `QuantityReader` says when it refuses.
extension QuantityReader {
    func refusal(
        _ code: ErrorCode, _ text: String, _ english: String, _ french: String, _ doEnglish: String, _ doFrench: String,
        more: Figures = []
    ) -> Refusal {
        Refusal(
            code, [.init("item", item), .init("value", text)] + more, found: Wording(english, french),
            remedy: Wording(doEnglish, doFrench))
    }

    /// A quantity of this item, as a lesson.
    var example: String {
        if let pack = packs.first { return "10\(pack.name)" }
        switch base {
        case .piece: return "24"
        case .gram: return "12.5kg"
        case .millilitre: return "20l"
        }
    }

    func factorExample(_ name: String) -> String {
        switch base {
        case .piece: "10\(name):24"
        case .gram: "10\(name):8kg"
        case .millilitre: "10\(name):20l"
        }
    }

    /// The item's packs as a figure, when it has some.
    var known: Figures {
        packs.isEmpty ? [] : [.init("packs", packs.map { "\($0.name):\($0.factor)" }.joined(separator: ","))]
    }

    func unitMissing(_ text: String) -> Refusal {
        let units = (packs.map(\.name) + base.writtenUnits.map(\.name)).joined(separator: ", ")
        return refusal(
            .argumentUnit, text, "\(item) is counted in \(base.rawValue) and the quantity has no unit",
            "\(item) se compte en \(base.rawValue) et la quantité n'a pas d'unité",
            "add one of: \(units)", "en ajouter une : \(units)", more: known)
    }

    func wrongUnit(_ text: String, _ unit: String) -> Refusal {
        let units = (packs.map(\.name) + base.writtenUnits.map(\.name)).joined(separator: ", ")
        let counted = PackWords.words(for: base, one: false, oneInFrench: false)
        return refusal(
            .argumentUnit, text, "\(item) is counted in \(counted.english), not in \(unit)",
            "\(item) se compte en \(counted.french), pas en \(unit)", "use one of: \(units)", "employer : \(units)", more: known)
    }

    func tooLarge(_ text: String) -> Refusal {
        refusal(
            .argumentValue, text, "more than the books can hold (at most 10^15 base units)",
            "plus que les livres ne peuvent contenir (10^15 unités de base au plus)", "check the number and the unit",
            "vérifier le nombre et l'unité")
    }

    func ambiguous(_ text: String, _ decimal: WrittenNumber, _ grouped: WrittenNumber, _ unit: String) -> Refusal {
        // Each reading as it can be typed without doubt: 1.2kg has one decimal, 1200kg no separator.
        let trimmed = decimal.words.english.filter { $0 != " " }
        let first = "\(trimmed)\(unit)"
        let second = "\(grouped.digits)\(unit)"
        let clear = trimmed.drop { $0 != "." }.count == 4 ? "\(trimmed)0\(unit)" : first
        return refusal(
            .argumentAmbiguous, text, "«\(text)» may be \(first) or \(second)", "«\(text)» peut être \(first) ou \(second)",
            "write \(clear) or \(second)", "écrire \(clear) ou \(second)", more: [.init("readings", "\(clear),\(second)")])
    }
}
