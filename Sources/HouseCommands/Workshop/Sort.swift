import AdminSocket
import EntrepotService
import Measures
import Speech

/// `sort`: goods turned into what really came out of them.
enum SortCommand {
    static let item = Argument.item
    static let amount = Argument.amount
    static let place = Argument.placeBehind(Wording("where they are", "où ils sont"))
    static let condition = StockArguments.maybe(
        "condition", fr: "état", example: "damaged",
        Wording("only those in this condition, such as what waits for repair", "ceux de cet état seulement, par exemple à réparer"))
    static let lot = Argument.lot
    static let serials = Argument.serials
    static let owner = Argument.owner

    static let spec = CommandSpec.write(
        "sort", fr: "trier",
        Wording(
            "turn goods into what really came out of them: open, cut, repair, repack",
            "transformer des biens en ce qui en sort vraiment : ouvrir, couper, réparer, reconditionner"),
        roles: WhoMay.book,
        [
            item, amount, place, WorkshopArguments.out, WorkshopArguments.waste, WorkshopArguments.partly, WorkshopArguments.to, condition,
            lot, serials, owner, WorkshopArguments.expires,
        ],
        errors: [
            "STOCK.INSUFFICIENT", "RULE.SORTED-MORE", "RULE.SORTED-LESS", "RULE.QUARANTINED", "RULE.NEVER-MOBILE", "RULE.LOT-OWNER",
            "RULE.EXPIRED", "CONFLICT.LOOKS-REPEATED", "ARG.UNUSUAL",
        ],
        reply: SortGoods.keys,
        examples: [
            "sort mixed-bag 12 place=main/a1 out=coat:40 out=trousers-m:25 waste=1",
            "sort tent 1300 place=main/a1 out=tent:867 out=tent:433:damaged",
            "trier logs 7t emplacement=main/cour sortie=firewood:1000sac rebut=reste",
        ]
    ) { said, desk in
        var words = SortGoods.Words(item: try said[item], quantity: try said[amount], place: try said[place])
        words.to = try said[WorkshopArguments.to]
        words.out = try said[WorkshopArguments.out]
        words.waste = try said[WorkshopArguments.waste]
        words.partly = try said[WorkshopArguments.partly]
        words.condition = try said[condition]
        words.lot = try said[lot]
        words.owner = try said[owner]
        words.expires = try said[WorkshopArguments.expires]
        words.serials = try said[serials]
        return try await SortGoods(desk).run(words)
    }
}
