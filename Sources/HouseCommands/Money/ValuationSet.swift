import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `valuation set`: what an item is taken to be worth where nobody said it.
enum ValuationSetCommand {
    static let item = DonationReceiveCommand.item
    static let value = StockArguments.text(
        "value", fr: "valeur", .money, example: "4,50EUR", Wording("what it is worth", "ce que cela vaut"))
    static let per = StockArguments.maybe(
        "per", fr: "pour", .quantity, example: "1kg",
        Wording("how much of it; one piece when left out", "pour combien ; une pièce par défaut"))
    static let from = StockArguments.maybe(
        "from", fr: "depuis", .date(), example: "2026-01-01",
        Wording("from this day on; today when left out", "à partir de ce jour ; aujourd'hui par défaut"))

    static let spec = CommandSpec.write(
        "valuation set", fr: "valeur définir",
        Wording("say what an item is worth where no value is given", "dire ce que vaut un article quand aucune valeur n'est dite"),
        roles: WhoMay.amend, [item, value, per, from], isShort: false,
        errors: ["NOTFOUND.ITEM", .argumentUnit, .argumentAmbiguous, .permissionScope],
        reply: Valuations.keys,
        examples: ["valuation set item=blanket value=4,50EUR", "valuation set item=rice value=1,20EUR per=1kg from=2026-01-01"]
    ) { said, desk in
        try await Valuations(desk).set(item: said[item], value: said[value], per: said[per], from: said[from])
    }
}
