import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `movement correct`.
enum MovementCorrectCommand {
    static let movement = MovementArguments.movement
    static let amount = StockArguments.text(
        "qty", fr: "qté", .quantity, example: "8carton", Wording("the right quantity", "la bonne quantité"))

    static let spec = CommandSpec.write(
        "movement correct", fr: "mouvement corriger",
        Wording(
            "book the difference to what it should have said",
            "enregistrer la différence avec ce qu'il aurait dû dire"),
        roles: WhoMay.amend, [movement, amount], isShort: false,
        errors: ["NOTFOUND.MOVEMENT", "RULE.NOTHING-TO-CORRECT", "RULE.CORRECT-ONE-ITEM", "STOCK.INSUFFICIENT", "ARG.UNUSUAL"],
        reply: AmendMovement.keys, examples: ["movement correct 812 qty=8carton"]
    ) { said, desk in try await AmendMovement(desk).correct(said[movement], quantity: said[amount]) }
}
