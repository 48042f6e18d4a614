import AdminProtocol
import EntrepotService
import EntrepotStore
import Measures
import StockLedger

/// The night's report and a grant's: made, listed, read and fetched.
package enum ReportCommands {
    package static let all: [CommandSpec] = [run, list, show, fetch]

    /// Partners and funders read none of these yet: the night's report is for inside only.
    private static let readers: Set<Role> = [.viewer, .volunteer, .manager, .lead]
    private static let reports: [Choice] = [Choice("nightly", fr: "nuit"), Choice("usage", fr: "emploi")]
    private static let number = ArgumentSpec.positional(
        "report", fr: "rapport", .identifier, example: "12", Bilingual(en: "the number of the report", fr: "le numéro du rapport"))

    private static let run = CommandSpec(
        "report run", fr: "rapport faire",
        Bilingual(
            en: "Makes a report; seals it once its days are over, until then it is a preview",
            fr: "Fait un rapport ; scellé une fois ses jours passés, un aperçu jusque-là"),
        roles: [.manager, .lead], effect: .write,
        arguments: [
            .positional(
                "name", fr: "nom", .choice(reports), example: "nightly",
                Bilingual(en: "nightly, or usage of a grant", fr: "nuit, ou emploi d'une subvention")),
            .warehouse,
            .named(
                "date", .date(), example: "2026-11-21",
                Bilingual(en: "the operational day; today when left out", fr: "la journée ; aujourd'hui par défaut")),
            .named(
                "month", fr: "mois", .text, example: "2026-11",
                Bilingual(en: "a month of usage; this month when left out", fr: "un mois d'emploi ; ce mois-ci par défaut")),
            .named("from", fr: "de", .date(), example: "2026-11-01", Bilingual(en: "the first day of usage", fr: "le premier jour")),
            .named("until", fr: "jusque", .date(), example: "2026-11-21", Bilingual(en: "the last day of usage", fr: "le dernier jour")),
            .named(
                "grant", fr: "subvention", .code, example: "winter-2026",
                Bilingual(en: "the grant a usage report is of", fr: "la subvention dont on montre l'emploi")),
            .named(
                "lang", fr: "langue", .choice(["en", "fr"]), example: "fr",
                Bilingual(en: "the language of the report", fr: "la langue du rapport")),
        ],
        errors: ["RULE.REPORT-UNBALANCED", "NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE", "ARG.VALUE"], reply: RunReport.keys,
        examples: [
            "report run nightly", "report run nightly date=yesterday lang=fr", "rapport faire emploi subvention=hiver-2026 mois=2026-11",
        ]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.writing(invocation, context) { house, entry in
            var words = RunReport.Words(name: try invocation.text("name"))
            words.warehouse = invocation.optionalText("warehouse")
            words.date = invocation.optionalText("date")
            words.month = invocation.optionalText("month")
            words.from = invocation.optionalText("from")
            words.until = invocation.optionalText("until")
            words.grant = invocation.optionalText("grant")
            words.language = invocation.optionalText("lang")
            return try await RunReport(house).run(words, entry)
        }
    }

    private static let list = CommandSpec(
        "report list", fr: "rapport liste",
        Bilingual(en: "The reports that were made, the newest first", fr: "Les rapports faits, les derniers d'abord"), roles: readers,
        effect: .read, isList: true,
        arguments: [
            .named("name", fr: "nom", .choice(reports), example: "nightly", Bilingual(en: "one kind only", fr: "une sorte seulement")),
            .warehouse,
            .named("grant", fr: "subvention", .code, example: "winter-2026", Bilingual(en: "of one grant", fr: "d'une subvention")),
        ],
        errors: ["NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE"], reply: RunReport.keys,
        examples: ["report list", "report list name=usage grant=winter-2026"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ReadReports(house).list(
                name: invocation.optionalText("name"), warehouse: invocation.optionalText("warehouse"),
                grant: invocation.optionalText("grant"),
                limit: invocation.limit ?? 100, after: invocation.after)
        }
    }

    private static let show = CommandSpec(
        "report show", fr: "rapport montrer", Bilingual(en: "Reads a report as it was kept", fr: "Lit un rapport tel qu'il a été gardé"),
        roles: readers, effect: .read,
        arguments: [number], errors: ["NOTFOUND.REPORT"], reply: ["line"], examples: ["report show 12"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ReadReports(house).show(try Self.identifier(invocation))
        }
    }

    private static let fetch = CommandSpec(
        "report fetch", fr: "rapport télécharger",
        Bilingual(en: "Gives the bytes of a report's file, in Base64", fr: "Donne les octets d'un fichier de rapport, en Base64"),
        roles: readers, effect: .read,
        arguments: [
            number,
            .named(
                "format", .choice([Choice("text", fr: "texte"), "html", "csv"]), example: "csv",
                Bilingual(en: "which file; text when left out", fr: "quel fichier ; texte par défaut")),
        ],
        errors: ["NOTFOUND.REPORT"], reply: ["chunk"], examples: ["report fetch 12 format=csv"]
    ) { invocation, context throws(CommandFailure) in
        try await CommandBridge.reading(invocation, context) { house in
            try await ReadReports(house).fetch(try Self.identifier(invocation), format: invocation.optionalText("format") ?? "text")
        }
    }

    private static func identifier(_ invocation: Invocation) throws -> Int64 {
        let text = try invocation.text("report")
        guard let number = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text), number > 0 else {
            throw Refusal(
                "ARG.VALUE", [.init("arg", "report"), .init("value", text)],
                Wording(
                    "«\(text)» is not the number of a report: see report list",
                    "« \(text) » n'est pas un numéro de rapport : voir rapport liste"))
        }
        return number
    }
}
