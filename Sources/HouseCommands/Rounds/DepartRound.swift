import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round depart`.
enum DepartRoundCommand {
    static let round = RoundArguments.round
    static let quality = RoundArguments.quality

    static let spec = CommandSpec.write(
        "round depart", fr: "tournée partir",
        Wording(
            "say that the van leaves",
            "dire que le véhicule part"), roles: RoundArguments.roles(.depart),
        [round, quality], isShort: false, errors: ["PLAN.VEHICLE-TAKEN", "ROUND.FINAL"], reply: ShowRounds.keys,
        examples: ["round depart 7 occurred=2026-11-21T09:10"]
    ) { said, desk in try await MoveRound(desk).depart(said[round], quality: said[quality]?.rawValue) }
}
