import AdminProtocol
package import AdminSocket
import EntrepotService
import Measures
import Speech

/// What waits for an explanation, and who did what.
package enum ReviewCommands {
    package static let all: [CommandSpec] = [
        CommandSpec(
            "review list", fr: "revue lister", aliases: ["revue liste", "review", "revue"],
            Wording(
                "list shortfalls, unexplained differences and large losses that wait",
                "lister manques, écarts inexpliqués et grosses pertes en attente"),
            roles: WhoMay.read, effect: .read, isList: true,
            arguments: [
                .named(
                    "warehouse", fr: "entrepôt", .code, example: "main", Wording("one warehouse only", "un entrepôt seulement")),
                .named("all", fr: "tout", .flag, example: "yes", Wording("explained ones too", "aussi ceux qui sont expliqués")),
            ],
            reply: ReviewBooks.keys, examples: ["review list", "revue liste tout=oui"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.reading(invocation, context) { desk in
                try await ReviewBooks(desk).list(
                    warehouse: invocation.optionalText("warehouse"), all: invocation.flag("all"), limit: invocation.limit ?? 100,
                    after: invocation.after)
            }
        },
        CommandSpec(
            "review explain", fr: "revue expliquer",
            Wording(
                "say what a difference was",
                "dire ce qu'était un écart"),
            roles: WhoMay.amend, effect: .write,
            arguments: [
                .positional(
                    "review", fr: "revue", .identifier, example: "3", Wording("the number on the list", "le numéro de la liste")),
                .named(
                    "because", fr: "parce-que", .text, required: true, example: "\"found behind the pallets\"",
                    Wording("the explanation", "l'explication")),
            ],
            errors: ["NOTFOUND.REVIEW", "RULE.ALREADY-EXPLAINED"], examples: ["review explain 3 because=\"found behind the pallets\""]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.writing(invocation, context) { desk in
                try await ReviewBooks(desk).explain(
                    try invocation.number("review"), because: try invocation.text("because"))
            }
        },
        CommandSpec(
            "audit list", fr: "audit lister", aliases: ["audit liste", "audit"],
            Wording(
                "list who did what, the newest first",
                "lister qui a fait quoi, du plus récent"),
            roles: WhoMay.amend, effect: .read, isList: true,
            arguments: [
                .named(
                    "warehouse", fr: "entrepôt", .code, example: "main",
                    Wording("its books; the catalogue when left out", "ses comptes ; le catalogue par défaut")),
                .named("by", fr: "par", .text, example: "amina", Wording("one person's lines", "les lignes d'une personne")),
            ],
            reply: ReviewBooks.auditKeys, examples: ["audit list warehouse=main limit=20"]
        ) { invocation, context throws(Refusal) in
            try await CommandBridge.reading(invocation, context) { desk in
                try await ReviewBooks(desk).audit(
                    warehouse: invocation.optionalText("warehouse"), by: invocation.optionalText("by"), limit: invocation.limit ?? 50,
                    after: invocation.after)
            }
        },
    ]
}
