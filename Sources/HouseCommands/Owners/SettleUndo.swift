import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `settle undo`: a debt that was let go by mistake is owed again.
enum SettleUndoCommand {
    static let settlement = StockArguments.number(
        "settlement", fr: "règlement", example: "7", Wording("the number that settle gave", "le numéro donné par solder"))

    static let spec = CommandSpec.write(
        "settle undo", fr: "solder annuler",
        Wording("take back having let a debt go", "revenir sur l'abandon d'une dette"), roles: WhoMay.share, [settlement], isShort: false,
        errors: ["NOTFOUND.SETTLEMENT", "PERM.SCOPE"], examples: ["settle undo 7"]
    ) { said, desk in
        try await ReopenDebt(desk).run(said[settlement])
    }
}
