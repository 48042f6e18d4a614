import AdminSocket
import EntrepotService
import Measures
import Speech

/// `reserve`: goods kept for somebody without a round.
enum ReserveCommand {
    static let place = Argument.placeBehind(Wording("where they are", "où ils sont"))
    static let purpose = StockArguments.text(
        "for", fr: "pour", example: "\"Wednesday's clinic\"", Wording("for whom or what", "pour qui ou pour quoi"))
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .date(), example: "friday",
        Wording("the last day; until it is released when left out", "le dernier jour ; jusqu'à libération par défaut"))

    static let spec = CommandSpec.write(
        "reserve", fr: "réserver",
        Wording("keep goods for somebody without a round", "garder des biens pour quelqu'un sans tournée"), roles: WhoMay.serve,
        GoodsArguments.with([place, purpose, until]),
        errors: [
            "STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "RULE.QUARANTINED", "RULE.EXPIRED", "RULE.LOT-OWNER", "ARG.UNUSUAL",
        ],
        reply: Array(PromiseGoods.keys.dropFirst()),
        examples: ["reserve 20 blanket a1 for=clinic until=friday", "réserver 20 couverture a1 pour=clinique"]
    ) { said, desk in
        try await PromiseGoods(desk).reserve(GoodsArguments.words(said), at: said[place], for: said[purpose], until: said[until])
    }
}

/// `reserve list`: what is kept for somebody.
enum ReserveListCommand {
    static let warehouse = StockArguments.warehouse(Wording("of one warehouse", "d'un entrepôt"))

    static let spec = CommandSpec.read(
        "reserve list", fr: "réserver lister", aliases: ["réserver liste"],
        Wording("list what is kept for somebody without a round", "lister ce qui est gardé pour quelqu'un sans tournée"),
        roles: WhoMay.readGoods, [warehouse], isList: true, isShort: false, reply: PromiseGoods.keys, examples: ["reserve list"]
    ) { said, desk in try await PromiseGoods(desk).list(warehouse: said[warehouse], try said.page(of: 100)) }
}

/// `release`: goods kept for somebody are free again.
enum ReleaseCommand {
    static let item = StockArguments.positional("item", fr: "article", .sku, example: "blanket", Wording("the item", "l'article"))
    static let amount = Argument<String?>.optional(
        .positional(
            "qty", fr: "qté", .quantity, required: false, example: "10",
            Wording("how much; all of it when left out", "combien ; tout par défaut")), ArgumentReading.text)
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, example: "main/a1", Wording("at one place", "à un emplacement"))
    static let purpose = StockArguments.maybe(
        "for", fr: "pour", example: "clinic", Wording("for whom or what they were kept", "pour qui ou pour quoi c'était gardé"))
    static let owner = StockArguments.listedOwner

    static let spec = CommandSpec.write(
        "release", fr: "libérer", Wording("let goods go that were kept for somebody", "rendre libre ce qui était gardé pour quelqu'un"),
        roles: WhoMay.serve, [item, amount, place, purpose, owner], isShort: false, errors: ["NOTFOUND.RESERVATION", "NOTFOUND.ITEM"],
        reply: PromiseGoods.keys, examples: ["release blanket for=clinic", "release blanket 5 place=main/a1"]
    ) { said, desk in
        try await PromiseGoods(desk).release(item: said[item], said[amount], at: said[place], for: said[purpose], owner: said[owner])
    }
}
