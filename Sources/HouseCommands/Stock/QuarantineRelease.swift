import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

extension StockCommands {
    /// `quarantine release LOT approver=CODE`.
    static let quarantineRelease = CommandSpec(
        "quarantine release", fr: "quarantaine libérer",
        Wording(
            "let goods out of quarantine, with the word of somebody else",
            "faire sortir des biens de quarantaine, avec l'accord d'une autre personne"),
        roles: WhoMay.amend, effect: .write,
        arguments: [
            .positional(
                "lot", .text, example: "L2290",
                Wording("the lot, by its code or what is printed on it", "le lot, par son code ou le numéro imprimé")),
            .named(
                "approver", fr: "accord", .text, required: true, example: "midwife-anne",
                Wording("who allows it; not who asks", "qui donne l'accord ; pas qui demande")),
            .named(
                "to", fr: "vers", .place, default: .place, example: "main/a1",
                Wording("the shelf; the only one when left out", "l'emplacement ; le seul par défaut")),
            .named(
                "qty", fr: "qté", .quantity, example: "10carton",
                Wording("how much; all that is held when left out", "combien ; tout ce qui est retenu par défaut")),
            .named(
                "referral", fr: "ordonnance", .text, example: "\"midwife's note 14\"",
                Wording("the paper it goes by", "le document qui le permet")),
            .named(
                "item", fr: "article", .sku, example: "infant-formula",
                Wording("the item, when two carry the number", "l'article, si deux portent le numéro")),
            .named("warehouse", fr: "entrepôt", .code, example: "main", Wording("where it is held", "où il est retenu")),
        ],
        errors: ["NOTFOUND.LOT", "AMBIGUOUS.CODE", "RULE.NEEDS-APPROVER", "RULE.EXPIRED", "STOCK.INSUFFICIENT"],
        reply: ReleaseQuarantine.keys, examples: ["quarantine release L2290 approver=midwife-anne to=main/a1 referral=\"note 14\""]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = ReleaseQuarantine.Words(lot: try invocation.text("lot"), approver: try invocation.text("approver"))
            words.to = invocation.optionalText("to")
            words.quantity = invocation.optionalText("qty")
            words.referral = invocation.optionalText("referral")
            words.item = invocation.optionalText("item")
            words.warehouse = invocation.optionalText("warehouse")
            return try await ReleaseQuarantine(desk).run(words)
        }
    }
}
