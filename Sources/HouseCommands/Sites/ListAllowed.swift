import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site allowed`: the list of a restricted site.
enum ListAllowedCommand {
    static let site = SiteArguments.site
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.read(
        "site allowed", fr: "site permis",
        Wording(
            "list who may see a restricted site",
            "lister qui peut voir un site restreint"),
        roles: WhoMay.arrange, [site, warehouse], isList: true, isShort: false, errors: ["NOTFOUND.SITE"], reply: AllowSite.keys,
        examples: ["site allowed house"]
    ) { said, desk in try await AllowSite(desk).list(said[site], warehouse: said[warehouse], try said.page()) }
}
