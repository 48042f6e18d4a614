import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `review explain`: what a difference was.
enum ReviewExplainCommand {
    static let review = StockArguments.number(
        "review", fr: "revue", example: "3", Wording("the number on the list", "le numéro de la liste"))
    static let because = StockArguments.text(
        "because", fr: "parce-que", example: "\"found behind the pallets\"", Wording("the explanation", "l'explication"))

    static let spec = CommandSpec.write(
        "review explain", fr: "revue expliquer",
        Wording(
            "say what a difference was",
            "dire ce qu'était un écart"), roles: WhoMay.amend,
        [review, because], isShort: false, errors: ["NOTFOUND.REVIEW", "RULE.ALREADY-EXPLAINED"],
        examples: ["review explain 3 because=\"found behind the pallets\""]
    ) { said, desk in try await ReviewBooks(desk).explain(said[review], because: said[because]) }
}
