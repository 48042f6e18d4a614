import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count list`.
enum CountListCommand {
    static let place = StockArguments.maybe(
        "place", fr: "emplacement", .place, example: "main/a1", Wording("one place", "un emplacement"))
    static let warehouse = StockArguments.warehouse(Wording("one warehouse; else all of them", "un entrepôt ; sinon tous"))
    static let all = StockArguments.flag("all", fr: "tout", Wording("ended ones too", "aussi ceux qui sont terminés"))

    static let spec = CommandSpec.read(
        "count list", fr: "comptage lister", aliases: ["comptage liste", "counts", "comptages"],
        Wording(
            "list counts, the newest first; the open ones unless all=yes", "lister les comptages, du plus récent ; les ouverts, ou tout=oui"
        ),
        roles: WhoMay.read, [place, warehouse, all], isList: true, isShort: false, errors: ["NOTFOUND.PLACE"],
        reply: ListCounts.keys, examples: ["count list", "comptage lister tout=oui"]
    ) { said, desk in
        try await ListCounts(desk).run(place: said[place], warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
