import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// `delivery list`: vans that came.
enum DeliveryListCommand {
    static let donor = DonationListCommand.donor
    static let warehouse = DonationListCommand.warehouse
    static let open = StockArguments.flag("open", fr: "ouvertes", Wording("open ones only", "celles qui sont ouvertes seulement"))

    static let spec = CommandSpec.read(
        "delivery list", fr: "livraison lister", aliases: ["livraison liste"],
        Wording("list deliveries, the newest first", "lister les livraisons, de la plus récente"), roles: WhoMay.readGoods,
        [donor, warehouse, open], isList: true, isShort: false, errors: ["NOTFOUND.DONOR", "NOTFOUND.WAREHOUSE", .ambiguousCode],
        reply: OpenDelivery.keys, examples: ["delivery list open=yes"]
    ) { said, desk in
        try await ShowDeliveries(desk).list(
            donor: said[donor], warehouse: said[warehouse], openOnly: said[open], try said.page(of: 100))
    }
}
