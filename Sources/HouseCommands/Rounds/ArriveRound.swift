import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `round arrive`.
enum ArriveRoundCommand {
    static let round = RoundArguments.round
    static let stop = RoundArguments.stop
    static let quality = RoundArguments.quality

    static let spec = CommandSpec.write(
        "round arrive", fr: "tournée arriver",
        Wording(
            "say that the van is at a stop",
            "dire que le véhicule est à un arrêt"),
        roles: RoundArguments.roles(.arrive), [round, stop, quality], isShort: false,
        errors: ["PLAN.VEHICLE-TAKEN", "NOTFOUND.STOP", "NOTFOUND.SITE"], reply: ShowRounds.keys, examples: ["round arrive 7 stop=beach"]
    ) { said, desk in try await MoveRound(desk).arrive(said[round], stop: said[stop], quality: said[quality]?.rawValue) }
}
