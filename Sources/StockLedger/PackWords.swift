import Measures
import Speech

/// What people call packs and units, in both languages, singular and plural.
///
/// A pack is found by its own name first, then by another name of the same thing: `3 sacs` finds the item's `bag`.
enum PackWords {
    /// Names of one sort of container: English ones first, the first of each is the usual one. All folded.
    struct Container {
        let english: [String]
        let french: [String]
    }

    static let containers: [Container] = [
        Container(english: ["bag", "sack"], french: ["sac"]),
        Container(english: ["carton"], french: ["carton"]),
        Container(english: ["box"], french: ["boite"]),
        Container(english: ["crate", "case"], french: ["caisse", "cagette"]),
        Container(english: ["pallet"], french: ["palette"]),
        Container(english: ["bottle"], french: ["bouteille"]),
        Container(english: ["jerrycan", "jerrican"], french: ["jerrican", "bidon"]),
        Container(english: ["can", "tin"], french: ["conserve"]),
        Container(english: ["roll"], french: ["rouleau"]),
        Container(english: ["pair"], french: ["paire"]),
        Container(english: ["pack", "packet"], french: ["paquet"]),
        Container(english: ["bundle"], french: ["ballot", "fagot"]),
        Container(english: ["bale"], french: ["balle"]),
        Container(english: ["jar"], french: ["pot", "bocal"]),
        Container(english: ["tray"], french: ["plateau"]),
        Container(english: ["drum", "barrel"], french: ["fut"]),
        Container(english: ["dozen"], french: ["douzaine"]),
        Container(english: ["stere"], french: ["stere"]),
        Container(english: ["bigbag", "big-bag"], french: ["bigbag", "big-bag"]),
    ]

    /// The container a folded name belongs to, plural or not.
    static func container(of name: String) -> Container? {
        let singulars = singulars(of: name)
        return containers.first { container in
            singulars.contains { container.english.contains($0) || container.french.contains($0) }
        }
    }

    /// What a folded word may be the plural of, itself first: `sacs` → sac, `boxes` → box, `rouleaux` → rouleau.
    static func singulars(of word: String) -> [String] {
        var found = [word]
        if word.hasSuffix("s") || word.hasSuffix("x") { found.append(String(word.dropLast())) }
        if word.hasSuffix("es") { found.append(String(word.dropLast(2))) }
        if word.hasSuffix("aux") { found.append(String(word.dropLast(3)) + "al") }
        return found.filter { !$0.isEmpty }
    }

    /// The base units of a written unit for a base unit, or nil: `kg` of grams is 1,000.
    static func factor(of unit: String, for base: BaseUnit) -> (symbol: String, factor: Int64)? {
        for (symbol, factor) in base.writtenUnits where FoldedText(symbol).text == unit { return (symbol, factor) }
        guard let symbol = spelledOut[unit] else { return nil }
        return base.writtenUnits.first { $0.name == symbol }.map { ($0.name, $0.factor) }
    }

    /// Whether a folded word is a unit of any base unit; such a word cannot name a pack.
    static func isUnit(_ word: String) -> Bool {
        BaseUnit.allCases.contains { factor(of: word, for: $0) != nil }
    }

    /// Units written out, folded, and the symbol they mean.
    private static let spelledOut: [String: String] = [
        "unit": "piece", "units": "piece", "unite": "piece", "unites": "piece",
        "gram": "g", "grams": "g", "gramme": "g", "grammes": "g", "gr": "g",
        "kilo": "kg", "kilos": "kg", "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramme": "kg", "kilogrammes": "kg",
        "tonne": "t", "tonnes": "t", "ton": "t", "tons": "t",
        "litre": "l", "litres": "l", "liter": "l", "liters": "l",
        "millilitre": "ml", "millilitres": "ml", "centilitre": "cl", "centilitres": "cl",
        "m³": "m3",
    ]

    /// A pack's name with a number, in each language: `cartons`, `sacs`.
    static func words(for pack: String, one: Bool, oneInFrench: Bool) -> Wording {
        let container = container(of: pack)
        let english = container.map { $0.english.contains(pack) ? pack : $0.english[0] } ?? pack
        let french = container.map { $0.french.contains(pack) ? pack : $0.french[0] } ?? pack
        return Wording(one ? english : englishPlural(english), accented(oneInFrench ? french : frenchPlural(french)))
    }

    /// The base unit's own name with a number: `pieces`, `g`.
    static func words(for base: BaseUnit, one: Bool, oneInFrench: Bool) -> Wording {
        switch base {
        case .piece: Wording(one ? "piece" : "pieces", oneInFrench ? "pièce" : "pièces")
        case .gram: Wording(both: "g")
        case .millilitre: Wording(both: "ml")
        }
    }

    private static func englishPlural(_ word: String) -> String {
        if word.hasSuffix("s") { return word }
        return word.hasSuffix("x") || word.hasSuffix("ch") || word.hasSuffix("sh") ? word + "es" : word + "s"
    }

    private static func frenchPlural(_ word: String) -> String {
        if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z") { return word }
        return word.hasSuffix("eau") ? word + "x" : word + "s"
    }

    private static func accented(_ word: String) -> String {
        switch word {
        case "boite": "boîte"
        case "boites": "boîtes"
        case "fut": "fût"
        case "futs": "fûts"
        case "stere": "stère"
        case "steres": "stères"
        default: word
        }
    }
}
