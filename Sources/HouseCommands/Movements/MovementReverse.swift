import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `movement reverse`.
enum MovementReverseCommand {
    static let movement = MovementArguments.movement

    static let spec = CommandSpec.write(
        "movement reverse", fr: "mouvement annuler",
        Wording(
            "book the opposite of a movement",
            "enregistrer l'inverse d'un mouvement"),
        roles: WhoMay.amend, [movement], isShort: false,
        errors: [
            "NOTFOUND.MOVEMENT", "RULE.ALREADY-REVERSED", "RULE.CORRECTED-SINCE", "RULE.PART-OF-AN-ENTRY", "RULE.COUNTED-SINCE",
            "STOCK.INSUFFICIENT",
        ],
        reply: AmendMovement.keys,
        examples: ["movement reverse 812 note=\"typed twice\""]
    ) { said, desk in try await AmendMovement(desk).reverse(said[movement]) }
}
