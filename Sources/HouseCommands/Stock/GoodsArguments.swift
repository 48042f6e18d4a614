import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

/// What an entry takes from a place: an item and how much, several things, or everything.
enum GoodsArguments {
    static let item = Argument<String?>.optional(
        .positional(
            "item", fr: "article", .sku, required: false, example: "blanket",
            Wording("the item; with all=yes everything of it", "l'article ; avec tout=oui, tout ce qu'il y en a")), ArgumentReading.text)
    static let amount = Argument<String?>.optional(
        .positional(
            "qty", fr: "qté", .quantity, required: false, example: "10carton",
            Wording("how much, with its pack or unit", "combien, avec le conditionnement ou l'unité")), ArgumentReading.text)
    static let give = StockArguments.goods(
        "give", fr: "donner", example: "tent:40",
        Wording("several things at once, each SKU:QTY", "plusieurs choses à la fois, chacune ARTICLE:QTÉ"))
    static let everything = StockArguments.flag(
        "all", fr: "tout",
        Wording(
            "everything that lies there, of the item or the owner where one is named",
            "tout ce qui s'y trouve, de l'article ou du propriétaire s'ils sont nommés"))
    static let lot = Argument<String?>.lot
    static let serials = Argument<[String]>.serials
    static let owner = Argument<String?>.owner

    /// All of them, with the command's own behind the item and its quantity.
    static func with(_ own: [any DeclaredArgument]) -> [any DeclaredArgument] {
        [item, amount] + own + [give, everything, lot, serials, owner]
    }

    /// What was said.
    static func words(_ said: Invocation) throws(Refusal) -> GoodsTaken.Words {
        GoodsTaken.Words(
            item: try said[item], amount: try said[amount], give: try said[give], everything: try said[everything], lot: try said[lot],
            serials: try said[serials], owner: try said[owner])
    }
}
