import AdminSocket
import EntrepotService
import Measures
import Speech

/// `sort list`: sortings that go on.
enum SortListCommand {
    static let warehouse = StockArguments.warehouse(Wording("of one warehouse", "d'un entrepôt"))
    static let all = StockArguments.flag("all", fr: "tout", Wording("finished ones too", "aussi ceux qui sont terminés"))

    static let spec = CommandSpec.read(
        "sort list", fr: "trier lister", aliases: ["trier liste"],
        Wording("list what is still being sorted in the workshop", "lister ce qui est encore en tri à l'atelier"),
        roles: WhoMay.readGoods, [warehouse, all], isList: true, isShort: false, reply: FinishSorting.listKeys, examples: ["sort list"]
    ) { said, desk in
        try await FinishSorting(desk).list(warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
