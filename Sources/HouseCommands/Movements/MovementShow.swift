import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `movement show`.
enum MovementShowCommand {
    static let movement = MovementArguments.movement

    static let spec = CommandSpec.read(
        "movement show", fr: "mouvement montrer",
        Wording(
            "show one movement with its lines",
            "montrer un mouvement et ses lignes"),
        roles: WhoMay.readGoods, [movement], isShort: false, errors: ["NOTFOUND.MOVEMENT"], reply: ShowMovements.keys,
        examples: ["movement show 812"]
    ) { said, desk in try await ShowMovements(desk).show(said[movement]) }
}
