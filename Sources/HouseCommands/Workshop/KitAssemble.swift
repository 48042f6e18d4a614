import AdminSocket
import EntrepotService
import Measures
import Speech

/// `kit assemble`: kits made of their components.
enum KitAssembleCommand {
    static let kit = StockArguments.positional("item", fr: "article", .sku, example: "hygiene-kit", Wording("the kit", "le kit"))
    static let amount = Argument.amount
    static let place = Argument.placeBehind(Wording("where the components are", "où sont les composants"))
    static let used = StockArguments.goods(
        "used", fr: "utilisé", example: "soap:41",
        Wording(
            "what was really used, for all the kits together; 0 leaves it out", "ce qui a vraiment servi, pour tous les kits ; 0 l'enlève"))
    static let waste = StockArguments.goods(
        "waste", fr: "rebut", example: "soap:1", Wording("what was spoilt while packing", "ce qui s'est gâché en emballant"))
    static let serials = Argument<[String]>.serials
    static let owner = Argument<String?>.owner

    static let spec = CommandSpec.write(
        "kit assemble", fr: "kit assembler",
        Wording("make kits of their components", "faire des kits à partir de leurs composants"), roles: WhoMay.book,
        [kit, amount, place, used, waste, WorkshopArguments.to, serials, owner], isShort: false,
        errors: [
            "NOTFOUND.KIT", "STOCK.INSUFFICIENT", "RULE.KIT-INSIDE-ITSELF", "RULE.NEVER-MOBILE", "RULE.QUARANTINED",
            "CONFLICT.LOOKS-REPEATED",
        ], reply: AssembleKit.keys,
        examples: [
            "kit assemble hygiene-kit 40 place=main/a1", "kit assemble hygiene-kit 40 place=main/a1 used=soap:82 waste=soap:3",
            "kit assembler hygiene-kit 40 emplacement=main/a1 utilisé=gel:40 utilisé=soap:0",
        ]
    ) { said, desk in
        var words = AssembleKit.Words(item: try said[kit], quantity: try said[amount], place: try said[place])
        words.to = try said[WorkshopArguments.to]
        words.used = try said[used]
        words.waste = try said[waste]
        words.serials = try said[serials]
        words.owner = try said[owner]
        return try await AssembleKit(desk).run(words)
    }
}
