import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// What the commands of sites have in common.
enum SiteArguments {
    static let site: Argument<String> = .required(
        .positional("site", .code, example: "beach", Wording("the site's code", "le code du site")), ArgumentReading.text)
    static let until = RoundArguments.text(
        "until", fr: "jusque", .date(), example: "2026-11-30",
        Wording("the last day of it; left out: until changed", "le dernier jour ; sinon jusqu'à nouvel ordre"))
    static let by = RoundArguments.text("by", fr: "par", example: "outreach", Wording("who counted the people", "qui a compté"))
}
