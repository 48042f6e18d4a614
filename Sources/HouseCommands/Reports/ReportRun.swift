import AdminSocket
import EntrepotService
import FunderReports
import Measures
import Speech

/// `report run`: a preview while its days go on, sealed when they are over.
enum ReportRunCommand {
    static let kind: Argument<ReportKind> = .required(
        .positional(
            "name", fr: "nom", .choice(among: ReportKind.allCases), example: "nightly",
            Wording("nightly, or usage of a grant", "nuit, ou emploi d'une subvention")), Argument<ReportKind>.chosen)
    static let warehouse: Argument<String?> = .optional(.warehouse, ArgumentReading.text)
    static let date = ReportArguments.day(
        "date", example: "2026-11-21", Wording("the operational day; today when left out", "la journée ; aujourd'hui par défaut"))
    static let month = StockArguments.maybe(
        "month", fr: "mois", example: "2026-11",
        Wording("a month of usage; this month when left out", "un mois d'emploi ; ce mois-ci par défaut"))
    static let from = ReportArguments.day("from", fr: "de", example: "2026-11-01", Wording("the first day of usage", "le premier jour"))
    static let until = ReportArguments.day(
        "until", fr: "jusque", example: "2026-11-21", Wording("the last day of usage", "le dernier jour"))
    static let grant = ReportArguments.grant(Wording("the grant a usage report is of", "la subvention dont on montre l'emploi"))
    static let language: Argument<String?> = .optional(
        .named("lang", fr: "langue", .choice(["en", "fr"]), example: "fr", Wording("the language of the report", "la langue du rapport")),
        ArgumentReading.text)

    static let spec = CommandSpec.write(
        "report run", fr: "rapport faire",
        Wording(
            "make a report: a preview until its days are over, then sealed",
            "faire un rapport : un aperçu tant que ses jours durent, puis scellé"),
        roles: WhoMay.arrange, [kind, warehouse, date, month, from, until, grant, language], isShort: false,
        errors: ["RULE.REPORT-UNBALANCED", "NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE", "ARG.VALUE"], reply: RunReport.keys,
        examples: [
            "report run nightly", "report run nightly date=yesterday lang=fr", "rapport faire emploi subvention=hiver-2026 mois=2026-11",
        ]
    ) { said, desk in
        var asked = RunReport.Asked(try said[kind])
        asked.warehouse = try said[warehouse]
        asked.date = try said[date]
        asked.month = try said[month]
        asked.from = try said[from]
        asked.until = try said[until]
        asked.grant = try said[grant]
        asked.language = try said[language]
        return try await RunReport(desk).run(asked)
    }
}
