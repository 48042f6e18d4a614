import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `stock`: what is where.
enum StockCommand {
    static let item: Argument<String?> = .optional(
        .positional(
            "item", fr: "article", .sku, required: false, example: "blanket",
            Wording("one item, its sizes included", "un article, tailles comprises")), ArgumentReading.text)
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", aliases: ["warehouse", "entrepôt"], .place, example: "main/a1",
        Wording("a place, or a whole warehouse", "un emplacement, ou tout un entrepôt"))
    static let owner = StockArguments.listedOwner
    static let category = StockArguments.maybe(
        "category", fr: "catégorie", .code, example: "bedding", Wording("a category of items", "une catégorie d'articles"))
    static let condition = StockArguments.maybe(
        "condition", fr: "état", example: "new", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé"))
    static let lot = StockArguments.maybe(
        "lot", example: "L2290", Wording("one lot by its code, batch or serial number", "un lot par son code ou le numéro imprimé"))
    static let expiringBefore = StockArguments.maybe(
        "expiring-before", fr: "périme-avant", .date(), example: "2027-01-01",
        Wording("what expires before a day", "ce qui périme avant un jour"))
    static let asOf = StockArguments.maybe(
        "as-of", fr: "au", .instant, example: "2026-10-31",
        Wording("as it was at the end of a day", "tel qu'à la fin d'un jour"))
    static let knownAt: Argument<Int64?> = .optional(
        .named(
            "known-at", fr: "connu-à", .identifier, example: "1200",
            Wording("as the books knew it at a position", "tel que connu à une position")), ArgumentReading.number)

    static let spec = CommandSpec.read(
        "stock", fr: "stock", aliases: ["stock list", "stock liste"],
        Wording(
            "show what is on hand, where, and how much of it is free",
            "montrer ce qu'il y a, où, et combien est libre"), roles: WhoMay.readGoods,
        [item, place, owner, category, condition, lot, expiringBefore, asOf, knownAt], isList: true, isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.VALUE"], reply: ShowStock.keys,
        examples: ["stock", "stock blanket place=main", "stock category=bedding as-of=2026-10-31 limit=all"]
    ) { said, desk in
        var question = ShowStock.Question(limit: try said.page().limit)
        question.item = try said[item]
        question.place = try said[place]
        question.owner = try said[owner]
        question.category = try said[category]
        question.condition = try said[condition]
        question.lot = try said[lot]
        question.expiringBefore = try said[expiringBefore]
        question.asOf = try said[asOf]
        question.knownAt = try said[knownAt]
        question.after = said.after
        return try await ShowStock(desk).run(question)
    }
}
