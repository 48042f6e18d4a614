import AdminSocket
import EntrepotService
import Measures
import Speech

/// What the commands that change something have in common. What may be taken away is said `none`, or, of a name, empty: `name=""`.
enum EditArguments {
    /// One thing by its code or name, by its place in the line.
    static func thing(_ name: String, fr french: String? = nil, _ type: ArgumentType, example: String, _ summary: Wording) -> Argument<
        String
    > {
        .required(.positional(name, fr: french, type, example: example, summary), ArgumentReading.text)
    }

    /// Something that may be changed.
    static func maybe(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType = .text, example: String, _ summary: Wording
    ) -> Argument<String?> {
        .optional(.named(name, fr: french, aliases: aliases, type, example: example, summary), ArgumentReading.text)
    }

    /// Something that may be changed or taken away: `none` is told as empty.
    static func removable(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType, example: String, _ summary: Wording
    ) -> Argument<String?> {
        .optional(.named(name, fr: french, aliases: aliases, type, example: example, summary)) { value, _ throws(Refusal) in
            ["none", "aucun", "aucune"].contains(FoldedText(value).text) ? "" : value
        }
    }

    static func number(_ name: String, fr french: String? = nil, example: String, _ summary: Wording) -> Argument<Int64?> {
        .optional(.named(name, fr: french, .integer(0...1_000_000_000), example: example, summary), ArgumentReading.integer)
    }

    static func flag(_ name: String, fr french: String? = nil, _ summary: Wording) -> Argument<Bool?> {
        .optional(.named(name, fr: french, .flag, example: "yes", summary), ArgumentReading.flag)
    }

    static func several(_ name: String, fr french: String? = nil, _ type: ArgumentType, example: String, _ summary: Wording) -> Argument<
        [String]
    > {
        .repeated(.named(name, fr: french, type, repeated: true, example: example, summary), ArgumentReading.text)
    }

    static let name = maybe("name", fr: "nom", example: "\"Aisle A\"", Wording("its name", "son nom"))
    static let latitude = removable("lat", .decimal, example: "50.95", Wording("degrees north, with lon=", "degrés nord, avec lon="))
    static let longitude = removable("lon", .decimal, example: "1.85", Wording("degrees east, with lat=", "degrés est, avec lat="))
    static let place = thing("place", fr: "emplacement", .place, example: "calais/a1", Wording("the place", "l'emplacement"))
    static let warehouse = thing("warehouse", fr: "entrepôt", .code, example: "calais", Wording("the warehouse", "l'entrepôt"))
    static let organisation = thing(
        "organisation", fr: "association", .code, example: "auberge", Wording("the organisation", "l'association"))
}
