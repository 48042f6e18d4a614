import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `settle`: a debt between organisations made smaller.
enum SettleCommand {
    static let item = Argument<String>.item
    static let amount = Argument<String?>.optional(
        .positional(
            "qty", fr: "qté", .quantity, required: false, example: "20",
            Wording("how much of the debt; all of it when left out", "quelle part de la dette ; tout par défaut")), ArgumentReading.text)
    static let from = StockArguments.text(
        "from-owner", fr: "de-qui", .code, example: "salam", Wording("who owes", "qui doit"))
    static let to = StockArguments.text(
        "to-owner", fr: "à-qui", .code, example: "auberge", Wording("who is owed", "à qui c'est dû"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, default: .place, example: "main/a1",
        Wording("where the goods lie that go back", "où sont les biens rendus"))
    static let with = StockArguments.goods(
        "with", fr: "avec", example: "tent:5", Wording("other goods that are given instead", "d'autres biens donnés à la place"))
    static let forgive = StockArguments.maybe(
        "forgive", fr: "abandonner", example: "gift", Wording("why the lender lets it go", "pourquoi le prêteur abandonne la dette"))
    static let lot = Argument<String?>.lot
    static let serials = Argument<[String]>.serials
    static let warehouse = StockArguments.warehouse(Wording("where, when nothing moves", "où, quand rien ne bouge"))

    static let spec = CommandSpec.write(
        "settle", fr: "solder",
        Wording(
            "give back what is owed, pay it with other goods, or let it go",
            "rendre ce qui est dû, le payer en autres biens, ou l'abandonner"),
        roles: WhoMay.share, [item, amount, from, to, place, with, forgive, lot, serials, warehouse],
        errors: ["RULE.SETTLES-MORE", "STOCK.INSUFFICIENT", "NOTFOUND.ORGANISATION", "NOTFOUND.ITEM", "PERM.SCOPE"], reply: SettleDebt.keys,
        examples: [
            "settle blanket 20 from-owner=salam to-owner=auberge place=main/a1",
            "settle blanket 20 from-owner=salam to-owner=auberge place=main/a1 with=tent:5",
            "solder blanket 2 de-qui=salam à-qui=auberge abandonner=\"usées sur le terrain\"",
        ]
    ) { said, desk in
        var words = SettleDebt.Words(item: try said[item], amount: try said[amount], from: try said[from], to: try said[to])
        words.with = try said[with]
        words.forgiven = try said[forgive]
        words.place = try said[place]
        words.lot = try said[lot]
        words.serials = try said[serials]
        words.warehouse = try said[warehouse]
        return try await SettleDebt(desk).run(words)
    }
}
