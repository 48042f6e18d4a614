import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `review list`: what waits for an explanation.
enum ReviewListCommand {
    static let warehouse = StockArguments.warehouse(Wording("one warehouse only", "un entrepôt seulement"))
    static let all = StockArguments.flag("all", fr: "tout", Wording("explained ones too", "aussi ceux qui sont expliqués"))

    static let spec = CommandSpec.read(
        "review list", fr: "revue lister", aliases: ["revue liste", "review", "revue"],
        Wording(
            "list shortfalls, unexplained differences and large losses that wait",
            "lister manques, écarts inexpliqués et grosses pertes en attente"),
        roles: WhoMay.read, [warehouse, all], isList: true, isShort: false, reply: ReviewBooks.keys,
        examples: ["review list", "revue liste tout=oui"]
    ) { said, desk in
        try await ReviewBooks(desk).list(warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
