import AdminSocket
import EntrepotService
import Measures
import Speech

/// `person add`: somebody who says who they are on an account that several share.
enum AddPersonCommand {
    static let code = PersonArguments.code
    static let name = PersonArguments.name
    static let roles = PersonArguments.roles(required: true)
    static let organisations = PersonArguments.organisations
    static let warehouses = PersonArguments.warehouses
    static let until = PersonArguments.until
    static let pin = PersonArguments.pin

    static let spec = CommandSpec.write(
        "person add", fr: "personne ajouter",
        Wording(
            "add somebody who works here on an account that several share",
            "ajouter quelqu'un qui travaille ici sur un compte partagé"),
        roles: WhoMay.arrange, [code, name, roles, organisations, warehouses, until, pin], isShort: false,
        errors: ["CONFLICT.EXISTS", .argumentValue, .permissionScope, "NOTFOUND.ORGANISATION", "NOTFOUND.WAREHOUSE"],
        reply: PersonAnswer.changedKeys,
        examples: [
            "person add zoe role=volunteer warehouse=calais until=2026-12-20 pin=4711",
            "personne ajouter jean rôle=bénévole rôle=lecteur association=abri code=4711",
        ]
    ) { said, desk in
        var words = PersonWords(code: try said[code])
        words.name = try said[name]
        words.roles = try said[roles]
        words.organisations = try said[organisations]
        words.warehouses = try said[warehouses]
        words.until = try said[until]
        words.pin = try said[pin]
        return try await WritePerson(desk).add(words)
    }
}
