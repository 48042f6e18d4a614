import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `lot correct`: what a lot was wrongly said to be.
enum LotCorrectCommand {
    static let lot = StockArguments.positional(
        "lot", example: "261121-7", Wording("the lot, by its code or what is printed on it", "le lot, par son code ou le numéro imprimé"))
    static let item = StockArguments.maybe(
        "item", fr: "article", .sku, example: "milk",
        Wording("its item, where two lots are alike", "son article, si deux lots se ressemblent"))
    static let expires = StockArguments.maybe(
        "expires", fr: "péremption", .date(orWords: [Choice("none", fr: "aucune")]), example: "2027-03-31",
        Wording("the right date, or none", "la bonne date, ou aucune"))
    static let donor = StockArguments.maybe(
        "donor", fr: "donateur", example: "\"Secours Populaire\"", Wording("who really gave it", "qui l'a vraiment donné"))
    static let grant = StockArguments.maybe(
        "grant", fr: "subvention", .code, example: "wood-2026",
        Wording("the grant that really paid for it, or none", "la subvention qui l'a vraiment payé, ou aucune"))
    static let condition = StockArguments.maybe(
        "condition", fr: "état", example: "worn", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé"))
    static let batch = StockArguments.maybe(
        "batch", fr: "numéro", example: "B-4711", Wording("what is printed on it", "ce qui est imprimé dessus"))

    static let spec = CommandSpec.write(
        "lot correct", fr: "lot corriger",
        Wording(
            "put right what a lot was said to be; its history is kept",
            "corriger ce qu'un lot est censé être ; son historique est gardé"),
        roles: WhoMay.amend, [lot, item, expires, donor, grant, condition, batch], isShort: false,
        errors: [
            "NOTFOUND.LOT", "AMBIGUOUS.CODE", "RULE.NOTHING-TO-CORRECT", "RULE.SERIAL-ELSEWHERE", "CONFLICT.LOT-DIFFERS",
            "RULE.GRANT-CLOSED",
        ],
        reply: CorrectLot.keys, examples: ["lot correct 261121-7 expires=2027-03-31", "lot corriger B-4711 donateur=\"Mairie de Calais\""]
    ) { said, desk in
        var words = CorrectLot.Words()
        words.expires = try said[expires]
        words.donor = try said[donor]
        words.grant = try said[grant]
        words.condition = try said[condition]
        words.batch = try said[batch]
        return try await CorrectLot(desk).run(said[lot], item: said[item], words)
    }
}
