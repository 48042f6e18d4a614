import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `transit list`: goods on their way between warehouses.
enum TransitListCommand {
    static let to = StockArguments.maybe(
        "to", fr: "vers", .code, example: "dunkirk", Wording("only towards this warehouse", "vers cet entrepôt seulement"))
    static let all = StockArguments.flag("all", fr: "tout", Wording("settled ones too", "aussi ceux qui sont soldés"))

    static let spec = CommandSpec.read(
        "transit list", fr: "transit lister", aliases: ["transit liste"],
        Wording(
            "list goods on their way between warehouses",
            "lister les biens en route entre entrepôts"),
        roles: WhoMay.readGoods, [to, all], isList: true, isShort: false, reply: ReceiveTransit.keys, examples: ["transit list"]
    ) { said, desk in
        try await ReceiveTransit(desk).list(to: said[to], all: said[all], try said.page(of: 100))
    }
}
