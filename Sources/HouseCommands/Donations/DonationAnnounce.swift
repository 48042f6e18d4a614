import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation announce`: goods that somebody will bring.
enum DonationAnnounceCommand {
    static let donor = StockArguments.text(
        "donor", fr: "donateur", example: "\"Secours Populaire\"", Wording("who brings it", "qui l'apporte"))
    static let item = StockArguments.text(
        "item", fr: "article", .sku, example: "blanket", Wording("the item's code", "le code de l'article"))
    static let amount = StockArguments.text(
        "qty", fr: "qté", .quantity, example: "400", Wording("how much, with its pack or unit", "combien, avec l'unité"))
    static let on = StockArguments.text("on", fr: "le", .date(), example: "2026-12-04", Wording("the day it is to come", "le jour prévu"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, default: .place, example: "main/a1", Wording("where it will be put", "où ce sera posé"))
    static let warehouse = StockArguments.warehouse(Wording("where it comes to, without a place", "où cela arrive, sans emplacement"))
    static let owner = Argument.owner

    static let spec = CommandSpec.write(
        "donation announce", fr: "don annoncer",
        Wording("write down goods that somebody will bring", "noter des biens que quelqu'un apportera"),
        roles: WhoMay.serve, [donor, item, amount, on, place, warehouse, owner], isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.PLACE", "ARG.AMBIGUOUS", "ARG.UNIT", "ARG.UNUSUAL", "CONFLICT.LOOKS-REPEATED"],
        reply: ExpectedDonations.keys,
        examples: ["donation announce donor=\"Secours Populaire\" item=blanket qty=400 on=2026-12-04 place=main/a1 owner=auberge"]
    ) { said, desk in
        var words = AnnounceDonation.Words(
            donor: try said[donor], item: try said[item], quantity: try said[amount], on: try said[on])
        words.place = try said[place]
        words.warehouse = try said[warehouse]
        words.owner = try said[owner]
        return try await AnnounceDonation(desk).run(words)
    }
}
