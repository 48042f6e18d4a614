import AdminSocket
import EntrepotService
import Measures
import Speech

/// `person end`: nobody speaks as the person any more, from now on.
enum EndPersonCommand {
    static let code = PersonArguments.code
    static let undo = StockArguments.flag("undo", fr: "rétablir", Wording("lets the person go on", "laisse la personne continuer"))

    static let spec = CommandSpec.write(
        "person end", fr: "personne finir",
        Wording("end a person's access; open sessions end too", "mettre fin à l'accès d'une personne ; ses sessions finissent aussi"),
        roles: WhoMay.arrange, [code, undo], errors: ["NOTFOUND.PERSON", "RULE.PERSON-ERASED", .permissionScope],
        reply: PersonAnswer.changedKeys, examples: ["person end zoe", "person end zoe undo=yes"]
    ) { said, desk in try await WritePerson(desk).end(try said[code], undo: try said[undo]) }
}
