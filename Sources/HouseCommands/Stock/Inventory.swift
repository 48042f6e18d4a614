import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `inventory`: what stood in a place by the last sealed figures.
enum InventoryCommand {
    static let place = StockArguments.positional(
        "place", fr: "emplacement", .place, example: "main/a1", Wording("the place", "l'emplacement"))
    static let before = Argument<Int64?>.optional(
        .named(
            "before", fr: "avant", .identifier, example: "812",
            Wording("the movement that took the goods, such as a fire", "le mouvement qui a emporté les biens, par exemple un incendie")),
        ArgumentReading.number)
    static let day = StockArguments.maybe(
        "as-of", fr: "au", .instant, example: "2026-10-31",
        Wording("another day, as it is known now", "un autre jour, tel que connu maintenant"))

    static let spec = CommandSpec.read(
        "inventory", fr: "inventaire",
        Wording(
            "show what stood in a place by the last sealed figures, for an insurer",
            "montrer ce qu'il y avait d'après les derniers chiffres scellés, pour l'assurance"),
        roles: WhoMay.readGoods, [place, before, day], isShort: false, errors: ["NOTFOUND.PLACE", "NOTFOUND.MOVEMENT"],
        reply: ShowInventory.keys, examples: ["inventory main/a1", "inventaire main/a1 avant=812"]
    ) { said, desk in
        try await ShowInventory(desk).run(place: said[place], before: said[before], day: said[day])
    }
}
