import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `count show`.
enum CountShowCommand {
    static let count = CountArguments.count

    static let spec = CommandSpec.read(
        "count show", fr: "comptage montrer",
        Wording(
            "show what was counted",
            "montrer ce qui a été compté"), roles: WhoMay.read, [count],
        isShort: false, errors: ["NOTFOUND.COUNT"], reply: CountArguments.keys, examples: ["count show 4"]
    ) { said, desk in try await CountStock(desk).show(said[count]) }
}
