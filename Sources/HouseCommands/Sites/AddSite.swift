import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site add`.
enum AddSiteCommand {
    static let site = SiteArguments.site
    static let name = RoundArguments.text("name", fr: "nom", example: "\"La plage\"", Wording("its name", "son nom"))
    static let zone = RoundArguments.text("zone", .code, example: "calais", Wording("the zone it lies in", "sa zone"))
    static let latitude = RoundArguments.text("lat", .decimal, example: "50.96", Wording("degrees north", "degrés nord"))
    static let longitude = RoundArguments.text("lon", .decimal, example: "1.87", Wording("degrees east", "degrés est"))
    static let people = RoundArguments.number(
        "people", fr: "personnes", 0...1_000_000, example: "120", Wording("people living there", "personnes qui y vivent"))
    static let sensitivity = RoundArguments.text(
        "sensitivity", fr: "sensibilité", .choice([Choice("normal", fr: "normale"), Choice("restricted", fr: "restreinte")]),
        example: "restricted",
        Wording(
            "restricted: for leads and managers only, or for those whom \(en: .siteAllow) names",
            "restreinte : pour responsables seulement, ou ceux que \(fr: .siteAllow) nomme"))
    static let open: Argument<[String]> = .repeated(
        .named(
            "open", fr: "ouvert", .text, repeated: true, example: "08:00-12:00",
            Wording("hours it may be served; 1:08:00-12:00 is Mondays only", "heures possibles ; 1:08:00-12:00 pour le lundi")),
        ArgumentReading.text)
    static let warehouse = RoundArguments.warehouse
    static let minutes = RoundArguments.number(
        "service-minutes", fr: "minutes-service", 0...1_440, example: "15",
        Wording("minutes a stop takes whoever is there", "minutes par arrêt"))
    static let team = RoundArguments.number(
        "team", fr: "équipe", 0...100, example: "2", Wording("people a team needs there", "personnes nécessaires dans l'équipe"))
    static let womenOnly = RoundArguments.flag(
        "women-only", fr: "femmes-seulement", Wording("only women may come", "seulement des femmes"))
    static let by = SiteArguments.by

    static let spec = CommandSpec.write(
        "site add", fr: "site ajouter",
        Wording(
            "add a place where people are served",
            "ajouter un lieu où l'on sert des personnes"),
        roles: WhoMay.arrange,
        [site, name, zone, latitude, longitude, people, sensitivity, open, warehouse, minutes, team, womenOnly, by], isShort: false,
        errors: ["CONFLICT.EXISTS", "ARG.VALUE"], reply: SiteAnswer.keys,
        examples: ["site add beach zone=calais lat=50.96 lon=1.87 people=120 open=08:00-12:00 open=14:00-17:00"]
    ) { said, desk in
        var words = AddSite.Words(code: try said[site])
        words.name = try said[name]
        words.zone = try said[zone]
        words.latitude = try said[latitude]
        words.longitude = try said[longitude]
        words.people = try said[people]
        words.isRestricted = try said[sensitivity] == "restricted"
        words.open = try said[open]
        words.warehouse = try said[warehouse]
        words.serviceMinutes = try said[minutes]
        words.team = try said[team]
        words.womenOnly = try said[womenOnly] ?? false
        words.by = try said[by]
        return try await AddSite(desk).run(words)
    }
}
