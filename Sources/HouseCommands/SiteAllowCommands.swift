import AdminProtocol
package import AdminSocket
import EntrepotService
import Measures
import Speech

/// Who may see a restricted site.
package enum SiteAllowCommands {
    package static let all: [CommandSpec] = [siteAllow, siteAllowed]

    private static let site = ArgumentSpec.positional("site", .code, example: "house", Wording("the site's code", "le code du site"))

    private static let siteAllow = CommandSpec(
        "site allow", fr: "site permettre",
        Wording(
            "let somebody see a restricted site, or no longer",
            "permettre à quelqu'un de voir un site restreint, ou ne plus le permettre"),
        roles: WhoMay.arrange, effect: .write,
        arguments: [
            site,
            .named(
                "person", fr: "personne", .text, example: "zoe", Wording("the person, as in the audit", "la personne, comme dans l'audit")),
            .named(
                "role", fr: "rôle",
                .choice([
                    Choice("viewer", fr: "lecteur"), Choice("volunteer", fr: "bénévole"), Choice("manager", fr: "gestionnaire"),
                    Choice("lead", fr: "responsable"),
                ]), example: "lead",
                Wording("everybody of this role over the whole warehouse", "tous ceux de ce rôle pour tout l'entrepôt")),
            .named("undo", fr: "annuler", .flag, example: "yes", Wording("takes them off the list", "les retire de la liste")), .warehouse,
        ], errors: ["NOTFOUND.SITE", "ARG.MISSING", "RULE.HIDES-FROM-YOU"], reply: AllowSite.keys,
        examples: ["site allow house person=zoe", "site allow house role=lead"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.writing(invocation, context) { desk in
            try await AllowSite(desk).run(
                try invocation.text("site"), person: invocation.optionalText("person"), role: invocation.optionalText("role"),
                undo: invocation.flag("undo"), warehouse: invocation.optionalText("warehouse"))
        }
    }

    private static let siteAllowed = CommandSpec(
        "site allowed", fr: "site permis",
        Wording(
            "list who may see a restricted site",
            "lister qui peut voir un site restreint"),
        roles: WhoMay.arrange, effect: .read, isList: true, arguments: [site, .warehouse],
        errors: ["NOTFOUND.SITE", "RULE.HIDES-FROM-YOU"],
        reply: AllowSite.keys, examples: ["site allowed house"]
    ) { invocation, context throws(Refusal) in
        try await CommandBridge.reading(invocation, context) { desk in
            try await AllowSite(desk).list(try invocation.text("site"), warehouse: invocation.optionalText("warehouse"))
        }
    }
}
