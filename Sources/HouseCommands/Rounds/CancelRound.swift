import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round cancel`.
enum CancelRoundCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.write(
        "round cancel", fr: "tournée annuler",
        Wording(
            "cancel a round that has not left",
            "annuler une tournée qui n'est pas partie"),
        roles: RoundArguments.roles(.cancel), [round], isShort: false, errors: ["STOCK.INSUFFICIENT", "ROUND.UNDERWAY", "ROUND.FINAL"],
        reply: ShowRounds.keys, examples: ["round cancel 7"]
    ) { said, desk in try await EndRound(desk).cancel(said[round]) }
}
