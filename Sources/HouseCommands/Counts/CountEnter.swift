import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count enter`.
enum CountEnterCommand {
    static let count = CountArguments.count
    static let item = Argument.item
    static let amount = Argument.amount
    static let lot = Argument.lot
    static let owner = Argument.owner
    static let adds = Argument<Bool>(
        .named(
            "mode", .choice([Choice("replace", fr: "remplacer"), Choice("add", fr: "ajouter")]), example: "add",
            Wording("add to what was entered, or replace it (the default)", "ajouter à la saisie, ou la remplacer (par défaut)"))
    ) { values, _ throws(Refusal) in values.first == "add" }

    static let spec = CommandSpec.write(
        "count enter", fr: "comptage saisir",
        Wording(
            "keep what was counted of an item",
            "saisir ce qui a été compté"),
        roles: WhoMay.book, [count, item, amount, lot, owner, adds], isShort: false,
        errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED", "RULE.COUNT-NEEDS-LOT", "RULE.LOT-OWNER", "ARG.UNUSUAL"],
        examples: ["count enter 4 blanket 118", "comptage saisir 4 bois 12sac"]
    ) { said, desk in
        try await CountStock(desk).enter(
            said[count], item: said[item], quantity: said[amount], lot: said[lot], owner: said[owner], adding: said[adds])
    }
}
