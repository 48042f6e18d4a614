import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// Arguments of the commands by which goods become other goods.
enum WorkshopArguments {
    static let out = StockArguments.goods(
        "out", fr: "sortie", example: "coat:40:good",
        Wording("what came out of it, with its condition if it has another", "ce qui en sort, avec son état s'il est autre"))
    static let waste = StockArguments.maybe(
        "waste", fr: "rebut", example: "8kg",
        Wording("what was thrown away; rest is all that is missing", "ce qui est jeté ; reste est tout ce qui manque"))
    static let partly = StockArguments.maybe(
        "partly", fr: "partiel", example: "yes",
        Wording("yes when more comes out later, or how much of it is done", "oui si d'autres choses sortiront, ou combien est déjà fait"))
    static let to = StockArguments.maybe(
        "to", fr: "vers", .place, example: "main/b2",
        Wording("where it is put; where it was when left out", "où c'est posé ; là où c'était par défaut"))
    static let expires: Argument<[String]> = .repeated(
        .named(
            "expires", fr: "péremption", .text, repeated: true, example: "rice:2027-03-31",
            Wording("the date of what came out, when it has one of its own", "la date de ce qui en sort, si elle lui est propre")),
        ArgumentReading.text)
}
