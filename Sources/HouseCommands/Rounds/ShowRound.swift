import AdminSocket
import EntrepotService
import Speech

/// `round show`.
enum ShowRoundCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.read(
        "round show", fr: "tournée montrer",
        Wording(
            "show a round and the equation of every item",
            "montrer une tournée et l'équation de chaque article"), roles: WhoMay.readRounds, [round],
        isList: false, isShort: false, errors: ["NOTFOUND.ROUND"], reply: ShowRounds.detailKeys, examples: ["round show 7"]
    ) { said, desk in try await ShowRounds(desk).show(said[round]) }
}
