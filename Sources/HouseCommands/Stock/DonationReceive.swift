import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger

/// `donation receive`: goods that a donor brings.
enum DonationReceiveCommand {
    static let donor = StockArguments.maybe(
        "donor", fr: "donateur", example: "\"Secours Populaire\"",
        Wording("who gives; unknown when left out", "qui donne ; inconnu par défaut"))
    static let item = Argument.item
    static let amount = Argument.amount
    static let place = Argument.placeBehind(Wording("where it is put", "où c'est posé"))
    static let owner = Argument.owner
    static let lot = StockArguments.maybe(
        "lot", example: "B-4711", Wording("the code on the goods, when there is one", "le code du lot, s'il y en a un"))
    static let expires = StockArguments.maybe(
        "expires", fr: "péremption", .date(orWords: [Choice("unknown", fr: "inconnue")]), example: "2027-03-31",
        Wording("the expiry date", "la date de péremption"))
    static let condition = StockArguments.maybe(
        "condition", fr: "état", example: "good", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé"))
    static let grant = StockArguments.maybe(
        "grant", fr: "subvention", .code, example: "wood-2026",
        Wording("the grant that paid for it", "la subvention qui l'a payé"))
    static let value = StockArguments.maybe(
        "value", fr: "valeur", .money, example: "120,00EUR",
        Wording("the value of the whole line", "la valeur de toute la ligne"))
    static let delivery = StockArguments.maybe(
        "delivery", fr: "livraison", example: "12",
        Wording("the open delivery it came with, whose donor it inherits", "la livraison ouverte, dont la ligne hérite le donateur"))
    static let waybill = StockArguments.maybe(
        "waybill", fr: "lettre-de-voiture", example: "WB-12",
        Wording("the number of the waybill", "le numéro de lettre de voiture"))
    static let serials = Argument.serials

    static let spec = CommandSpec.write(
        "donation receive", fr: "don recevoir", aliases: ["receive", "recevoir"],
        Wording(
            "book goods that a donor brings",
            "enregistrer des biens donnés"),
        roles: WhoMay.book,
        [donor, item, amount, place, owner, lot, expires, condition, grant, value, delivery, waybill, serials],
        errors: [
            "NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.AMBIGUOUS", "ARG.UNIT", "RULE.GRANT-CLOSED", "CONFLICT.LOT-DIFFERS",
            "CONFLICT.LOOKS-REPEATED", "ARG.UNUSUAL", "NOTFOUND.DELIVERY", "RULE.DELIVERY-CLOSED",
        ],
        reply: ["donation", "movement", "item", "lot", "qty", "unit", "place", "owner"],
        examples: [
            "receive 3bale blanket a1", "recevoir 3balle couverture a1",
            "donation receive donor=\"Secours Populaire\" item=blanket qty=10carton place=main/a1 owner=auberge",
            "don recevoir article=bois qté=1,2t emplacement=main/cour propriétaire=woodyard",
        ]
    ) { said, desk in
        try await ReceiveDonation(desk).run(
            ReceiveDonation.Words(
                item: said[item], quantity: said[amount], place: said[place], owner: said[owner], donor: said[donor], lot: said[lot],
                expires: said[expires], condition: said[condition], grant: said[grant], value: said[value], delivery: said[delivery],
                waybill: said[waybill], serials: said[serials]))
    }
}
