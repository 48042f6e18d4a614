import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `stock`: how much there is of what, or lot by lot where it lies.
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

    static let by: Argument<StockGrouping?> = .maybe(
        "by", fr: "par", example: "owner",
        Wording(
            "one line for each item (so unless said), size, owner, place or category",
            "une ligne par article (sinon), taille, propriétaire, emplacement ou catégorie"))
    static let lots = StockArguments.flag("lots", fr: "lots", Wording("lot by lot instead of sums", "lot par lot au lieu des sommes"))

    static let spec = CommandSpec.read(
        "stock", fr: "stock", aliases: ["stock list", "stock liste"],
        Wording(
            "show how much there is of each item and how much of it is free",
            "montrer combien il y a de chaque article, et combien est libre"), roles: WhoMay.readGoods,
        [item, place, owner, category, by, lots, condition, lot, expiringBefore, asOf, knownAt], isList: true, isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE", "NOTFOUND.CATEGORY", "NOTFOUND.ORGANISATION", "ARG.VALUE"],
        reply: ShowStock.allKeys,
        examples: [
            "stock", "stock blanket by=owner", "stock blanket place=main lots=yes", "stock category=bedding as-of=2026-10-31 limit=all",
        ]
    ) { said, desk in
        var question = StockQuestion()
        question.item = try said[item]
        question.place = try said[place]
        question.owner = try said[owner]
        question.category = try said[category]
        question.condition = try said[condition]
        question.lot = try said[lot]
        question.expiringBefore = try said[expiringBefore]
        question.asOf = try said[asOf]
        question.knownAt = try said[knownAt]
        question.by = try said[by]
        let page = try said.page()
        // Whoever names a lot looks for it.
        guard try said[lots] || (question.lot != nil && question.by == nil) else { return try await ShowStock(desk).run(question, page) }
        if let by = question.by {
            throw Refusal(
                .argumentValue, [.init("by", by.rawValue), .init("lots", "yes")],
                Wording(
                    "a lot has one item, owner and place: leave by= or lots= out",
                    "un lot a un article, un propriétaire et un emplacement : enlever par= ou lots="))
        }
        return try await ShowLots(desk).run(question, page)
    }
}
