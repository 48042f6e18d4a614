import AdminSocket
import EntrepotService
import Speech

/// `round manifest`.
enum RoundManifestCommand {
    static let round = RoundArguments.round

    static let spec = CommandSpec.read(
        "round manifest", fr: "tournée bordereau",
        Wording(
            "show what goes into the van: last stop first",
            "montrer ce qui monte dans le véhicule : dernier arrêt d'abord"),
        roles: WhoMay.readRounds, [round],
        isList: true, isShort: false, errors: ["NOTFOUND.ROUND"], reply: ShowRounds.manifestKeys, examples: ["round manifest 7"]
    ) { said, desk in try await ShowRounds(desk).manifest(said[round]) }
}
