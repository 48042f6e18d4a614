import AdminSocket
import EntrepotService
import Measures
import Speech

/// `issue`: goods handed out without a round.
enum IssueCommand {
    static let from = Argument.placeBehind(named: "from", fr: "de", Wording("where from", "d'où"))
    static let to = StockArguments.positional(
        "to", fr: "vers", example: "door",
        Wording("door, a site, an organisation, or recycler", "porte, un site, une association, ou recycleur"))
    static let people = RoundArguments.number(
        "people", fr: "personnes", 0...1_000_000, example: "3",
        Wording("how many were given something, everybody", "combien ont reçu, toutes"))
    static let women = RoundArguments.number("women", fr: "femmes", 0...1_000_000, example: "1", Wording("women among them", "dont femmes"))
    static let children = RoundArguments.number(
        "children", fr: "enfants", 0...1_000_000, example: "1", Wording("children among them", "dont enfants"))

    static let spec = CommandSpec.write(
        "issue", fr: "remettre",
        Wording(
            "hand goods out without a round: at the door, to a site, a partner or a recycler",
            "remettre des biens sans tournée : à la porte, à un site, à un partenaire, à un recycleur"), roles: WhoMay.book,
        GoodsArguments.with([from, to, people, women, children]),
        errors: [
            "STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "NOTFOUND.RECORD", "ARG.AMBIGUOUS", "RULE.LOT-OWNER",
            "RULE.QUARANTINED",
            "RULE.EXPIRED", "CONFLICT.LOOKS-REPEATED", "ARG.UNUSUAL",
        ],
        reply: IssueGoods.keys,
        examples: [
            "issue 3 blanket a1 door people=3", "issue give=tent:4 give=blanket:8 from=main/a1 to=salam",
            "remettre 3 couverture a1 porte personnes=3", "issue all=yes from=main/rags to=recycler",
        ]
    ) { said, desk in
        try await IssueGoods(desk).run(
            GoodsArguments.words(said), from: said[from], to: said[to],
            IssueGoods.People(everybody: said[people], women: said[women], children: said[children]))
    }
}
