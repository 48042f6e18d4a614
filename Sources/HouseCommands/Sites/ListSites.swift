import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site list`.
enum ListSitesCommand {
    static let warehouse = RoundArguments.warehouse
    static let zone = RoundArguments.text("zone", .code, example: "calais", Wording("one zone only", "une zone seulement"))
    static let status: Argument<Site.Status?> = .maybe(
        "status", fr: "statut", example: "open", Wording("one status only", "un statut seulement"))

    static let spec = CommandSpec.read(
        "site list", fr: "site lister", aliases: ["site liste"],
        Wording(
            "list the sites, their people and status",
            "lister les sites, leurs personnes, leur statut"), roles: WhoMay.read,
        [warehouse, zone, status],
        isList: true, isShort: false, reply: SiteAnswer.keys, examples: ["site list zone=calais"]
    ) { said, desk in try await ListSites(desk).run(warehouse: said[warehouse], zone: said[zone], status: said[status], said.page()) }
}
