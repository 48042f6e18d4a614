import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `purchase receive`: bought goods have come, all or a part.
enum PurchaseReceiveCommand {
    static let purchase = StockArguments.number(
        "purchase", fr: "achat", example: "17", Wording("the number of the purchase", "le numéro de l'achat"))
    static let item = StockArguments.maybe(
        "item", fr: "article", .sku, example: "logs",
        Wording("which came, when several were bought", "lequel est venu, s'il y en a plusieurs"))
    static let amount = DonationReceiveCommand.amount
    static let place = DonationReceiveCommand.place
    static let lot = DonationReceiveCommand.lot
    static let expires = DonationReceiveCommand.expires
    static let condition = DonationReceiveCommand.condition
    static let delivery = StockArguments.maybe(
        "delivery", fr: "livraison", example: "12", Wording("the open delivery it came with", "la livraison ouverte"))
    static let waybill = DonationReceiveCommand.waybill
    static let serials = Argument.serials

    static let spec = CommandSpec.write(
        "purchase receive", fr: "achat recevoir",
        Wording("book bought goods that have come", "enregistrer des biens achetés qui sont arrivés"),
        roles: WhoMay.book, [purchase, item, amount, place, lot, expires, condition, delivery, waybill, serials], isShort: false,
        errors: [
            "NOTFOUND.PURCHASE", "RULE.PURCHASE-ENDED", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "NOTFOUND.DELIVERY", "RULE.DELIVERY-CLOSED",
            "ARG.UNUSUAL", .permissionScope,
        ],
        reply: ReceivePurchase.keys, examples: ["purchase receive 17 qty=7t place=main/yard waybill=WB-12"]
    ) { said, desk in
        var words = ReceivePurchase.Words(quantity: try said[amount], place: try said[place])
        words.item = try said[item]
        words.lot = try said[lot]
        words.expires = try said[expires]
        words.condition = try said[condition]
        words.delivery = try said[delivery]
        words.waybill = try said[waybill]
        words.serials = try said[serials]
        return try await ReceivePurchase(desk).run(said[purchase], words)
    }
}
