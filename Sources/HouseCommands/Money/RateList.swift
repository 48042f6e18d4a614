import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `rate list`: every rate that was said.
enum RateListCommand {
    static let spec = CommandSpec.read(
        "rate list", fr: "taux lister", aliases: ["taux liste"],
        Wording("list rates between currencies, the latest first", "lister les taux entre monnaies, du plus récent"),
        roles: WhoMay.readGrants, [], isList: true, isShort: false, reply: Rates.keys, examples: ["rate list"]
    ) { said, desk in try await Rates(desk).list(try said.page(of: 100)) }
}
