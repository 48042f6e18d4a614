import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase add`: goods that were bought.
enum PurchaseAddCommand {
    static let supplier = StockArguments.text(
        "supplier", fr: "fournisseur", example: "\"Scierie du Nord\"", Wording("who sold it", "qui l'a vendu"))
    static let total = StockArguments.text(
        "total", .money, example: "7480,00EUR", Wording("the sum of the invoice", "la somme de la facture"))
    static let items = StockArguments.goods(
        "item", fr: "article", example: "logs:20t:7000,00EUR",
        Wording("what was bought, how much, and what that cost when it is not all", "quoi, combien, et à quel prix si ce n'est pas le tout")
    )
    static let invoice = MoneyArguments.invoice
    static let invoiceOn = StockArguments.maybe(
        "invoice_on", fr: "facturé-le", .date(), example: "2026-11-02",
        Wording("its date; today when left out", "sa date ; aujourd'hui par défaut"))
    static let grant = MoneyArguments.grant
    static let line = MoneyArguments.line
    static let owner = MoneyArguments.owner
    static let warehouse = MoneyArguments.warehouse

    static let spec = CommandSpec.write(
        "purchase add", fr: "achat ajouter", Wording("write down goods that were bought", "noter des biens achetés"), roles: WhoMay.amend,
        [supplier, total, items, invoice, invoiceOn, grant, line, owner, warehouse], isShort: false,
        errors: [
            "NOTFOUND.ITEM", "NOTFOUND.GRANT", "NOTFOUND.LINE", "CONFLICT.INVOICE-KNOWN", "CONFLICT.LOOKS-REPEATED", "ARG.UNUSUAL",
            .argumentUnit,
            .argumentAmbiguous, .permissionScope,
        ],
        reply: ShowPurchases.keys,
        examples: [
            "purchase add supplier=\"Scierie du Nord\" invoice=F-118 invoice_on=2026-11-02 grant=wood-2026 line=logs total=7480,00EUR item=logs:20t",
            "achat ajouter fournisseur=Paul total=96,00EUR article=rice:40kg:60,00EUR article=oil:24bottle:36,00EUR",
        ]
    ) { said, desk in
        var words = AddPurchase.Words(supplier: try said[supplier], total: try said[total], items: try said[items])
        words.invoice = try said[invoice]
        words.invoiceOn = try said[invoiceOn]
        words.grant = try said[grant]
        words.line = try said[line]
        words.owner = try said[owner]
        words.warehouse = try said[warehouse]
        return try await AddPurchase(desk).run(words)
    }
}
