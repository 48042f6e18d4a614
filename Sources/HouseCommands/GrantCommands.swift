import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import PlainJSON
import Speech

/// What funders give money for, with its terms.
extension CatalogueCommands {

    static let grants: [CommandSpec] = [
        CommandSpec(
            "grant add", fr: "subvention ajouter", Wording("add a grant", "ajouter une subvention"), roles: WhoMay.arrange,
            effect: .write,
            arguments: [
                code("winter-26"), name("\"Winter 2026\""),
                .named(
                    "funder", fr: "financeur", .code, required: true, example: "choose-love",
                    Wording("the organisation that pays", "l'organisation qui paie")),
                .named(
                    "organisation", fr: "association", .code, example: "auberge",
                    Wording("the organisation that holds it", "l'association qui la reçoit")),
                .named(
                    "parent", .code, example: "region-26",
                    Wording("the grant it is a part of", "la subvention dont elle fait partie")),
                .named(
                    "warehouse", fr: "entrepôt", .code, example: "calais",
                    Wording("where its reports are made", "où se font ses rapports")),
                .named(
                    "amount", fr: "montant", .money, required: true, example: "60000GBP",
                    Wording("how much, with its currency", "combien, avec sa monnaie")),
                .named(
                    "currency", fr: "monnaie", .text, example: "GBP",
                    Wording("its currency when the amount has none", "sa monnaie quand le montant n'en a pas")),
                .named(
                    "from", fr: "de", aliases: ["début"], .date(), required: true, example: "2026-10-01",
                    Wording("its first day", "son premier jour")),
                .named(
                    "until", fr: "jusque", .date(), required: true, example: "2027-03-31",
                    Wording("its last day", "son dernier jour")),
                .named(
                    "line", fr: "ligne", .goods, repeated: true, example: "food:20000",
                    Wording("a line of its budget and its amount", "une ligne de son budget et son montant")),
                .named(
                    "instalment", fr: "versement", .text, repeated: true, example: "2026-10-01:30000",
                    Wording("instalments are not kept yet", "les versements ne sont pas encore tenus")),
            ],
            errors: [
                "CONFLICT.EXISTS", .argumentValue, .argumentUnit, .argumentAmbiguous, "NOTFOUND.ORGANISATION", "NOTFOUND.GRANT",
                "NOTFOUND.WAREHOUSE", "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", "RULE.GRANT-LINES-ABOVE-AMOUNT", .permissionScope,
                .commandUnavailable,
            ],
            reply: Grants.keys,
            examples: [
                "grant add winter-26 funder=choose-love organisation=auberge amount=60000GBP from=2026-10-01 until=2027-03-31 line=food:20000"
            ],
            handler: { invocation, context throws(Refusal) in
                guard invocation.texts("instalment").isEmpty else {
                    throw Refusal(
                        .commandUnavailable, ["argument": "instalment"],
                        Wording(
                            "instalments are not kept yet: leave instalment out",
                            "les versements ne sont pas encore tenus : enlever versement"))
                }
                var words = GrantWords(
                    code: try invocation.text("code"), funder: try invocation.text("funder"), amount: try invocation.text("amount"),
                    from: try invocation.text("from"), until: try invocation.text("until"))
                words.name = invocation.optionalText("name")
                words.organisation = invocation.optionalText("organisation")
                words.parent = invocation.optionalText("parent")
                words.warehouse = invocation.optionalText("warehouse")
                words.currency = invocation.optionalText("currency")
                words.lines = invocation.texts("line")
                let said = words
                return try await CommandBridge.writing(invocation, context) { desk in try await AddGrant(desk).add(said) }
            }),
        CommandSpec(
            "grant list", fr: "subvention lister", aliases: ["grants", "subventions"],
            Wording("list grants", "lister les subventions"),
            roles: WhoMay.readGrants, effect: .read, isList: true, arguments: [archivedToo], reply: Grants.keys, examples: ["grant list"],
            handler: { invocation, context throws(Refusal) in
                let page = try invocation.page()
                return try await CommandBridge.reading(invocation, context) { desk in
                    try await Grants(desk).list(withArchived: invocation.flag("archived"), page)
                }
            }),
        CommandSpec(
            "grant show", fr: "subvention montrer",
            Wording("show a grant and what was received under it", "montrer une subvention et ce qui a été reçu"),
            roles: WhoMay.readOneGrant, effect: .read, arguments: [code("winter-26")], errors: ["NOTFOUND.GRANT"], reply: Grants.fullKeys,
            examples: ["grant show winter-26"],
            handler: { invocation, context throws(Refusal) in
                let code = try invocation.text("code")
                return try await CommandBridge.reading(invocation, context) { desk in try await Grants(desk).show(code) }
            }),
        CommandSpec(
            "grant close", fr: "subvention clore", Wording("close a grant", "clore une subvention"), roles: WhoMay.arrange,
            effect: .write,
            arguments: [code("winter-26"), undo], errors: ["NOTFOUND.GRANT", .permissionScope], reply: Grants.keys,
            examples: ["grant close winter-26", "grant close winter-26 undo=yes"],
            handler: { invocation, context throws(Refusal) in
                let code = try invocation.text("code")
                return try await CommandBridge.writing(invocation, context) { desk in
                    try await Grants(desk).close(code, undo: invocation.flag("undo"))
                }
            }),
    ]
}
