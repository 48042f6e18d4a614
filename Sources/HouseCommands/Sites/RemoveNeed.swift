import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `need remove`.
enum RemoveNeedCommand {
    static let item: Argument<String> = .required(
        .named("item", fr: "article", .sku, required: true, example: "wood", Wording("the item", "l'article")), ArgumentReading.text)
    static let site = RoundArguments.text(
        "site", .code, example: "beach", Wording("of this site; left out: that of every site", "de ce site ; sinon celui de tous"))

    static let spec = CommandSpec.write(
        "need remove", fr: "besoin enlever", Wording("take a need back", "retirer un besoin"), roles: WhoMay.arrange,
        [item, site, RoundArguments.warehouse], errors: ["NOTFOUND.ITEM", "NOTFOUND.SITE", "NOTFOUND.NEED", .permissionScope],
        reply: NeedAnswer.keys, examples: ["need remove item=wood site=beach"]
    ) { said, desk in
        try await RemoveNeed(desk).run(item: said[item], site: said[site], warehouse: said[RoundArguments.warehouse])
    }
}
