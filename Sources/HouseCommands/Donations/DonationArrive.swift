import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation arrive`: announced goods have come.
enum DonationArriveCommand {
    static let expected = StockArguments.number(
        "expected", fr: "attendu", example: "7", Wording("the number that announcing gave", "le numéro donné à l'annonce"))
    static let amount = StockArguments.maybe(
        "qty", fr: "qté", .quantity, example: "320",
        Wording("how much really came; all when left out", "combien est vraiment venu ; tout par défaut"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, example: "main/a1",
        Wording("where it is put; as announced when left out", "où c'est posé ; comme annoncé par défaut"))
    static let partly = StockArguments.flag("partly", fr: "partie", Wording("the rest is still to come", "le reste viendra"))
    static let lot = DonationReceiveCommand.lot
    static let expires = DonationReceiveCommand.expires
    static let condition = DonationReceiveCommand.condition
    static let grant = DonationReceiveCommand.grant
    static let value = DonationReceiveCommand.value
    static let delivery = DonationReceiveCommand.delivery
    static let waybill = DonationReceiveCommand.waybill
    static let serials = Argument.serials

    static let spec = CommandSpec.write(
        "donation arrive", fr: "don arriver",
        Wording("book announced goods with what really came", "enregistrer des biens annoncés, avec ce qui est vraiment venu"),
        roles: WhoMay.book, [expected, amount, place, partly, lot, expires, condition, grant, value, delivery, waybill, serials],
        isShort: false,
        errors: ["NOTFOUND.EXPECTED", "RULE.EXPECTED-ENDED", "NOTFOUND.PLACE", "NOTFOUND.DELIVERY", "RULE.DELIVERY-CLOSED", "ARG.UNUSUAL"],
        reply: ["donation", "movement", "item", "lot", "qty", "unit", "place", "owner"],
        examples: ["donation arrive 7 qty=320", "don arriver 7 qté=200 partie=oui"]
    ) { said, desk in
        let lot = try said[lot]
        let expires = try said[expires]
        let condition = try said[condition]
        let grant = try said[grant]
        let value = try said[value]
        let delivery = try said[delivery]
        let waybill = try said[waybill]
        let serials = try said[serials]
        return try await ArriveDonation(desk).run(
            said[expected], quantity: said[amount], place: said[place], isPartly: said[partly]
        ) { words in
            words.lot = lot
            words.expires = expires
            words.condition = condition
            words.grant = grant
            words.value = value
            words.delivery = delivery
            words.waybill = waybill
            words.serials = serials
        }
    }
}
