import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase due`: what is still to come, without its price, for those who take it in.
enum PurchaseDueCommand {
    static let item = DonationListCommand.item
    static let warehouse = DonationListCommand.warehouse

    static let spec = CommandSpec.read(
        "purchase due", fr: "achat attendus",
        Wording("list bought goods that are still to come", "lister les biens achetés encore à venir"),
        roles: WhoMay.read, [item, warehouse], isList: true, isShort: false, errors: ["NOTFOUND.ITEM", "NOTFOUND.WAREHOUSE"],
        reply: ShowPurchases.dueKeys, examples: ["purchase due"]
    ) { said, desk in
        try await ShowPurchases(desk).due(item: said[item], warehouse: said[warehouse], try said.page(of: 100))
    }
}
