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
        Wording("what arrived; everything when nothing else is said", "ce qui est arrivé ; tout si rien d'autre n'est dit"))
    static let lost = StockArguments.goods(
        "lost", fr: "perdu", example: "blanket:2", Wording("what was lost on the way", "ce qui s'est perdu en route"))

    static let rest = Argument<ReceiveTransit.Rest?>.optional(
        .named(
            "rest", fr: "reste", .choice(among: ReceiveTransit.Rest.allCases), example: "arrived",
            Wording(
                "what became of all that is not named; still due when left out",
                "ce qu'est devenu tout ce qui n'est pas nommé ; encore dû par défaut")), Argument<ReceiveTransit.Rest>.chosen)

    static let spec = CommandSpec.write(
        "transit receive", fr: "transit recevoir",
        Wording(
            "book what arrived from another warehouse",
            "enregistrer ce qui arrive d'un autre entrepôt"), roles: WhoMay.book,
        [transit, place, take, lost, rest], isShort: false,
        errors: ["NOTFOUND.TRANSIT", "RULE.TRANSIT-SETTLED", "RULE.TRANSIT-EXCEEDED"], reply: ReceiveTransit.receivedKeys,
        examples: [
            "transit receive 17 place=dunkirk/a1 take=blanket:38 lost=blanket:2", "transit receive 17 lost=tent:3 rest=arrived",
            "transit recevoir 17 perdu=tent:3 reste=arrivé",
        ]
    ) { said, desk in
        try await ReceiveTransit(desk).run(said[transit], place: said[place], take: said[take], lost: said[lost], rest: said[rest])
    }
}
