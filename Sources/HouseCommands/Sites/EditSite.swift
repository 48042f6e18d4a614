import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site edit` and `site show`.
enum EditSiteCommand {
    static let site = SiteArguments.site
    static let sensitivity = EditArguments.maybe(
        "sensitivity", fr: "sensibilité", .choice([Choice("normal", fr: "normale"), Choice("restricted", fr: "restreinte")]),
        example: "restricted", Wording("who may see it: restricted, or normal", "qui peut le voir : restreinte, ou normale"))
    static let open: Argument<[String]> = .repeated(
        .named(
            "open", fr: "ouvert", .text, repeated: true, example: "08:00-12:00",
            Wording("all its hours anew, or none for any hour", "toutes ses heures, ou aucune pour toute heure"))
    ) { value, _ throws(Refusal) in ["none", "aucun", "aucune"].contains(FoldedText(value).text) ? "" : value }

    static let edit = CommandSpec.write(
        "site edit", fr: "site modifier",
        Wording("change a site: name, zone, position, hours", "modifier un site : nom, zone, position, heures"), roles: WhoMay.arrange,
        [
            site, EditArguments.name, AddSiteCommand.zone, EditArguments.latitude, EditArguments.longitude, open, sensitivity,
            AddSiteCommand.minutes, AddSiteCommand.team, AddSiteCommand.womenOnly, RoundArguments.warehouse,
        ], isShort: false,
        errors: [
            "NOTFOUND.SITE", .ambiguousCode, .argumentValue, .argumentUnusual, "ARG.MISSING", "RULE.HIDES-FROM-YOU", .permissionScope,
        ],
        reply: SiteAnswer.keys, examples: ["site edit beach lat=50.9612 lon=1.8704", "site edit beach open=08:00-12:00 open=14:00-17:00"]
    ) { said, desk in
        var words = EditSite.Words(code: try said[site], warehouse: try said[RoundArguments.warehouse])
        words.name = try said[EditArguments.name]
        words.zone = try said[AddSiteCommand.zone]
        words.latitude = try said[EditArguments.latitude]
        words.longitude = try said[EditArguments.longitude]
        words.isRestricted = try said[sensitivity].map { $0 == "restricted" }
        words.open = try said[open]
        words.serviceMinutes = try said[AddSiteCommand.minutes]
        words.team = try said[AddSiteCommand.team]
        words.womenOnly = try said[AddSiteCommand.womenOnly]
        return try await EditSite(desk).run(words)
    }

    static let show = CommandSpec.read(
        "site show", fr: "site montrer",
        Wording("show a site and what was changed of it", "montrer un site et ce qui en a été modifié"), roles: WhoMay.read,
        [site, RoundArguments.warehouse], errors: ["NOTFOUND.SITE", .ambiguousCode], reply: SiteAnswer.fullKeys,
        examples: ["site show beach"]
    ) { said, desk in try await EditSite(desk).show(said[site], warehouse: said[RoundArguments.warehouse]) }
}
