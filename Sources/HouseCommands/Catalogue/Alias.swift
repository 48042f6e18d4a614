import AdminSocket
import EntrepotService
import Speech

/// `alias add` and `alias remove`: other names of an item, barcodes among them.
enum AliasCommand {
    static let alias: Argument<String> = .required(
        .positional(
            "alias", .text, example: "3017620422003", Wording("another name, or a barcode", "un autre nom, ou un code-barres")),
        ArgumentReading.text)

    static let add = CommandSpec.write(
        "alias add", fr: "alias ajouter",
        Wording("give an item another name or its barcode", "donner à un article un autre nom ou son code-barres"), roles: WhoMay.arrange,
        [Argument<String>.item, alias], errors: [.itemNotFound, "RULE.ARCHIVED", "CONFLICT.EXISTS", .argumentValue, .ambiguousCode],
        reply: ItemAliases.keys, examples: ["alias add blanket 3017620422003", "alias add blanket \"couverture grise\""]
    ) { said, desk in try await ItemAliases(desk).add(said[alias], to: said[Argument<String>.item]) }

    static let remove = CommandSpec.write(
        "alias remove", fr: "alias enlever",
        Wording("take another name or a barcode from an item", "enlever à un article un autre nom ou un code-barres"),
        roles: WhoMay.arrange, [Argument<String>.item, alias], errors: [.itemNotFound, "NOTFOUND.ALIAS", .ambiguousCode],
        reply: ItemAliases.keys, examples: ["alias remove blanket 3017620422003"]
    ) { said, desk in try await ItemAliases(desk).remove(said[alias], from: said[Argument<String>.item]) }
}
