import AdminProtocol
import AdminSocket
import Speech

/// Arguments of the commands about goods, by their form: each command names its own.
enum StockArguments {
    /// Text that may be left out.
    static func maybe(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType = .text,
        default sessionDefault: ArgumentSpec.SessionDefault? = nil, example: String, _ summary: Wording
    ) -> Argument<String?> {
        .optional(
            .named(name, fr: french, aliases: aliases, type, default: sessionDefault, example: example, summary), ArgumentReading.text)
    }

    /// Text the command cannot do without.
    static func text(
        _ name: String, fr french: String? = nil, _ type: ArgumentType = .text, example: String, _ summary: Wording
    ) -> Argument<String> {
        .required(.named(name, fr: french, type, required: true, example: example, summary), ArgumentReading.text)
    }

    /// Text by its place in the line.
    static func positional(_ name: String, fr french: String? = nil, _ type: ArgumentType = .text, example: String, _ summary: Wording)
        -> Argument<String>
    {
        .required(.positional(name, fr: french, type, example: example, summary), ArgumentReading.text)
    }

    /// The number of a record by its place in the line, `12` or `#12`.
    static func number(_ name: String, fr french: String? = nil, example: String, _ summary: Wording) -> Argument<Int64> {
        .required(.positional(name, fr: french, .identifier, example: example, summary), ArgumentReading.number)
    }

    /// Yes or no; no when it is left out.
    static func flag(_ name: String, fr french: String, _ summary: Wording) -> Argument<Bool> {
        Argument(.named(name, fr: french, .flag, example: "yes", summary)) { values, _ throws(Refusal) in values.first == "yes" }
    }

    /// Goods with their amount, any number of times.
    static func goods(_ name: String, fr french: String, example: String, _ summary: Wording) -> Argument<[String]> {
        .repeated(.named(name, fr: french, .goods, repeated: true, example: example, summary), ArgumentReading.text)
    }

    /// One warehouse of several.
    static func warehouse(_ summary: Wording) -> Argument<String?> {
        maybe("warehouse", fr: "entrepôt", .code, example: "main", summary)
    }

    /// One owner, for a list: the session's own is not meant.
    static let listedOwner = maybe(
        "owner", fr: "propriétaire", .code, example: "auberge", Wording("one owner's goods", "les biens d'une association"))
}
