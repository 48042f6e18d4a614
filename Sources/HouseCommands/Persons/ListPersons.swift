import AdminSocket
import EntrepotService
import Measures
import Speech

/// `person list` and `person show`: who says who they are here.
enum ListPersonsCommand {
    static let code = PersonArguments.code
    static let ended = StockArguments.flag("all", fr: "tout", Wording("those who have ended as well", "aussi ceux qui ont fini"))

    static let list = CommandSpec.read(
        "person list", fr: "personne lister", aliases: ["persons", "personnes"],
        Wording("list the people who share accounts here", "lister les personnes qui partagent des comptes ici"),
        roles: WhoMay.arrange, [ended], isList: true, reply: PersonAnswer.keys, examples: ["person list", "person list all=yes"]
    ) { said, desk in try await ListPersons(desk).list(withEnded: try said[ended], try said.page()) }

    static let show = CommandSpec.read(
        "person show", fr: "personne montrer", Wording("show a person", "montrer une personne"), roles: WhoMay.arrange, [code],
        errors: ["NOTFOUND.PERSON"], reply: PersonAnswer.keys, examples: ["person show zoe"]
    ) { said, desk in try await ListPersons(desk).show(try said[code]) }
}
