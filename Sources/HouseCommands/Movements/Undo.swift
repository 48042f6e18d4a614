import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `undo`: one's own last entry.
enum UndoCommand {
    static let movement: Argument<Int64?> = .optional(
        .positional(
            "movement", fr: "mouvement", .identifier, required: false, example: "812",
            Wording("one of your own by its number; the last one when left out", "une des vôtres par son numéro ; la dernière par défaut")),
        ArgumentReading.number)

    static let spec = CommandSpec.write(
        "undo", fr: "défaire", aliases: ["undo last", "annuler dernier"],
        Wording(
            "take back your own last entry of goods, within the hour",
            "annuler sa propre dernière écriture de biens, dans l'heure"),
        roles: WhoMay.serve, [movement],
        errors: [
            "RULE.NOTHING-TO-UNDO", "RULE.BUILT-ON", "RULE.UNDO-OTHERWISE", "PERM.OTHERS-ENTRY", "RULE.CORRECTED-SINCE",
            "RULE.COUNTED-SINCE",
        ],
        reply: UndoEntry.keys, examples: ["undo", "défaire 812"]
    ) { said, desk in try await UndoEntry(desk).run(said[movement]) }
}
