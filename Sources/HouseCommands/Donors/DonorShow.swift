import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donor show`: what a donor gave.
enum DonorShowCommand {
    static let donor = StockArguments.positional(
        "donor", fr: "donateur", example: "\"Mairie de Calais\"",
        Wording("the donor, or a part of the name", "le donateur, ou une partie du nom"))
    static let from = DonationListCommand.from
    static let until = DonationListCommand.until

    static let spec = CommandSpec.read(
        "donor show", fr: "donateur montrer",
        Wording("show what a donor gave, ever or in a period", "montrer ce qu'un donateur a donné, en tout ou sur une période"),
        roles: WhoMay.readGoods, [donor, from, until], isShort: false, errors: ["NOTFOUND.DONOR", .ambiguousCode], reply: ShowDonors.keys,
        examples: ["donor show Mairie from=2026-01-01"]
    ) { said, desk in try await ShowDonors(desk).show(said[donor], from: said[from], until: said[until]) }
}
