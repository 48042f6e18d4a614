import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `lend`: goods that go over to another organisation where they lie.
enum LendCommand {
    static let place = Argument.place(Wording("where they lie", "où ils se trouvent"))
    static let due = StockArguments.maybe(
        "due", fr: "échéance", .date(), example: "31/12/2027", Wording("the day by which they are owed back", "le jour où c'est à rendre"))

    static let spec = CommandSpec.write(
        "lend", fr: "prêter",
        Wording(
            "lend or give goods to another organisation, where they lie", "prêter ou donner des biens à une autre association, sur place"),
        roles: WhoMay.share,
        [
            GoodsArguments.item, GoodsArguments.amount, OwnerArguments.from, OwnerArguments.to, place, GoodsArguments.give,
            GoodsArguments.everything, due, OwnerArguments.terms, GoodsArguments.lot, GoodsArguments.serials,
        ],
        errors: [
            "STOCK.INSUFFICIENT", "NOTFOUND.ORGANISATION", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "RULE.NO-CONSENT", "RULE.QUARANTINED",
            "PERM.SCOPE",
        ],
        reply: LendGoods.keys,
        examples: [
            "lend blanket 20 from-owner=auberge to-owner=salam place=main/a1 due=31/12/2027",
            "prêter tent 5 de-qui=auberge à-qui=salam emplacement=main/a1",
        ]
    ) { said, desk in
        let goods = GoodsTaken.Words(
            item: try said[GoodsArguments.item], amount: try said[GoodsArguments.amount], give: try said[GoodsArguments.give],
            everything: try said[GoodsArguments.everything], lot: try said[GoodsArguments.lot], serials: try said[GoodsArguments.serials],
            owner: try said[OwnerArguments.from])
        return try await LendGoods(desk).run(
            LendGoods.Words(
                goods, to: said[OwnerArguments.to], at: said[place], due: said[due], terms: said[OwnerArguments.terms]))
    }
}
