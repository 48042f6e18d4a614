import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `delivery show`: the lines of one.
enum DeliveryShowCommand {
    static let delivery = DeliveryCloseCommand.delivery

    static let spec = CommandSpec.read(
        "delivery show", fr: "livraison montrer",
        Wording("show the lines of a delivery", "montrer les lignes d'une livraison"), roles: WhoMay.readGoods, [delivery], isShort: false,
        errors: ["NOTFOUND.DELIVERY"], reply: ShowDeliveries.keys, examples: ["delivery show 12"]
    ) { said, desk in try await ShowDeliveries(desk).show(said[delivery]) }
}
