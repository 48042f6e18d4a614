import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger

/// `loss`: goods that are gone.
enum LossCommand {
    static let item = Argument.item
    static let amount = Argument.amount
    static let place = Argument.place(Wording("where they were", "où ils étaient"))
    static let reason = Argument.choice(
        "reason", fr: "motif", MovementReason.losses, example: "damaged", Wording("how they went", "comment ils sont partis"))
    static let lot = Argument.lot
    static let serials = Argument.serials
    static let owner = Argument.owner

    static let spec = CommandSpec.write(
        "loss", fr: "perte",
        Wording(
            "book goods that are gone",
            "enregistrer une perte"), roles: WhoMay.book,
        [item, amount, place, reason, lot, serials, owner],
        errors: ["STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "RULE.LOT-OWNER", "ARG.UNUSUAL"],
        reply: BookLoss.keys,
        examples: ["loss blanket 3 place=main/a1 reason=damaged", "perte bois 20kg emplacement=main/cour motif=volé"]
    ) { said, desk in
        try await BookLoss(desk).run(
            item: said[item], said[amount], at: said[place], because: said[reason], lot: said[lot], serials: said[serials],
            owner: said[owner])
    }
}
