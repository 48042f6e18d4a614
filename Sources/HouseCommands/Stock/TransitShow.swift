import AdminSocket
import EntrepotService
import Measures
import Speech

/// `transit show`: the delivery note of goods between two warehouses.
enum TransitShowCommand {
    static let transit = StockArguments.number(
        "transit", example: "17", Wording("the number that transfer gave", "le numéro donné par transférer"))

    static let spec = CommandSpec.read(
        "transit show", fr: "transit montrer",
        Wording(
            "show the delivery note of a transit, and what became of each line",
            "montrer le bon de livraison d'un transit, et ce qu'est devenue chaque ligne"),
        roles: WhoMay.readGoods, [transit], isShort: false, errors: ["NOTFOUND.TRANSIT"], reply: ReceiveTransit.keys,
        examples: ["transit show 17"]
    ) { said, desk in
        try await ReceiveTransit(desk).show(said[transit])
    }
}
