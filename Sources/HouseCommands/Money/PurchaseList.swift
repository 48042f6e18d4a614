import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase list`: what was bought, for how much, and what came of it.
enum PurchaseListCommand {
    static let supplier = MoneyArguments.supplier
    static let item = DonationListCommand.item
    static let grant = DonationListCommand.grant
    static let line = MoneyArguments.line
    static let warehouse = DonationListCommand.warehouse
    static let open = StockArguments.flag(
        "open", fr: "ouverts", Wording("only those of which something is due", "seulement ceux dont on attend encore"))

    static let spec = CommandSpec.read(
        "purchase list", fr: "achat lister", aliases: ["achat liste"],
        Wording("list purchases, the newest first, item by item", "lister les achats, du plus récent, article par article"),
        roles: WhoMay.readGrants,
        [supplier, item, grant, line, warehouse, open], isList: true, isShort: false, errors: ["NOTFOUND.ITEM", "NOTFOUND.GRANT"],
        reply: ShowPurchases.keys, examples: ["purchase list grant=wood-2026"]
    ) { said, desk in
        var question = ShowPurchases.Question()
        question.supplier = try said[supplier]
        question.item = try said[item]
        question.grant = try said[grant]
        question.line = try said[line]
        question.warehouse = try said[warehouse]
        question.openOnly = try said[open]
        return try await ShowPurchases(desk).list(question, try said.page(of: 100))
    }
}
