import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round load`: goods onto the vehicle.
enum LoadRoundCommand {
    static let round = RoundArguments.round
    static let take = RoundArguments.goods(
        "take", fr: "prendre", example: "blanket:40",
        Wording("what goes in, instead of what was approved", "ce qui monte, au lieu de ce qui est approuvé"))
    static let from = RoundArguments.text("from", fr: "de", .place, example: "main/a1", Wording("one shelf only", "un rayon seulement"))
    static let owner = RoundArguments.text(
        "owner", fr: "propriétaire", .code, example: "auberge",
        Wording("whose goods; left out: all that the round may take", "à qui ; sinon tout ce que la tournée peut prendre"))
    static let quality = RoundArguments.quality

    static let spec = CommandSpec.write(
        "round load", fr: "tournée charger",
        Wording(
            "load what was approved, or what is named; again: top up",
            "charger ce qui est approuvé, ou nommé ; encore : compléter"),
        roles: RoundArguments.roles(.load), [round, take, from, owner, quality], isShort: false,
        errors: [
            "STOCK.INSUFFICIENT", "ROUND.NOT-ITS-GOODS", "PLAN.VEHICLE-TAKEN", "RULE.ON-A-ROUND", "RULE.QUARANTINED", "RULE.NEVER-MOBILE",
            "ROUND.PAST", "ROUND.FINAL",
            "CONFLICT.LOOKS-REPEATED",
        ], reply: ShowRounds.keys, examples: ["round load 7", "tournée charger 7 prendre=blanket:40"]
    ) { said, desk in
        try await LoadRound(desk).run(
            LoadRound.Words(
                round: said[round], take: said[take], from: said[from], owner: said[owner], quality: said[quality]?.rawValue))
    }
}
