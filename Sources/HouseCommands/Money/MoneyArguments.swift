import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// Arguments that commands about money have in common.
enum MoneyArguments {
    static let supplier = StockArguments.maybe(
        "supplier", fr: "fournisseur", example: "\"Scierie du Nord\"", Wording("who sold it", "qui l'a vendu"))
    static let invoice = StockArguments.maybe(
        "invoice", fr: "facture", example: "F-2026-118", Wording("the number of the invoice", "le numéro de la facture"))
    static let grant = StockArguments.maybe(
        "grant", fr: "subvention", .code, example: "wood-2026", Wording("the grant it is charged to", "la subvention qui paie"))
    static let line = StockArguments.maybe(
        "line", fr: "ligne", example: "logs", Wording("the line of its budget", "la ligne de son budget"))
    static let owner = StockArguments.maybe(
        "owner", fr: "propriétaire", .code, default: .owner, example: "woodyard",
        Wording("who pays and owns; who holds the grant when left out", "qui paie et possède ; qui tient la subvention par défaut"))
    static let warehouse = StockArguments.warehouse(
        Wording("where it is written down; the grant's own when left out", "où c'est noté ; celui de la subvention par défaut"))
    static let from = StockArguments.maybe(
        "from", fr: "depuis", .date(), example: "2026-01-01", Wording("from this day", "à partir de ce jour"))
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .date(), example: "2026-12-31", Wording("to this day", "jusqu'à ce jour"))
    static let undo = StockArguments.flag("undo", fr: "rétablir", Wording("open it again", "le rouvrir"))
}
