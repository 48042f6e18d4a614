import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `delivery close`: its note is made.
enum DeliveryCloseCommand {
    static let delivery = StockArguments.number(
        "delivery", fr: "livraison", example: "12", Wording("the number that opening gave", "le numéro donné à l'ouverture"))

    static let spec = CommandSpec.write(
        "delivery close", fr: "livraison clore",
        Wording("close a delivery and number its goods received note", "clore une livraison et numéroter son bon de réception"),
        roles: WhoMay.book, [delivery], isShort: false, errors: ["NOTFOUND.DELIVERY"], reply: OpenDelivery.keys,
        examples: ["delivery close 12"]
    ) { said, desk in try await CloseDelivery(desk).run(said[delivery]) }
}
