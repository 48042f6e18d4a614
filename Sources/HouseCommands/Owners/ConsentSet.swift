import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger

/// `consent set`: what an owner lets others do with their goods.
enum ConsentSetCommand {
    static let owner = Argument<String>.required(
        .named("owner", fr: "propriétaire", .code, default: .owner, example: "auberge", Wording("whose goods", "à qui sont les biens")),
        ArgumentReading.text)
    static let user = StockArguments.maybe(
        "user", fr: "pour", .code, example: "salam",
        Wording("who may use them; everybody when left out", "qui peut les utiliser ; tous par défaut"))
    static let item = StockArguments.maybe(
        "item", fr: "article", .sku, example: "blanket",
        Wording("of this item and its sizes; everything when left out", "de cet article et de ses tailles ; tout par défaut"))
    static let category = StockArguments.maybe(
        "category", fr: "catégorie", .code, example: "bedding", Wording("of this category", "de cette catégorie"))
    static let allow = Argument<Consent.Answer>.choice(
        "allow", fr: "accord", Consent.Answer.allCases, example: "yes", Wording("what the owner says", "ce que dit le propriétaire"))
    static let terms = OwnerArguments.terms
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .date(), example: "31/12/2027",
        Wording("the last day it holds", "le dernier jour où cela vaut"))
    static let warehouse = StockArguments.warehouse(Wording("where", "où"))

    static let spec = CommandSpec.write(
        "consent set", fr: "consentement définir",
        Wording("say who may use an owner's goods", "dire qui peut utiliser les biens d'une association"), roles: WhoMay.share,
        [owner, allow, user, item, category, terms, until, warehouse], isShort: false,
        errors: ["NOTFOUND.ORGANISATION", "NOTFOUND.ITEM", "PERM.SCOPE"],
        examples: [
            "consent set owner=auberge user=salam item=blanket allow=yes until=31/12/2027",
            "consentement définir propriétaire=auberge accord=demander",
        ]
    ) { said, desk in
        var words = SetConsent.Words(owner: try said[owner], answer: try said[allow])
        words.user = try said[user]
        words.item = try said[item]
        words.category = try said[category]
        words.terms = try said[terms] ?? .loan
        words.until = try said[until]
        words.warehouse = try said[warehouse]
        return try await SetConsent(desk).run(words)
    }
}
