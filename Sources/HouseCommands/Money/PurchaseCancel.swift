import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase cancel`: it was none.
enum PurchaseCancelCommand {
    static let purchase = PurchaseReceiveCommand.purchase

    static let spec = CommandSpec.write(
        "purchase cancel", fr: "achat annuler",
        Wording("take back a purchase of which nothing has come", "reprendre un achat dont rien n'est venu"), roles: WhoMay.amend,
        [purchase],
        isShort: false, errors: ["NOTFOUND.PURCHASE", "RULE.PURCHASE-RECEIVED", "RULE.SPENDING-REVERSED", .permissionScope],
        reply: ShowPurchases.keys, examples: ["purchase cancel 17 note=\"typed twice\""]
    ) { said, desk in try await EndPurchase(desk).cancel(said[purchase]) }
}
