import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation show`: one donation.
enum DonationShowCommand {
    static let donation = StockArguments.number(
        "donation", fr: "don", example: "812", Wording("the number that receiving gave", "le numéro donné à la réception"))

    static let spec = CommandSpec.read(
        "donation show", fr: "don montrer",
        Wording("show one donation with all that was said of it", "montrer un don avec tout ce qui en a été dit"),
        roles: WhoMay.readGoods, [donation], isShort: false, errors: ["NOTFOUND.DONATION"], reply: ListDonations.keys,
        examples: ["donation show 812"]
    ) { said, desk in try await ListDonations(desk).show(said[donation]) }
}
