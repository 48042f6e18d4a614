import AdminSocket
import EntrepotService
import Speech

/// `round stops`.
enum RoundStopsCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.read(
        "round stops", fr: "tournée arrêts",
        Wording(
            "show the stops of a round",
            "montrer les arrêts d'une tournée"), roles: WhoMay.readRounds, [round],
        isList: true, isShort: false, errors: ["NOTFOUND.ROUND"], reply: ShowRounds.stopKeys, examples: ["round stops 7"]
    ) { said, desk in try await ShowRounds(desk).stops(said[round]) }
}
