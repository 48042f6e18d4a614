import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// What the commands about counts have in common.
enum CountArguments {
    static let count = StockArguments.number(
        "count", fr: "comptage", example: "4", Wording("the number of the count", "le numéro du comptage"))
    /// The keys of a line of a count.
    static let keys = ["count", "item", "lot", "owner", "expected", "counted", "variance", "unit", "by", "at"]
}
