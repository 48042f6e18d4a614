import Measures
import Speech
import StockLedger

/// What one measure of an item weighs and how much room it takes: of one piece, or of 1,000 g or ml.
struct ItemMeasure: Sendable {
    let mass: Mass
    let volume: Volume

    /// The lightest and the heaviest that goods are, in kilograms a litre: a packed quilt has 0.03, lead 11, platinum 21.
    static let densities = 0.02...25.0

    /// What was said of a new item; a variant takes the rest from its parent.
    ///
    /// What is counted in grams weighs what it weighs. A density that nothing has is asked back.
    init(_ words: ItemWords, base: BaseUnit, parent: UnitMeasure?, isSure: Bool) throws(Refusal) {
        for (figure, value) in [
            ("weight_g", words.grams), ("volume_ml", words.millilitres), ("volume_ml_per_kg", words.millilitresPerKilogram),
        ] {
            if let value, !(0...1_000_000_000).contains(value) {
                throw AddItem.malformed(figure, String(value), Wording("within 0 and 1,000,000,000", "entre 0 et 1 000 000 000"))
            }
        }
        if base == .gram, let grams = words.grams, grams != 1_000 {
            throw Refusal(
                .argumentValue, ["argument": "weight_g", "value": .integer(grams), "sku": .string(words.sku)],
                Wording(
                    "\(words.sku) is counted in grams and weighs what it weighs: leave weight_g out (1000 is accepted, of 1,000 of them)",
                    "\(words.sku) se compte en grammes et pèse ce qu'il pèse : enlever poids_g (1000 est accepté, pour 1 000 grammes)"))
        }
        if let perKilogram = words.millilitresPerKilogram {
            guard base == .gram else {
                throw Refusal(
                    .argumentValue, ["argument": "volume_ml_per_kg", "value": .integer(perKilogram), "sku": .string(words.sku)],
                    Wording(
                        "volume_ml_per_kg is for what is counted in grams: say volume_ml, of "
                            + (base == .piece ? "one piece" : "1,000 ml"),
                        "volume_ml_par_kg est pour ce qui se compte en grammes : dire volume_ml, "
                            + (base == .piece ? "d'une pièce" : "de 1 000 ml")))
            }
            if let millilitres = words.millilitres, millilitres != perKilogram {
                throw Refusal(
                    .argumentValue, ["volume_ml": .integer(millilitres), "volume_ml_per_kg": .integer(perKilogram)],
                    Wording(
                        "volume_ml and volume_ml_per_kg are both of 1,000 g and differ: leave one out",
                        "volume_ml et volume_ml_par_kg valent tous deux pour 1 000 g et diffèrent : en enlever un"))
            }
        }
        let grams = base == .gram ? 1_000 : words.grams ?? parent?.mass.grams ?? 0
        let millilitres = words.millilitresPerKilogram ?? words.millilitres ?? parent?.volume.millilitres ?? 0
        mass = Mass(grams: grams)
        volume = Volume(millilitres: millilitres)
        guard !isSure, !Self.isPossible(mass, volume) else { return }
        let density = Double(grams) / Double(millilitres)
        let shown = density < 1 ? "\((density * 10_000).rounded() / 10_000)" : "\((density * 10).rounded() / 10)"
        let each = base == .piece ? Wording("one piece", "une pièce") : Wording("1,000 \(base.rawValue)", "1 000 \(base.rawValue)")
        throw Refusal(
            "ARG.UNUSUAL",
            ["sku": .string(words.sku), "weight_g": .integer(grams), "volume_ml": .integer(millilitres), "kg_per_l": .string(shown)],
            Wording(
                "\(each.english) of \(words.sku) would weigh \(grams) g in \(millilitres) ml, \(shown) kg a litre, which nothing does (0.02 to 25): "
                    + "weight_g and volume_ml are of \(each.english); check them, or add sure=yes",
                "\(each.french) de \(words.sku) pèserait \(grams) g pour \(millilitres) ml, soit \(shown) kg par litre, ce qui n'existe pas (0,02 à "
                    + "25) : poids_g et volume_ml valent pour \(each.french) ; les vérifier, ou ajouter sûr=oui"))
    }

    /// Whether goods can have such a weight and volume; what is not known can.
    static func isPossible(_ mass: Mass, _ volume: Volume) -> Bool {
        guard mass.grams > 0, volume.millilitres > 0 else { return true }
        return densities.contains(Double(mass.grams) / Double(volume.millilitres))
    }
}
