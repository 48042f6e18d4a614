import AdminSocket
import FunderReports
import Measures
import Speech

/// What the commands about reports have in common.
enum ReportArguments {
    static let report = StockArguments.number(
        "report", fr: "rapport", example: "12", Wording("the number of the report", "le numéro du rapport"))

    /// A day that may be left out.
    static func day(_ name: String, fr french: String? = nil, example: String, _ summary: Wording) -> Argument<String?> {
        StockArguments.maybe(name, fr: french, .date(), example: example, summary)
    }

    static func grant(_ summary: Wording) -> Argument<String?> {
        StockArguments.maybe("grant", fr: "subvention", .code, example: "winter-2026", summary)
    }
}
