import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `request list`: what partners wait for.
enum RequestListCommand {
    static let by = StockArguments.maybe("by", fr: "par", .code, example: "salam", Wording("of one partner", "d'un partenaire"))
    static let warehouse = StockArguments.warehouse(Wording("of one warehouse", "d'un entrepôt"))
    static let all = StockArguments.flag(
        "all", fr: "tout", Wording("also what is filled or refused", "aussi ce qui est rempli ou refusé"))

    static let spec = CommandSpec.read(
        "request list", fr: "demande lister", aliases: ["demande liste"],
        Wording(
            "list what partners ask for, and how much of it they got", "lister ce que les partenaires demandent, et ce qu'ils en ont eu"),
        roles: WhoMay.readGoods, [by, warehouse, all], isList: true, isShort: false, reply: PartnerRequests.keys,
        examples: ["request list", "demande lister par=salam"]
    ) { said, desk in
        try await PartnerRequests(desk).list(by: said[by], warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
