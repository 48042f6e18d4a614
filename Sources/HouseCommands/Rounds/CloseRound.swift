import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round close`.
enum CloseRoundCommand {
    static let round = RoundArguments.round
    static let rest = RoundArguments.text(
        "rest", fr: "reste", .choice([Choice("unexplained", fr: "inexpliqué"), Choice("back", fr: "revenu")]), example: "unexplained",
        Wording(
            "what nobody can account for: an exception until explained, or it came back",
            "ce que personne n'explique : une anomalie, ou c'est revenu"))

    static let spec = CommandSpec.write(
        "round close", fr: "tournée clore", aliases: ["tournée clôturer"],
        Wording(
            "close a round when everything loaded is accounted for",
            "clore une tournée quand tout est justifié"),
        roles: RoundArguments.roles(.close), [round, rest], isShort: false,
        errors: ["STOCK.INSUFFICIENT", "ROUND.UNBALANCED", "PLAN.VEHICLE-TAKEN", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round close 7", "tournée clore 7 reste=inexpliqué"]
    ) { said, desk in try await EndRound(desk).close(said[round], rest: said[rest]) }
}
