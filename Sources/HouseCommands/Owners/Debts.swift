import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `debts`: who owes whom what.
enum DebtsCommand {
    static let owner = StockArguments.maybe(
        "owner", fr: "propriétaire", .code, example: "auberge",
        Wording("of one organisation, on either side", "d'une association, d'un côté ou de l'autre"))
    static let warehouse = StockArguments.warehouse(Wording("only there", "là seulement"))

    static let spec = CommandSpec.read(
        "debts", fr: "dettes",
        Wording("list what organisations owe each other", "lister ce que les associations se doivent"), roles: WhoMay.readGoods,
        [owner, warehouse], isList: true, reply: ListDebts.keys, examples: ["debts", "dettes propriétaire=auberge"]
    ) { said, desk in
        try await ListDebts(desk).run(owner: said[owner], warehouse: said[warehouse], try said.page(of: 100))
    }
}
