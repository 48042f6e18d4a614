import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `rate set`: what one of a currency is worth.
enum RateSetCommand {
    static let currency = StockArguments.text("currency", fr: "monnaie", example: "GBP", Wording("the currency", "la monnaie"))
    static let per = StockArguments.text(
        "per", fr: "pour", example: "1,1650EUR", Wording("what one of it is worth in another", "ce que vaut une unité dans une autre"))
    static let on = StockArguments.maybe(
        "on", fr: "le", .date(), example: "2026-11-02",
        Wording("from this day on; today when left out", "à partir de ce jour ; aujourd'hui par défaut"))

    static let spec = CommandSpec.write(
        "rate set", fr: "taux définir",
        Wording("say what one of a currency is worth, from a day on", "dire ce que vaut une monnaie, à partir d'un jour"),
        roles: WhoMay.amend, [currency, per, on], isShort: false,
        errors: [.argumentUnit, .argumentAmbiguous, .argumentValue, .permissionScope],
        reply: Rates.keys, examples: ["rate set currency=GBP per=1,1650EUR on=2026-11-02"]
    ) { said, desk in try await Rates(desk).set(said[currency], per: said[per], on: said[on]) }
}
