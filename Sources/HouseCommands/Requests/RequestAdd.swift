import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `request add`: what a partner asks for.
enum RequestAddCommand {
    static let goods = StockArguments.goods(
        "item", fr: "article", example: "blanket:30",
        Wording("what is asked for, each SKU:QTY", "ce qui est demandé, chaque fois ARTICLE:QTÉ"))
    static let by = Argument<String>.required(
        .named("by", fr: "par", .code, default: .owner, example: "salam", Wording("who asks", "qui demande")), ArgumentReading.text)
    static let purpose = StockArguments.maybe(
        "for", fr: "pour", example: "Saturday", Wording("what it is for", "pour quoi faire"))
    static let needed = StockArguments.maybe(
        "needed", fr: "besoin", .date(), example: "31/12/2027", Wording("the day it is needed", "le jour où il le faut"))
    static let warehouse = StockArguments.warehouse(Wording("of which warehouse", "à quel entrepôt"))

    static let spec = CommandSpec.write(
        "request add", fr: "demande ajouter", Wording("ask a warehouse for goods", "demander des biens à un entrepôt"), roles: WhoMay.ask,
        [goods, by, purpose, needed, warehouse], isShort: false,
        errors: ["NOTFOUND.ITEM", "NOTFOUND.ORGANISATION", "PERM.SCOPE", "ARG.UNUSUAL"],
        examples: [
            "request add item=blanket:30 item=tent:5 by=salam for=Saturday",
            "demande ajouter article=blanket:30 par=salam",
        ]
    ) { said, desk in
        try await PartnerRequests(desk).add(
            said[goods], by: said[by], for: said[purpose], needed: said[needed], warehouse: said[warehouse])
    }
}
