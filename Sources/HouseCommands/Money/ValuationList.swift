import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `valuation list`: standard values.
enum ValuationListCommand {
    static let item = DonationListCommand.item

    static let spec = CommandSpec.read(
        "valuation list", fr: "valeur lister", aliases: ["valeur liste"],
        Wording("list standard values by item", "lister les valeurs types par article"), roles: WhoMay.readGrants,
        [item], isList: true, isShort: false, errors: ["NOTFOUND.ITEM"], reply: Valuations.keys, examples: ["valuation list item=blanket"]
    ) { said, desk in try await Valuations(desk).list(item: said[item], try said.page(of: 100)) }
}
