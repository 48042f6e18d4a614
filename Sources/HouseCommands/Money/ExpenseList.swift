import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `expense list`: what was spent on what is no goods.
enum ExpenseListCommand {
    static let grant = DonationListCommand.grant
    static let line = MoneyArguments.line
    static let warehouse = DonationListCommand.warehouse
    static let from = MoneyArguments.from
    static let until = MoneyArguments.until

    static let spec = CommandSpec.read(
        "expense list", fr: "dépense lister", aliases: ["dépense liste"],
        Wording("list expenses, the newest first", "lister les dépenses, de la plus récente"), roles: WhoMay.readGrants,
        [grant, line, warehouse, from, until], isList: true, isShort: false, errors: ["NOTFOUND.GRANT"], reply: AddExpense.keys,
        examples: ["expense list grant=wood-2026"]
    ) { said, desk in
        try await AddExpense(desk).list(
            grant: said[grant], line: said[line], warehouse: said[warehouse], from: said[from], until: said[until], try said.page(of: 100))
    }
}
