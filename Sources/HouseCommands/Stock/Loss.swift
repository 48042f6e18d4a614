import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger

/// `loss`: goods that are gone.
enum LossCommand {
    static let place = Argument.placeBehind(Wording("where they were", "où ils étaient"))
    static let reason = Argument.choiceBehind(
        "reason", fr: "motif", MovementReason.losses, example: "damaged", Wording("how they went", "comment ils sont partis"))

    static let spec = CommandSpec.write(
        "loss", fr: "perte",
        Wording(
            "book goods that are gone",
            "enregistrer une perte"), roles: WhoMay.book,
        GoodsArguments.with([place, reason]),
        errors: ["STOCK.INSUFFICIENT", "NOTFOUND.ITEM", "NOTFOUND.PLACE", "RULE.LOT-OWNER", "ARG.UNUSUAL"],
        reply: BookLoss.keys,
        examples: [
            "loss 2 blanket a2 damaged", "perte 2 couverture a2 abîmé", "loss all=yes place=main/a1 reason=fire",
            "perte bois 20kg emplacement=main/cour motif=volé",
        ]
    ) { said, desk in
        try await BookLoss(desk).run(GoodsArguments.words(said), at: said[place], because: said[reason])
    }
}
