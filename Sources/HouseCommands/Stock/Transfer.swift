import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `transfer`: goods moved, or sent to another warehouse.
enum TransferCommand {
    static let from = Argument.placeBehind(named: "from", fr: "de", Wording("where from", "d'où"))
    static let to = Argument.placeBehind(
        named: "to", fr: "vers", default: nil, example: "main/b2",
        Wording("where to; another warehouse's code sends it there", "où ; le code d'un autre entrepôt l'y envoie"))

    static let spec = CommandSpec.write(
        "transfer", fr: "transférer", aliases: ["transfert", "déplacer", "move"],
        Wording(
            "move goods between places, or send them to another warehouse",
            "déplacer des biens, ou les envoyer à un autre entrepôt"),
        roles: WhoMay.book, GoodsArguments.with([from, to]),
        errors: [
            "STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "CONFLICT.LOOKS-REPEATED", "RULE.LOT-OWNER", "RULE.QUARANTINED",
            "RULE.EXPIRED", "ARG.UNUSUAL",
        ],
        reply: TransferGoods.keys,
        examples: [
            "transfer 24 mat a2 b1", "transférer 24 tapis a2 b1", "transfer give=blanket:40 give=tent:12 from=main/a1 to=dunkirk",
            "transfer all=yes from=main/a1 to=main/b2", "transférer bois 3sac de=main/cour vers=dunkirk",
        ]
    ) { said, desk in
        try await TransferGoods(desk).run(GoodsArguments.words(said), from: said[from], to: said[to])
    }
}
