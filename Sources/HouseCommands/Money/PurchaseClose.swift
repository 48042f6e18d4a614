import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase close`: nothing more will come.
enum PurchaseCloseCommand {
    static let purchase = PurchaseReceiveCommand.purchase
    static let undo = MoneyArguments.undo

    static let spec = CommandSpec.write(
        "purchase close", fr: "achat clore",
        Wording("end a purchase of which nothing more will come", "terminer un achat dont plus rien ne viendra"),
        roles: WhoMay.amend, [purchase, undo], isShort: false, errors: ["NOTFOUND.PURCHASE", .permissionScope], reply: ShowPurchases.keys,
        examples: ["purchase close 17 note=\"two bags short, refunded\"", "purchase close 17 undo=yes"]
    ) { said, desk in try await EndPurchase(desk).close(said[purchase], undo: said[undo]) }
}
