import AdminProtocol
import Measures
import Speech

/// The commands the session answers itself, in every instance.
enum SessionCommands {
    static let all: [CommandSpec] = [
        help, hello, ping, quit, cancel, begin, end, abort, showLimits, showVersion, showCodes, showStatus,
    ]

    /// The keys of `help format=json`, relied on by tools; `rows` says whether a command takes rows of data.
    static let helpKeys = ["id", "words", "args", "since", "role", "effect", "errors", "reply", "examples", "summary", "usage", "rows"]

    private static let help = CommandSpec(
        "help", fr: "aide", aliases: ["?"],
        Wording("list the commands, or explain one", "lister les commandes, ou en expliquer une"), roles: Role.everybody, effect: .session,
        arguments: [
            .positional(
                "command", fr: "commande", .text, required: false, repeated: true, example: "donation receive",
                Wording("the words of a command, or its first words", "les mots d'une commande, ou les premiers"))
        ],
        reply: helpKeys, examples: ["help", "aide don recevoir", "help format=json"], handler: nil)

    private static let hello = CommandSpec(
        "hello", fr: "bonjour",
        Wording(
            "say who you are and what you mean unless you say otherwise; places, owners and warehouses are kept",
            "dire qui parle et ce qui est sous-entendu ; emplacements, propriétaires et entrepôts sont gardés"), roles: Role.everybody,
        effect: .session,
        arguments: [
            .named(
                "as", fr: "en-tant-que", aliases: ["moi"], .code, example: "zoe",
                Wording("the person who speaks", "la personne qui parle")),
            .named("pin", fr: "code", .pin, secret: true, example: "1234", Wording("that person's pin", "le code de cette personne")),
            .named(
                "repeats", fr: "répétitions", .choice([Choice("allow", fr: "permettre"), Choice("refuse", fr: "refuser")]),
                example: "allow",
                Wording("whether writes that look repeated are booked", "si ce qui semble répété est enregistré")),
            .named(
                "place", fr: "emplacement", .place, example: "main/a1",
                Wording("the place meant when none is said; a dash: none", "l'emplacement sous-entendu ; un tiret : aucun")),
            .named(
                "owner", fr: "propriétaire", .code, example: "auberge",
                Wording(
                    "the owner meant when none is said; a dash: none", "le propriétaire sous-entendu ; un tiret : aucun")),
            .named(
                "warehouse", fr: "entrepôt", .code, example: "main",
                Wording(
                    "the warehouse meant when none is said, short place names included; a dash: none",
                    "l'entrepôt sous-entendu, noms courts d'emplacements compris ; un tiret : aucun")),
            .named(
                "keep", fr: "garder", .flag, example: "yes",
                Wording(
                    "yes: language and format are kept for the next session too; no: nothing more of this session is kept",
                    "oui : langue et format aussi sont gardés pour la prochaine session ; non : plus rien de cette session n'est gardé")),
        ],
        errors: [
            .authPerson, "AUTH.NOT-SHARED", "AUTH.PERSON-ENDED", "AUTH.PERSON-BEYOND", "AUTH.PIN-PAUSED", .placeNotFound,
        ], reply: [],
        examples: [
            "hello lang=fr", "hello as=zoe pin=1234", "hello place=main/a1 owner=auberge", "hello format=json repeats=allow keep=no",
            "bonjour langue=fr emplacement=main/a1",
        ],
        handler: nil)

    private static let ping = CommandSpec(
        "ping", fr: "ping", Wording("answer OK", "répondre OK"), roles: Role.everybody, effect: .session, examples: ["ping"], handler: nil)

    private static let quit = CommandSpec(
        "quit", fr: "quitter", aliases: ["exit", "bye"], Wording("close the session", "fermer la session"), roles: Role.everybody,
        effect: .session,
        examples: ["quit"], handler: nil)

    private static let cancel = CommandSpec(
        "cancel", fr: "annuler",
        Wording("stop a read or a waiting request by its tag", "arrêter une lecture ou une requête en attente"),
        roles: Role.everybody, effect: .session,
        arguments: [
            .positional(
                "tag", fr: "étiquette", .text, example: "@t1", Wording("the tag of the request", "l'étiquette de la requête"))
        ], examples: ["cancel @t1"], handler: nil)

    private static let begin = CommandSpec(
        "begin", fr: "début", aliases: ["commencer"],
        Wording("begin a batch: its lines run together at end, or not at all", "commencer un lot : tout ou rien à la fin"),
        roles: Role.everybody, effect: .session,
        arguments: [
            .named(
                "key", fr: "clé", .key, example: "monday-1", Wording("the key its lines inherit", "la clé héritée par ses lignes")
            )
        ], errors: [.batchOpen], examples: ["begin", "begin key=monday-1"], handler: nil)

    private static let end = CommandSpec(
        "end", fr: "fin", Wording("run the batch in one transaction", "exécuter le lot en une transaction"), roles: Role.everybody,
        effect: .session,
        arguments: [
            .named("dry", fr: "essai", .flag, example: "yes", Wording("report and roll back", "rapporter sans rien garder"))
        ], errors: [.batchNone, .batchPoisoned], reply: ["line", "command", "result", "message"], examples: ["end", "end dry=yes"],
        handler: nil)

    private static let abort = CommandSpec(
        "abort", fr: "abandonner", Wording("forget the batch", "oublier le lot"), roles: Role.everybody, effect: .session,
        errors: [.batchNone],
        examples: ["abort"], handler: nil)

    private static let showLimits = CommandSpec(
        "show limits", fr: "afficher limites", Wording("show the limits of this instance", "montrer les limites de cette instance"),
        roles: Role.everybody, effect: .session, reply: ["name", "value", "meaning"], examples: ["show limits"], handler: nil)

    private static let showVersion = CommandSpec(
        "show version", fr: "afficher version",
        Wording("show the versions of program and protocol", "montrer les versions du programme et du protocole"),
        roles: Role.everybody, effect: .session, reply: ["name", "value"], examples: ["show version"], handler: nil)

    private static let showCodes = CommandSpec(
        "show codes", fr: "afficher codes",
        Wording("list every error code and what it means", "lister tous les codes d'erreur et leur sens"),
        roles: Role.everybody, effect: .session, reply: ["code", "meaning", "retry"], examples: ["show codes"], handler: nil)

    private static let showStatus = CommandSpec(
        "show status", fr: "afficher état", Wording("show how this instance is", "montrer comment va cette instance"),
        roles: Role.everybody,
        effect: .session,
        reply: ["name", "value"], examples: ["show status"], handler: nil)
}
