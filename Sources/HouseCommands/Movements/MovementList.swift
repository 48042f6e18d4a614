import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `movement list`.
enum MovementListCommand {
    static let item = StockArguments.maybe("item", fr: "article", .sku, example: "blanket", Wording("one item", "un article"))
    static let lot = StockArguments.maybe(
        "lot", example: "L2290", Wording("one lot by its code, batch or serial number", "un lot par son code ou le numéro imprimé"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, example: "main/a1", Wording("into or out of a place", "vers ou depuis un emplacement"))
    static let warehouse = StockArguments.warehouse(Wording("one warehouse; else all of them", "un entrepôt ; sinon tous"))
    static let reason = StockArguments.maybe("reason", fr: "motif", example: "received", Wording("one reason", "un motif"))
    static let by = StockArguments.maybe(
        "by", fr: "par", example: "amina", Wording("one person's entries", "les écritures d'une personne"))
    static let from = StockArguments.maybe(
        "from", fr: "depuis", .instant, example: "2026-11-01", Wording("from this day", "à partir de ce jour"))
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .instant, example: "2026-11-21", Wording("to the end of this day", "jusqu'à la fin de ce jour"))

    static let spec = CommandSpec.read(
        "movement list", fr: "mouvement lister", aliases: ["mouvement liste", "movements", "mouvements"],
        Wording(
            "list what happened, the newest first",
            "lister ce qui s'est passé, du plus récent"), roles: WhoMay.readGoods,
        [item, lot, place, warehouse, reason, by, from, until], isList: true, isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE"], reply: ShowMovements.keys, examples: ["movement list item=blanket limit=20"]
    ) { said, desk in
        try await ShowMovements(desk).list(
            item: said[item], lot: said[lot], place: said[place], warehouse: said[warehouse], reason: said[reason], by: said[by],
            from: said[from], until: said[until], try said.page(of: 50))
    }
}
