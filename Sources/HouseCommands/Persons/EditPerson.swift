import AdminSocket
import EntrepotService
import Measures
import Speech

/// `person edit`: another role, last day, name or PIN.
enum EditPersonCommand {
    static let code = PersonArguments.code
    static let name = PersonArguments.name
    static let roles = PersonArguments.roles(required: false)
    static let organisations = PersonArguments.organisations
    static let warehouses = PersonArguments.warehouses
    static let until = PersonArguments.until
    static let pin = PersonArguments.pin
    static let also = StockArguments.flag(
        "also", fr: "aussi", Wording("the roles said are held beside the others", "les rôles dits s'ajoutent aux autres"))

    static let spec = CommandSpec.write(
        "person edit", fr: "personne modifier",
        Wording("change a person's name, roles, last day or PIN", "changer le nom, les rôles, le dernier jour ou le code d'une personne"),
        roles: WhoMay.arrange, [code, name, roles, organisations, warehouses, until, pin, also], isShort: false,
        errors: [
            "NOTFOUND.PERSON", "RULE.PERSON-ERASED", .argumentMissing, .argumentValue, .permissionScope, "NOTFOUND.ORGANISATION",
            "NOTFOUND.WAREHOUSE",
        ],
        reply: PersonAnswer.changedKeys,
        examples: ["person edit zoe until=2027-01-31", "person edit zoe role=lead warehouse=dunkirk also=yes", "person edit zoe pin=8143"]
    ) { said, desk in
        var words = PersonWords(code: try said[code])
        words.name = try said[name]
        words.roles = try said[roles]
        words.organisations = try said[organisations]
        words.warehouses = try said[warehouses]
        words.until = try said[until]
        words.pin = try said[pin]
        return try await WritePerson(desk).edit(words, also: try said[also])
    }
}
