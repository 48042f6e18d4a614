import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// What the commands about one movement have in common.
enum MovementArguments {
    static let movement = StockArguments.number(
        "movement", fr: "mouvement", example: "812", Wording("the number of the movement", "le numéro du mouvement"))
}
