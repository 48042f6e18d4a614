import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count close`.
enum CountCloseCommand {
    static let count = CountArguments.count
    static let restIsZero = Argument<Bool>(
        .named(
            "rest", fr: "reste", .choice([Choice("zero", fr: "zéro"), Choice("keep", fr: "garder")]), example: "zero",
            Wording("zero: what nobody counted is gone", "zéro : ce que personne n'a compté n'est plus là"))
    ) { values, _ throws(Refusal) in values.first == "zero" }

    static let spec = CommandSpec.write(
        "count close", fr: "comptage clore",
        Wording(
            "end a count and book its differences",
            "clore un comptage et enregistrer ses écarts"),
        roles: WhoMay.amend, [count, restIsZero], isShort: false, errors: ["NOTFOUND.COUNT", "RULE.COUNT-CLOSED", "RULE.SECOND-COUNT"],
        reply: CountArguments.keys, examples: ["count close 4", "count close 4 rest=zero"]
    ) { said, desk in try await CountStock(desk).close(said[count], restIsZero: said[restIsZero]) }
}
