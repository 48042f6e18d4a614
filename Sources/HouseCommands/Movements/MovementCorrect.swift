import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech
import StockLedger

/// `movement correct`: what a movement should have said.
enum MovementCorrectCommand {
    static let movement = MovementArguments.movement
    static let amount = StockArguments.maybe(
        "qty", fr: "qté", .quantity, example: "8carton", Wording("the right quantity", "la bonne quantité"))
    static let item = StockArguments.maybe("item", fr: "article", .sku, example: "blanket", Wording("the right item", "le bon article"))
    static let owner = StockArguments.maybe(
        "owner", fr: "propriétaire", .code, example: "auberge", Wording("whose it really is", "à qui c'est vraiment"))
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, example: "main/a2", Wording("where it really was", "où c'était vraiment"))
    static let donor = StockArguments.maybe(
        "donor", fr: "donateur", example: "\"Secours Populaire\"", Wording("who really gave it", "qui l'a vraiment donné"))
    static let condition = StockArguments.maybe(
        "condition", fr: "état", example: "worn", Wording("new, good, worn or damaged", "neuf, bon, usé ou abîmé"))
    static let grant = StockArguments.maybe(
        "grant", fr: "subvention", .code, example: "wood-2026",
        Wording("the grant that really paid for it, or none", "la subvention qui l'a vraiment payé, ou aucune"))
    static let reason: Argument<MovementReason?> = .optional(
        .named(
            "reason", fr: "motif", .choice(among: MovementReason.losses), example: "damaged",
            Wording("how a loss really came about", "comment une perte est vraiment arrivée")), Argument<MovementReason>.chosen)

    static let spec = CommandSpec.write(
        "movement correct", fr: "mouvement corriger",
        Wording(
            "put right what a movement said, through what happened since",
            "corriger ce qu'un mouvement disait, à travers ce qui a suivi"),
        roles: WhoMay.amend, [movement, amount, item, owner, place, donor, condition, grant, reason], isShort: false,
        errors: [
            "NOTFOUND.MOVEMENT", "RULE.NOTHING-TO-CORRECT", "RULE.CORRECT-ONE-ITEM", "RULE.CORRECT-OTHERWISE", "RULE.CORRECT-LEFT",
            "RULE.CORRECT-A-ROUND", "STOCK.INSUFFICIENT", "ARG.UNUSUAL",
        ],
        reply: AmendMovement.keys,
        examples: ["movement correct 812 qty=8carton", "movement correct 812 owner=auberge", "mouvement corriger 812 motif=abîmé"]
    ) { said, desk in
        var words = CorrectMovement.Words(quantity: try said[amount])
        words.item = try said[item]
        words.owner = try said[owner]
        words.place = try said[place]
        words.donor = try said[donor]
        words.condition = try said[condition]
        words.grant = try said[grant]
        words.reason = try said[reason]
        return try await CorrectMovement(desk).run(said[movement], words)
    }
}
