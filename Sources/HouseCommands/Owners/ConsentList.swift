import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `consent list`: what owners let others use.
enum ConsentListCommand {
    static let owner = StockArguments.listedOwner
    static let user = StockArguments.maybe(
        "user", fr: "pour", .code, example: "salam", Wording("what this organisation may use", "ce que cette association peut utiliser"))
    static let warehouse = StockArguments.warehouse(Wording("only there", "là seulement"))
    static let all = StockArguments.flag(
        "all", fr: "tout", Wording("also what holds no more", "aussi ce qui ne vaut plus"))

    static let spec = CommandSpec.read(
        "consent list", fr: "consentement lister", aliases: ["consentement liste"],
        Wording("list what owners let others use", "lister ce que les associations laissent utiliser"), roles: WhoMay.readGoods,
        [owner, user, warehouse, all], isList: true, isShort: false, reply: SetConsent.keys,
        examples: ["consent list", "consent list user=salam"]
    ) { said, desk in
        try await ListConsents(desk).run(
            owner: said[owner], user: said[user], warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
