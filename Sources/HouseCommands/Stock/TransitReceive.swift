import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `transit receive`: what arrived from another warehouse.
enum TransitReceiveCommand {
    static let transit = StockArguments.number(
        "transit", example: "17", Wording("the number that transfer gave", "le numéro donné par transférer"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, default: .place, example: "dunkirk/a1",
        Wording("where it is put; the only bin when left out", "où c'est posé ; le seul emplacement par défaut"))
    static let take = StockArguments.goods(
        "take", fr: "prendre", example: "blanket:38",
        Wording("what arrived; everything when left out", "ce qui est arrivé ; tout par défaut"))
    static let lost = StockArguments.goods(
        "lost", fr: "perdu", example: "blanket:2", Wording("what was lost on the way", "ce qui s'est perdu en route"))

    static let spec = CommandSpec.write(
        "transit receive", fr: "transit recevoir",
        Wording(
            "book what arrived from another warehouse",
            "enregistrer ce qui arrive d'un autre entrepôt"), roles: WhoMay.book,
        [transit, place, take, lost], isShort: false,
        errors: ["NOTFOUND.TRANSIT", "RULE.TRANSIT-SETTLED", "RULE.TRANSIT-EXCEEDED"], reply: ReceiveTransit.receivedKeys,
        examples: ["transit receive 17 place=dunkirk/a1 take=blanket:38 lost=blanket:2"]
    ) { said, desk in
        try await ReceiveTransit(desk).run(said[transit], place: said[place], take: said[take], lost: said[lost])
    }
}
