import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count cancel`.
enum CountCancelCommand {
    static let count = CountArguments.count

    static let spec = CommandSpec.write(
        "count cancel", fr: "comptage annuler",
        Wording(
            "give a count up; nothing is booked",
            "abandonner un comptage ; rien n'est enregistré"),
        roles: WhoMay.book, [count], isShort: false, errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED"], examples: ["count cancel 4"]
    ) { said, desk in try await CountStock(desk).cancel(said[count]) }
}
