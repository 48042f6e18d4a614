import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site status`.
enum ChangeSiteStatusCommand {
    static let site = SiteArguments.site
    static let status: Argument<Site.Status> = .choice(
        "status", fr: "statut", Site.Status.allCases, example: "evicted",
        Wording("open, evicted, unreachable or closed", "ouvert, évacué, inaccessible ou fermé"))
    static let until = SiteArguments.until
    static let reason = RoundArguments.text("reason", fr: "motif", example: "\"cleared at dawn\"", Wording("why", "pourquoi"))
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.write(
        "site status", fr: "site statut",
        Wording(
            "say whether a site can be served",
            "dire si un site peut être servi"),
        roles: WhoMay.arrange, [site, status, until, reason, warehouse], isShort: false, errors: ["NOTFOUND.SITE"],
        reply: SiteAnswer.keys, examples: ["site status beach status=evicted until=tomorrow reason=\"cleared at dawn\""]
    ) { said, desk in
        try await ChangeSiteStatus(desk).run(
            said[site], status: said[status], until: said[until], reason: said[reason], warehouse: said[warehouse])
    }
}
