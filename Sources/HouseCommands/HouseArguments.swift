import AdminProtocol
import AdminSocket
import Measures
import Speech
import StockLedger

// The arguments that many commands have, each declared once.
extension Argument where Value == String {
    /// An item's code, by its place in the line.
    static var item: Self {
        .required(.positional("item", fr: "article", .sku, example: "blanket", Wording("the item", "l'article")), ArgumentReading.text)
    }

    /// How much, with its pack or unit, by its place in the line.
    static var amount: Self {
        .required(
            .positional(
                "qty", fr: "qté", .quantity, example: "10carton",
                Wording("how much, with its pack or unit", "combien, avec le conditionnement ou l'unité")), ArgumentReading.text)
    }

    /// A place that is said behind the goods (`receive 3bale blanket a1`), the session's own when it is left out.
    static func placeBehind(
        named name: String = "place", fr french: String = "emplacement", default sessionDefault: ArgumentSpec.SessionDefault? = .place,
        example: String = "main/a1", _ summary: Wording
    ) -> Self {
        .required(
            .positional(name, fr: french, .place, required: true, default: sessionDefault, example: example, summary), ArgumentReading.text)
    }

    /// A place, the session's own when it is left out.
    static func place(_ summary: Wording) -> Self {
        .required(
            .named("place", fr: "emplacement", .place, required: true, default: .place, example: "main/a1", summary), ArgumentReading.text)
    }
}

extension Argument where Value == String? {
    /// One lot, by what is written on it or by the books' own code.
    static var lot: Self {
        .optional(.named("lot", .text, example: "261121-7", Wording("one lot only", "un lot précis")), ArgumentReading.text)
    }

    /// Whose goods, the session's own when it is left out.
    static var owner: Self {
        .optional(
            .named(
                "owner", fr: "propriétaire", .code, default: .owner, example: "auberge",
                Wording("the organisation that owns the goods", "l'association propriétaire")), ArgumentReading.text)
    }
}

extension Argument where Value == [String] {
    /// Pieces by their serial numbers.
    static var serials: Self {
        .repeated(
            .named(
                "serial", fr: "série", .text, repeated: true, example: "356938035643809",
                Wording("the number of each piece, for items that have one", "le numéro de chaque pièce, pour les articles qui en ont")),
            ArgumentReading.text)
    }
}

extension Argument where Value: Choosable {
    /// One of a few, which the command cannot do without.
    static func choice(_ name: String, fr french: String, _ ones: [Value], example: String, _ summary: Wording) -> Self {
        .required(.named(name, fr: french, .choice(among: ones), required: true, example: example, summary), chosen)
    }

    /// One of a few that the command cannot do without, said by its place in the line or by its name.
    static func choiceBehind(_ name: String, fr french: String, _ ones: [Value], example: String, _ summary: Wording) -> Self {
        .required(.positional(name, fr: french, .choice(among: ones), example: example, summary), chosen)
    }
}
