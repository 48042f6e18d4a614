import AdminSocket
import EntrepotService
import Measures
import Speech

/// `report show`: a report as it was kept, line by line.
enum ReportShowCommand {
    static let report = ReportArguments.report

    static let spec = CommandSpec.read(
        "report show", fr: "rapport montrer",
        Wording(
            "read a report as it was kept",
            "lire un rapport tel qu'il a été gardé"),
        roles: WhoMay.readReports, [report], isShort: false, errors: ["NOTFOUND.REPORT"], reply: ["line"], examples: ["report show 12"]
    ) { said, desk in try await ReadReports(desk).show(said[report]) }
}
