import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation list`: who gave what.
enum DonationListCommand {
    static let donor = StockArguments.maybe(
        "donor", fr: "donateur", example: "Mairie", Wording("one donor, or a part of the name", "un donateur, ou une partie du nom"))
    static let item = StockArguments.maybe("item", fr: "article", .sku, example: "blanket", Wording("one item", "un article"))
    static let owner = StockArguments.listedOwner
    static let grant = StockArguments.maybe(
        "grant", fr: "subvention", .code, example: "winter-26", Wording("under one grant", "sous une subvention"))
    static let delivery = StockArguments.maybe(
        "delivery", fr: "livraison", example: "12", Wording("one delivery, by number or words", "une livraison, par numéro ou en mots"))
    static let warehouse = StockArguments.warehouse(Wording("one warehouse; else all of them", "un entrepôt ; sinon tous"))
    static let from = StockArguments.maybe(
        "from", fr: "depuis", .instant, example: "2026-01-01", Wording("from this day", "à partir de ce jour"))
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .instant, example: "2026-12-31", Wording("to the end of this day", "jusqu'à la fin de ce jour"))

    static let spec = CommandSpec.read(
        "donation list", fr: "don lister", aliases: ["don liste"],
        Wording("list donations, the newest first, with their sums", "lister les dons, du plus récent, avec leurs sommes"),
        roles: WhoMay.readGoods, [donor, item, owner, grant, delivery, warehouse, from, until], isList: true, isShort: false,
        errors: ["NOTFOUND.DONOR", "NOTFOUND.ITEM", "NOTFOUND.ORGANISATION", "NOTFOUND.GRANT", .ambiguousCode], reply: ListDonations.keys,
        examples: ["donation list donor=Mairie from=2026-01-01", "don lister article=blanket depuis=2026-11-01"]
    ) { said, desk in
        var question = ListDonations.Question()
        question.donor = try said[donor]
        question.item = try said[item]
        question.owner = try said[owner]
        question.grant = try said[grant]
        question.delivery = try said[delivery]
        question.warehouse = try said[warehouse]
        question.from = try said[from]
        question.until = try said[until]
        return try await ListDonations(desk).list(question, try said.page(of: 100))
    }
}
