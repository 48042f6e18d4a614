import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase show`: one purchase.
enum PurchaseShowCommand {
    static let purchase = PurchaseReceiveCommand.purchase

    static let spec = CommandSpec.read(
        "purchase show", fr: "achat montrer",
        Wording("show a purchase and what is still due of it", "montrer un achat et ce qu'on en attend"),
        roles: WhoMay.readGrants, [purchase], isShort: false, errors: ["NOTFOUND.PURCHASE"], reply: ShowPurchases.keys,
        examples: ["purchase show 17"]
    ) { said, desk in try await ShowPurchases(desk).show(said[purchase]) }
}
