import AdminSocket
import EntrepotService
import Measures
import Speech

/// `place edit` and `place show`.
enum PlaceCommand {
    static let kind = EditArguments.maybe(
        "kind", fr: "sorte",
        .choice([
            Choice("bin", fr: "rayon"), Choice("quarantine", fr: "quarantaine"), Choice("vehicle", fr: "véhicule"),
            Choice("tank", fr: "cuve"),
        ]), example: "tank", Wording("what sort of place, while it is empty", "quelle sorte d'emplacement, tant qu'il est vide"))

    static let edit = CommandSpec.write(
        "place edit", fr: "emplacement modifier",
        Wording("change a place: its name, its kind while it is empty", "modifier un emplacement : son nom, sa sorte tant qu'il est vide"),
        roles: WhoMay.arrange, [EditArguments.place, EditArguments.name, kind],
        errors: [
            .placeNotFound, .ambiguousCode, "ARG.MISSING", "RULE.STOCK-REMAINS", "RULE.PLACE-NEEDED", "RULE.IN-USE", "RULE.COUNT-OPEN",
            .permissionScope,
        ], reply: Places.keys, examples: ["place edit calais/a1 name=\"Left of the door\"", "place edit calais/water kind=tank"]
    ) { said, desk in
        try await EditPlace(desk).run(said[EditArguments.place], name: said[EditArguments.name], kind: said[kind])
    }

    static let show = CommandSpec.read(
        "place show", fr: "emplacement montrer",
        Wording("show a place and what was changed of it", "montrer un emplacement et ce qui en a été modifié"), roles: WhoMay.readGoods,
        [EditArguments.place], errors: [.placeNotFound, .ambiguousCode], reply: ShowCatalogue.placeKeys, examples: ["place show calais/a1"]
    ) { said, desk in try await ShowCatalogue(desk).place(said[EditArguments.place]) }
}
