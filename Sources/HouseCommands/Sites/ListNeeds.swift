import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `need list`.
enum ListNeedsCommand {
    static let warehouse = RoundArguments.warehouse
    static let item = RoundArguments.text("item", fr: "article", .sku, example: "wood", Wording("one item only", "un article seulement"))
    static let site = RoundArguments.text("site", .code, example: "beach", Wording("what holds at one site", "ce qui vaut pour un site"))

    static let spec = CommandSpec.read(
        "need list", fr: "besoin lister", aliases: ["besoin liste"],
        Wording(
            "list the needs, by item and site",
            "lister les besoins, par article et site"), roles: WhoMay.read,
        [warehouse, item, site], isList: true, isShort: false, reply: NeedAnswer.keys, examples: ["need list item=wood"]
    ) { said, desk in try await ListNeeds(desk).run(warehouse: said[warehouse], item: said[item], site: said[site], said.page()) }
}
