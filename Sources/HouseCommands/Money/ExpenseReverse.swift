import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `expense reverse`: it was none, or another.
enum ExpenseReverseCommand {
    static let expense = StockArguments.number(
        "expense", fr: "dépense", example: "18", Wording("the number of the expense", "le numéro de la dépense"))

    static let spec = CommandSpec.write(
        "expense reverse", fr: "dépense annuler", Wording("take an expense back by its opposite", "reprendre une dépense par son opposé"),
        roles: WhoMay.amend, [expense], isShort: false, errors: ["NOTFOUND.EXPENSE", "RULE.SPENDING-REVERSED", .permissionScope],
        reply: AddExpense.keys, examples: ["expense reverse 18 note=\"private trip\""]
    ) { said, desk in try await AddExpense(desk).reverse(said[expense]) }
}
