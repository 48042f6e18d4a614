import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count open`.
enum CountOpenCommand {
    static let place = Argument.place(Wording("the place", "l'emplacement"))

    static let spec = CommandSpec.write(
        "count open", fr: "comptage ouvrir",
        Wording(
            "begin counting a place",
            "commencer le comptage d'un emplacement"),
        roles: WhoMay.book, [place], isShort: false, errors: ["NOTFOUND.PLACE", "RULE.COUNT-OPEN"],
        examples: ["count open place=main/a1"]
    ) { said, desk in try await CountStock(desk).open(place: said[place]) }
}
