import AdminSocket
import EntrepotService
import Measures
import Speech

/// `kit break`: kits taken apart.
enum KitBreakCommand {
    static let kit = StockArguments.positional("item", fr: "article", .sku, example: "hygiene-kit", Wording("the kit", "le kit"))
    static let amount = Argument.amount
    static let place = Argument.placeBehind(Wording("where the kits are", "où sont les kits"))
    static let lot = Argument<String?>.lot
    static let serials = Argument<[String]>.serials
    static let owner = Argument<String?>.owner

    static let spec = CommandSpec.write(
        "kit break", fr: "kit défaire", Wording("take kits apart again", "défaire des kits"), roles: WhoMay.book,
        [kit, amount, place, WorkshopArguments.to, lot, serials, owner], isShort: false,
        errors: ["NOTFOUND.KIT", "STOCK.INSUFFICIENT", "RULE.LOT-OWNER", "CONFLICT.LOOKS-REPEATED"], reply: BreakKit.keys,
        examples: ["kit break hygiene-kit 4 place=main/a1"]
    ) { said, desk in
        try await BreakKit(desk).run(
            item: said[kit], said[amount], at: said[place], to: said[WorkshopArguments.to], lot: said[lot], owner: said[owner],
            serials: said[serials])
    }
}
