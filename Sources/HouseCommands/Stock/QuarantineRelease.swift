import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `quarantine release`: goods let out with somebody else's word.
enum QuarantineReleaseCommand {
    static let lot = StockArguments.positional(
        "lot", example: "L2290",
        Wording("the lot, by its code or what is printed on it", "le lot, par son code ou le numéro imprimé"))
    static let approver = StockArguments.text(
        "approver", fr: "accord", example: "midwife-anne", Wording("who allows it; not who asks", "qui donne l'accord ; pas qui demande"))
    static let to = StockArguments.maybe(
        "to", fr: "vers", .place, default: .place, example: "main/a1",
        Wording("the shelf; the only one when left out", "l'emplacement ; le seul par défaut"))
    static let amount = StockArguments.maybe(
        "qty", fr: "qté", .quantity, example: "10carton",
        Wording("how much; all that is held when left out", "combien ; tout ce qui est retenu par défaut"))
    static let referral = StockArguments.maybe(
        "referral", fr: "ordonnance", example: "\"midwife's note 14\"", Wording("the paper it goes by", "le document qui le permet"))
    static let item = StockArguments.maybe(
        "item", fr: "article", .sku, example: "infant-formula",
        Wording("the item, when two carry the number", "l'article, si deux portent le numéro"))
    static let warehouse = StockArguments.warehouse(Wording("where it is held", "où il est retenu"))

    static let spec = CommandSpec.write(
        "quarantine release", fr: "quarantaine libérer",
        Wording(
            "let goods out of quarantine, with the word of somebody else",
            "faire sortir des biens de quarantaine, avec l'accord d'une autre personne"),
        roles: WhoMay.amend, [lot, approver, to, amount, referral, item, warehouse], isShort: false,
        errors: ["NOTFOUND.LOT", "AMBIGUOUS.CODE", "RULE.NEEDS-APPROVER", "RULE.EXPIRED", "STOCK.INSUFFICIENT"],
        reply: ReleaseQuarantine.keys, examples: ["quarantine release L2290 approver=midwife-anne to=main/a1 referral=\"note 14\""]
    ) { said, desk in
        try await ReleaseQuarantine(desk).run(
            lot: said[lot], approver: said[approver], to: said[to], said[amount], item: said[item], warehouse: said[warehouse],
            referral: said[referral])
    }
}
