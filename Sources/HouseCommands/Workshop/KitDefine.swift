import AdminSocket
import EntrepotService
import Measures
import Speech

/// `kit define`: what a kit is made of.
enum KitDefineCommand {
    static let kit = StockArguments.positional(
        "item", fr: "article", .sku, example: "hygiene-kit", Wording("the kit, an item of its own", "le kit, un article à lui"))
    static let components = StockArguments.goods(
        "component", fr: "composant", example: "soap:2", Wording("what is in one of them", "ce qu'il y a dans un kit"))

    static let spec = CommandSpec.write(
        "kit define", fr: "kit définir",
        Wording("say what a kit is made of, or that it changes", "dire de quoi un kit est fait, ou que cela change"), roles: WhoMay.arrange,
        [kit, components], isShort: false, errors: ["NOTFOUND.ITEM", "RULE.KIT-INSIDE-ITSELF", "RULE.NEVER-MOBILE", "RULE.LINE-REPEATED"],
        reply: Kits.keys, examples: ["kit define hygiene-kit component=soap:2 component=towel:1"]
    ) { said, desk in
        let parts = try said[components]
        guard !parts.isEmpty else {
            throw Refusal(
                .argumentMissing, [.init("arg", "component")],
                Wording(
                    "say what is in one of them: component=SKU:QTY, once for each thing",
                    "dire ce qu'il y a dans un kit : composant=ARTICLE:QTÉ, une fois par chose"))
        }
        return try await Kits(desk).define(said[kit], components: parts)
    }
}
