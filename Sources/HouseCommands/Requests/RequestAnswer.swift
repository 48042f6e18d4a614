import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `request answer`: what comes of a request.
enum RequestAnswerCommand {
    static let request = StockArguments.number(
        "request", fr: "demande", example: "4", Wording("the number of the request", "le numéro de la demande"))
    static let give = StockArguments.goods(
        "give", fr: "donner", example: "blanket:20",
        Wording("what is agreed to, each SKU:QTY", "ce qui est accordé, chaque fois ARTICLE:QTÉ"))
    static let movement = Argument<[Int64]>.repeated(
        .named(
            "movement", fr: "mouvement", .identifier, repeated: true, example: "57",
            Wording("the movement that brought it", "le mouvement qui l'a apporté")), ArgumentReading.number)
    static let refuse = StockArguments.flag("refuse", fr: "refuser", Wording("nothing comes of it", "il n'en sera rien"))
    static let reason = StockArguments.maybe("reason", fr: "motif", example: "none", Wording("why not", "pourquoi pas"))

    static let spec = CommandSpec.write(
        "request answer", fr: "demande répondre", Wording("answer a partner's request", "répondre à la demande d'un partenaire"),
        roles: WhoMay.arrange, [request, give, movement, refuse, reason], isShort: false,
        errors: ["NOTFOUND.REQUEST", "NOTFOUND.MOVEMENT", "NOTFOUND.ITEM", "CONFLICT.EXISTS"], reply: PartnerRequests.keys,
        examples: [
            "request answer 4 give=blanket:20", "request answer 4 movement=57",
            "demande répondre 4 refuser=oui motif=\"plus de tentes avant mardi\"",
        ]
    ) { said, desk in
        try await PartnerRequests(desk).answer(
            said[request], give: said[give], movements: said[movement], refuse: said[refuse], because: said[reason])
    }
}
