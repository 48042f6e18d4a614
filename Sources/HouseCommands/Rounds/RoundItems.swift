import AdminSocket
import EntrepotService
import Speech

/// `round items`.
enum RoundItemsCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.read(
        "round items", fr: "tournée articles",
        Wording(
            "show item by item what was planned, loaded, given, back, lost, and is left",
            "montrer article par article : prévu, chargé, donné, revenu, perdu, et le reste"), roles: WhoMay.readRounds, [round],
        isList: true, isShort: false, errors: ["NOTFOUND.ROUND"], reply: ShowRounds.itemKeys, examples: ["round items 7"]
    ) { said, desk in try await ShowRounds(desk).items(said[round]) }
}
