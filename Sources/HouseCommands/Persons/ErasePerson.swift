import AdminSocket
import EntrepotService
import Measures
import Speech

/// `person erase`: the name and the PIN go, the code stays in the books.
enum ErasePersonCommand {
    static let code = PersonArguments.code

    static let spec = CommandSpec.write(
        "person erase", fr: "personne effacer",
        Wording(
            "end a person and erase name and PIN; the books keep the code",
            "mettre fin à une personne et effacer nom et code secret ; les comptes gardent son code"),
        roles: WhoMay.arrange, [code], errors: ["NOTFOUND.PERSON", .permissionScope], reply: PersonAnswer.changedKeys,
        examples: ["person erase zoe"]
    ) { said, desk in try await WritePerson(desk).erase(try said[code]) }
}
