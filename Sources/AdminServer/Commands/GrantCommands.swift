import AdminProtocol
import EntrepotService
import Measures
import PlainJSON

/// What funders give money for, with its terms.
extension CatalogueCommands {
    private static let grantReaders: Set<Role> = [.viewer, .manager, .lead]

    static let grants: [CommandSpec] = [
        CommandSpec(
            "grant add", fr: "subvention ajouter", Bilingual(en: "add a grant", fr: "ajouter une subvention"), roles: writers,
            effect: .write,
            arguments: [
                code("winter-26"), name("\"Winter 2026\""),
                .named(
                    "funder", fr: "financeur", .code, required: true, example: "choose-love",
                    Bilingual(en: "the organisation that pays", fr: "l'organisation qui paie")),
                .named(
                    "organisation", fr: "association", .code, example: "auberge",
                    Bilingual(en: "the organisation that holds it", fr: "l'association qui la reçoit")),
                .named(
                    "parent", .code, example: "region-26",
                    Bilingual(en: "the grant it is a part of", fr: "la subvention dont elle fait partie")),
                .named(
                    "warehouse", fr: "entrepôt", .code, example: "calais",
                    Bilingual(en: "where its reports are made", fr: "où se font ses rapports")),
                .named(
                    "amount", fr: "montant", .money, required: true, example: "60000GBP",
                    Bilingual(en: "how much, with its currency", fr: "combien, avec sa monnaie")),
                .named(
                    "currency", fr: "monnaie", .text, example: "GBP",
                    Bilingual(en: "its currency when the amount has none", fr: "sa monnaie quand le montant n'en a pas")),
                .named(
                    "from", fr: "de", aliases: ["début"], .date(), required: true, example: "2026-10-01",
                    Bilingual(en: "its first day", fr: "son premier jour")),
                .named(
                    "until", fr: "jusque", .date(), required: true, example: "2027-03-31",
                    Bilingual(en: "its last day", fr: "son dernier jour")),
                .named(
                    "line", fr: "ligne", .goods, repeated: true, example: "food:20000",
                    Bilingual(en: "a line of its budget and its amount", fr: "une ligne de son budget et son montant")),
                .named(
                    "instalment", fr: "versement", .text, repeated: true, example: "2026-10-01:30000",
                    Bilingual(en: "instalments are not kept yet", fr: "les versements ne sont pas encore tenus")),
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
            handler: { invocation, context throws(CommandFailure) in
                guard invocation.texts("instalment").isEmpty else {
                    throw CommandFailure(
                        .commandUnavailable, pairs: ["argument": "instalment"],
                        Bilingual(
                            en: "instalments are not kept yet: leave instalment out",
                            fr: "les versements ne sont pas encore tenus : enlever versement"))
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
                return try await CommandBridge.writing(invocation, context) { house, entry in try await AddGrant(house).add(said, entry) }
            }),
        CommandSpec(
            "grant list", fr: "subvention lister", aliases: ["grants", "subventions"],
            Bilingual(en: "list grants", fr: "lister les subventions"),
            roles: grantReaders, effect: .read, isList: true, arguments: [archivedToo], reply: Grants.keys, examples: ["grant list"],
            handler: { invocation, context throws(CommandFailure) in
                let page = try page(invocation)
                return try await CommandBridge.reading(invocation, context) { house in try await Grants(house).list(page) }
            }),
        CommandSpec(
            "grant show", fr: "subvention montrer",
            Bilingual(en: "show a grant and what was received under it", fr: "montrer une subvention et ce qui a été reçu"),
            roles: grantReaders, effect: .read, arguments: [code("winter-26")], errors: ["NOTFOUND.GRANT"], reply: Grants.keys,
            examples: ["grant show winter-26"],
            handler: { invocation, context throws(CommandFailure) in
                let code = try invocation.text("code")
                return try await CommandBridge.reading(invocation, context) { house in try await Grants(house).show(code) }
            }),
        CommandSpec(
            "grant close", fr: "subvention clore", Bilingual(en: "close a grant", fr: "clore une subvention"), roles: writers,
            effect: .write,
            arguments: [code("winter-26"), undo], errors: ["NOTFOUND.GRANT", .permissionScope], reply: Grants.keys,
            examples: ["grant close winter-26", "grant close winter-26 undo=yes"],
            handler: { invocation, context throws(CommandFailure) in
                let code = try invocation.text("code")
                return try await CommandBridge.writing(invocation, context) { house, entry in
                    try await Grants(house).close(code, undo: invocation.flag("undo"), entry)
                }
            }),
    ]
}
