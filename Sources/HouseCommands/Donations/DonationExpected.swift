import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `donation expected`: what is still to come.
enum DonationExpectedCommand {
    static let donor = DonationListCommand.donor
    static let item = DonationListCommand.item
    static let warehouse = DonationListCommand.warehouse
    static let all = StockArguments.flag("all", fr: "tout", Wording("what came or was withdrawn too", "aussi ce qui est arrivé ou retiré"))

    static let spec = CommandSpec.read(
        "donation expected", fr: "don attendus",
        Wording(
            "list announced goods, the next first, with those that are late",
            "lister les biens annoncés, les prochains d'abord, avec les retards"),
        roles: WhoMay.readGoods, [donor, item, warehouse, all], isList: true, isShort: false,
        errors: ["NOTFOUND.DONOR", "NOTFOUND.ITEM", .ambiguousCode], reply: ExpectedDonations.keys, examples: ["donation expected"]
    ) { said, desk in
        try await ExpectedDonations(desk).list(
            donor: said[donor], item: said[item], warehouse: said[warehouse], all: said[all], try said.page(of: 100))
    }
}
