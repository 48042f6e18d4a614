import AdminSocket
import EntrepotService
import Speech

/// `round items`.
enum RoundItemsCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.read(
        "round items", fr: "tournée articles",
        Wording(
            "Item by item: planned, loaded, given, back, lost, what is left, and whose",
            "Article par article : prévu, chargé, donné, revenu, perdu, le reste, et à qui"), roles: WhoMay.readRounds, [round],
        isList: true, isShort: false, errors: ["NOTFOUND.ROUND"], reply: ShowRounds.itemKeys, examples: ["round items 7"]
    ) { said, desk in try await ShowRounds(desk).items(said[round]) }
}
