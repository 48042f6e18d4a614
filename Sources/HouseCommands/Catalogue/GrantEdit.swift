import AdminSocket
import EntrepotService
import Measures
import Speech

/// `grant edit`.
enum GrantEditCommand {
    static let grant = EditArguments.thing("grant", fr: "subvention", .code, example: "winter-26", Wording("the grant", "la subvention"))
    static let organisation = EditArguments.removable(
        "organisation", fr: "association", .code, example: "auberge", Wording("who holds it, or none", "qui la reçoit, ou aucune"))
    static let parent = EditArguments.removable(
        "parent", .code, example: "region-26",
        Wording("the grant it is a part of, or none", "la subvention dont elle fait partie, ou aucune"))
    static let warehouse = EditArguments.removable(
        "warehouse", fr: "entrepôt", .code, example: "calais",
        Wording("where its reports are made, or none", "où se font ses rapports, ou aucun"))
    static let amount = EditArguments.maybe("amount", fr: "montant", .money, example: "65000GBP", Wording("how much", "combien"))
    static let from = EditArguments.maybe(
        "from", fr: "de", aliases: ["début"], .date(), example: "2026-10-01", Wording("its first day", "son premier jour"))
    static let until = EditArguments.maybe(
        "until", fr: "jusque", .date(), example: "2027-04-30", Wording("its last day", "son dernier jour"))
    static let lines = EditArguments.several(
        "line", fr: "ligne", .goods, example: "food:22000",
        Wording("a line and its amount, new or changed", "une ligne et son montant, nouvelle ou changée"))
    static let without = EditArguments.several(
        "without-line", fr: "sans-ligne", .text, example: "food", Wording("a line to take away", "une ligne à enlever"))

    static let spec = CommandSpec.write(
        "grant edit", fr: "subvention modifier",
        Wording("change a grant: amount, lines, days", "modifier une subvention : montant, lignes, jours"), roles: WhoMay.arrange,
        [grant, EditArguments.name, amount, from, until, lines, without, organisation, parent, warehouse], isShort: false,
        errors: [
            "NOTFOUND.GRANT", "NOTFOUND.GRANT-LINE", .ambiguousCode, .argumentValue, .argumentUnusual, "ARG.MISSING", "RULE.IN-USE",
            "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", "RULE.GRANT-LINES-ABOVE-AMOUNT", .permissionScope,
        ], reply: Grants.keys, examples: ["grant edit winter-26 until=2027-04-30", "grant edit winter-26 amount=65000GBP line=food:22000"]
    ) { said, desk in
        var words = GrantEditWords(code: try said[grant])
        words.name = try said[EditArguments.name]
        words.organisation = try said[organisation]
        words.parent = try said[parent]
        words.warehouse = try said[warehouse]
        words.amount = try said[amount]
        words.from = try said[from]
        words.until = try said[until]
        words.lines = try said[lines]
        words.withoutLines = try said[without]
        return try await EditGrant(desk).run(words)
    }
}
