import AdminSocket
import EntrepotService
import Measures
import Speech

/// `kit show`: what is in a kit, and for how many there is enough.
enum KitShowCommand {
    static let kit = StockArguments.positional("item", fr: "article", .sku, example: "hygiene-kit", Wording("the kit", "le kit"))
    static let warehouse = StockArguments.warehouse(Wording("whose shelves are looked at", "dont on regarde les rayons"))

    static let spec = CommandSpec.read(
        "kit show", fr: "kit montrer",
        Wording(
            "show what is in a kit, and for how many there is enough", "montrer ce qu'il y a dans un kit, et pour combien il y a assez"),
        roles: WhoMay.readGoods, [kit, warehouse], isShort: false, errors: ["NOTFOUND.KIT"], reply: Kits.keys,
        examples: ["kit show hygiene-kit"]
    ) { said, desk in try await Kits(desk).show(said[kit], warehouse: said[warehouse]) }
}

/// `kit list`: the kits there are.
enum KitListCommand {
    static let spec = CommandSpec.read(
        "kit list", fr: "kit lister", aliases: ["kit liste"],
        Wording("list the kits and what is in them", "lister les kits et ce qu'ils contiennent"),
        roles: WhoMay.readGoods, [], isList: true, isShort: false, reply: Kits.listKeys, examples: ["kit list"]
    ) { said, desk in try await Kits(desk).list(try said.page(of: 100)) }
}
