import AdminSocket
import EntrepotService
import FunderReports
import Measures
import Speech

/// `report list`: the reports that were made.
enum ReportListCommand {
    static let kind: Argument<ReportKind?> = .maybe(
        "name", fr: "nom", example: "nightly", Wording("one kind only", "une sorte seulement"))
    static let warehouse: Argument<String?> = .optional(.warehouse, ArgumentReading.text)
    static let grant = ReportArguments.grant(Wording("of one grant", "d'une subvention"))

    static let spec = CommandSpec.read(
        "report list", fr: "rapport lister", aliases: ["rapport liste"],
        Wording(
            "list the reports that were made, the newest first",
            "lister les rapports faits, les derniers d'abord"), roles: WhoMay.readReports,
        [kind, warehouse, grant], isList: true, isShort: false, errors: ["NOTFOUND.GRANT", "NOTFOUND.WAREHOUSE"], reply: RunReport.keys,
        examples: ["report list", "report list name=usage grant=winter-2026"]
    ) { said, desk in
        try await ReadReports(desk).list(said[kind], warehouse: said[warehouse], grant: said[grant], try said.page(of: 100))
    }
}
