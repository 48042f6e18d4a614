import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `expense add`: money spent on what is no goods.
enum ExpenseAddCommand {
    static let amount = StockArguments.text("amount", fr: "montant", .money, example: "85,20EUR", Wording("how much", "combien"))
    static let what = StockArguments.text("what", fr: "quoi", example: "diesel", Wording("what it was spent on", "pour quoi"))
    static let on = StockArguments.maybe(
        "on", fr: "le", .date(), example: "2026-11-02", Wording("the day; today when left out", "le jour ; aujourd'hui par défaut"))
    static let grant = MoneyArguments.grant
    static let line = MoneyArguments.line
    static let supplier = MoneyArguments.supplier
    static let invoice = MoneyArguments.invoice
    static let owner = MoneyArguments.owner
    static let warehouse = MoneyArguments.warehouse

    static let spec = CommandSpec.write(
        "expense add", fr: "dépense ajouter",
        Wording("write down money spent on what is no goods", "noter de l'argent dépensé, hors biens"),
        roles: WhoMay.amend, [amount, what, on, grant, line, supplier, invoice, owner, warehouse], isShort: false,
        errors: [
            "NOTFOUND.GRANT", "NOTFOUND.LINE", "CONFLICT.INVOICE-KNOWN", "CONFLICT.LOOKS-REPEATED", .argumentUnit, .argumentAmbiguous,
            .permissionScope,
        ],
        reply: AddExpense.keys,
        examples: ["expense add amount=85,20EUR what=diesel grant=wood-2026 line=transport on=2026-11-02 invoice=T-77"]
    ) { said, desk in
        var words = AddExpense.Words(amount: try said[amount], what: try said[what])
        words.on = try said[on]
        words.grant = try said[grant]
        words.line = try said[line]
        words.supplier = try said[supplier]
        words.invoice = try said[invoice]
        words.owner = try said[owner]
        words.warehouse = try said[warehouse]
        return try await AddExpense(desk).run(words)
    }
}
