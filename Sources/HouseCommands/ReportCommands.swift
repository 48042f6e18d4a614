import AdminProtocol
package import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import Speech
import StockLedger

/// The night's report and a grant's: made, listed, read and fetched.
package enum ReportCommands {
    package static let all: [CommandSpec] = [run, list, show, fetch]

    private static let reports: [Choice] = [Choice("nightly", fr: "nuit"), Choice("usage", fr: "emploi")]
    private static let number = ArgumentSpec.positional(
        "report", fr: "rapport", .identifier, example: "12", Wording("the number of the report", "le numéro du rapport"))

    private static let run = CommandSpec(
        "report run", fr: "rapport faire",
        Wording(
            "make a report: a preview until its days are over, then sealed",
            "faire un rapport : un aperçu tant que ses jours durent, puis scellé"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            .positional(
                "name", fr: "nom", .choice(reports), example: "nightly",
                Wording("nightly, or usage of a grant", "nuit, ou emploi d'une subvention")),
            .warehouse,
            .named(
                "date", .date(), example: "2026-11-21",
                Wording("the operational day; today when left out", "la journée ; aujourd'hui par défaut")),
            .named(
                "month", fr: "mois", .text, example: "2026-11",
                Wording("a month of usage; this month when left out", "un mois d'emploi ; ce mois-ci par défaut")),
            .named("from", fr: "de", .date(), example: "2026-11-01", Wording("the first day of usage", "le premier jour")),
            .named("until", fr: "jusque", .date(), example: "2026-11-21", Wording("the last day of usage", "le dernier jour")),
            .named(
                "grant", fr: "subvention", .code, example: "winter-2026",
                Wording("the grant a usage report is of", "la subvention dont on montre l'emploi")),
            .named(
                "lang", fr: "langue", .choice(["en", "fr"]), example: "fr",
                Wording("the language of the report", "la langue du rapport")),
        ],
        errors: ["RULE.REPORT-UNBALANCED", "NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE", "ARG.VALUE"], reply: RunReport.keys,
        examples: [
            "report run nightly", "report run nightly date=yesterday lang=fr", "rapport faire emploi subvention=hiver-2026 mois=2026-11",
        ]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            var words = RunReport.Words(name: try invocation.text("name"))
            words.warehouse = invocation.optionalText("warehouse")
            words.date = invocation.optionalText("date")
            words.month = invocation.optionalText("month")
            words.from = invocation.optionalText("from")
            words.until = invocation.optionalText("until")
            words.grant = invocation.optionalText("grant")
            words.language = invocation.optionalText("lang")
            return try await RunReport(desk).run(words)
        }
    }

    private static let list = CommandSpec(
        "report list", fr: "rapport lister", aliases: ["rapport liste"],
        Wording(
            "list the reports that were made, the newest first",
            "lister les rapports faits, les derniers d'abord"), roles: WhoMay.readReports,
        effect: .read, isList: true,
        arguments: [
            .named("name", fr: "nom", .choice(reports), example: "nightly", Wording("one kind only", "une sorte seulement")),
            .warehouse,
            .named("grant", fr: "subvention", .code, example: "winter-2026", Wording("of one grant", "d'une subvention")),
        ],
        errors: ["NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE"], reply: RunReport.keys,
        examples: ["report list", "report list name=usage grant=winter-2026"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ReadReports(desk).list(
                name: invocation.optionalText("name"), warehouse: invocation.optionalText("warehouse"),
                grant: invocation.optionalText("grant"),
                try invocation.page(of: 100))
        }
    }

    private static let show = CommandSpec(
        "report show", fr: "rapport montrer",
        Wording(
            "read a report as it was kept",
            "lire un rapport tel qu'il a été gardé"),
        roles: WhoMay.readReports, effect: .read,
        arguments: [number], errors: ["NOTFOUND.REPORT"], reply: ["line"], examples: ["report show 12"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ReadReports(desk).show(try invocation.number("report"))
        }
    }

    private static let fetch = CommandSpec(
        "report fetch", fr: "rapport télécharger",
        Wording(
            "give the bytes of a report's file, in Base64",
            "donner les octets d'un fichier de rapport, en Base64"),
        roles: WhoMay.readReports, effect: .read,
        arguments: [
            number,
            .named(
                "format", .choice([Choice("text", fr: "texte"), "html", "csv"]), example: "csv",
                Wording("which file; text when left out", "quel fichier ; texte par défaut")),
        ],
        errors: ["NOTFOUND.REPORT"], reply: ["chunk"], examples: ["report fetch 12 format=csv"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await ReadReports(desk).fetch(try invocation.number("report"), format: invocation.optionalText("format") ?? "text")
        }
    }
}
