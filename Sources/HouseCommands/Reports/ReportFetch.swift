import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `report fetch`: the very bytes of one of its files.
enum ReportFetchCommand {
    static let report = ReportArguments.report
    static let format: Argument<String?> = .optional(
        .named(
            "format", .choice([Choice("text", fr: "texte"), "html", "csv"]), example: "csv",
            Wording("which file; text when left out", "quel fichier ; texte par défaut")), ArgumentReading.text)

    static let spec = CommandSpec.read(
        "report fetch", fr: "rapport télécharger",
        Wording(
            "give the bytes of a report's file, in Base64",
            "donner les octets d'un fichier de rapport, en Base64"),
        roles: WhoMay.readReports, [report, format], isShort: false, errors: ["NOTFOUND.REPORT"], reply: ["chunk"],
        examples: ["report fetch 12 format=csv"]
    ) { said, desk in try await ReadReports(desk).fetch(said[report], format: said[format] ?? "text") }
}
