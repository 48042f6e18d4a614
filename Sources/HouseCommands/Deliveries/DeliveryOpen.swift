import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `delivery open`: a van at the door.
enum DeliveryOpenCommand {
    static let donor = StockArguments.maybe(
        "donor", fr: "donateur", example: "\"Secours Populaire\"",
        Wording("who brings it; lines inherit it", "qui l'apporte ; les lignes en héritent"))
    static let waybill = StockArguments.maybe(
        "waybill", fr: "lettre-de-voiture", example: "WB-12", Wording("the number of the waybill", "le numéro de lettre de voiture"))
    static let customs = StockArguments.maybe(
        "customs", fr: "douane", example: "26GB000012", Wording("the customs reference", "la référence de douane"))
    static let witness = StockArguments.maybe(
        "witness", fr: "témoin", example: "Jean", Wording("who saw it unloaded", "qui a vu décharger"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, default: .place, example: "main/a1", Wording("where it is unloaded", "où c'est déchargé"))
    static let warehouse = StockArguments.warehouse(Wording("where it came to, without a place", "où c'est arrivé, sans emplacement"))

    static let spec = CommandSpec.write(
        "delivery open", fr: "livraison ouvrir",
        Wording("open a delivery, for the lines that come off a van", "ouvrir une livraison, pour les lignes d'un camion"),
        roles: WhoMay.book, [donor, waybill, customs, witness, place, warehouse], isShort: false,
        errors: ["NOTFOUND.PLACE", "NOTFOUND.WAREHOUSE", "CONFLICT.LOOKS-REPEATED"], reply: OpenDelivery.keys,
        examples: ["delivery open donor=\"Secours Populaire\" waybill=WB-12 place=main/a1"]
    ) { said, desk in
        var words = OpenDelivery.Words()
        words.donor = try said[donor]
        words.waybill = try said[waybill]
        words.customs = try said[customs]
        words.witness = try said[witness]
        words.place = try said[place]
        words.warehouse = try said[warehouse]
        return try await OpenDelivery(desk).run(words)
    }
}
