import AdminSocket
import EntrepotService
import Measures
import RoundPlanning
import Speech

/// `site allow`: who may see a restricted site.
enum AllowSiteCommand {
    static let site = SiteArguments.site
    static let person = RoundArguments.text(
        "person", fr: "personne", example: "zoe", Wording("the person, as in the audit", "la personne, comme dans l'audit"))
    static let role = RoundArguments.text(
        "role", fr: "rôle",
        .choice([
            Choice("viewer", fr: "lecteur"), Choice("volunteer", fr: "bénévole"), Choice("manager", fr: "gestionnaire"),
            Choice("lead", fr: "responsable"),
        ]), example: "lead", Wording("everybody of this role over the whole warehouse", "tous ceux de ce rôle pour tout l'entrepôt"))
    static let undo = RoundArguments.flag("undo", fr: "annuler", Wording("takes them off the list", "les retire de la liste"))
    static let warehouse = RoundArguments.warehouse

    static let spec = CommandSpec.write(
        "site allow", fr: "site permettre",
        Wording(
            "let somebody see a restricted site, or no longer",
            "permettre à quelqu'un de voir un site restreint, ou ne plus le permettre"),
        roles: WhoMay.arrange, [site, person, role, undo, warehouse], isShort: false,
        errors: ["NOTFOUND.SITE", "ARG.MISSING", "RULE.HIDES-FROM-YOU"], reply: AllowSite.keys,
        examples: ["site allow house person=zoe", "site allow house role=lead"]
    ) { said, desk in
        try await AllowSite(desk).run(
            said[site], person: said[person], role: said[role], undo: said[undo] ?? false, warehouse: said[warehouse])
    }
}
