import AdminProtocol
import Measures

/// The commands the session answers itself, in every instance.
enum SessionCommands {
    static let all: [CommandSpec] = [
        help, hello, ping, quit, cancel, begin, end, abort, showLimits, showVersion, showCodes, showStatus,
    ]

    /// The keys of `help format=json`, relied on by tools; `rows` says whether a command takes rows of data.
    static let helpKeys = ["id", "words", "args", "since", "role", "effect", "errors", "reply", "examples", "summary", "usage", "rows"]

    private static let help = CommandSpec(
        "help", fr: "aide", aliases: ["?"],
        Bilingual(en: "list the commands, or explain one", fr: "lister les commandes, ou en expliquer une"), effect: .session,
        arguments: [
            .positional(
                "command", fr: "commande", .text, required: false, repeated: true, example: "donation receive",
                Bilingual(en: "the words of a command, or its first words", fr: "les mots d'une commande, ou les premiers"))
        ],
        reply: helpKeys, examples: ["help", "aide don recevoir", "help format=json"], handler: nil)

    private static let hello = CommandSpec(
        "hello", fr: "bonjour", Bilingual(en: "set how this session speaks", fr: "régler comment cette session parle"), effect: .session,
        arguments: [
            .named(
                "as", fr: "en-tant-que", aliases: ["moi"], .code, example: "zoe",
                Bilingual(en: "the person who speaks", fr: "la personne qui parle")),
            .named("pin", .pin, secret: true, example: "1234", Bilingual(en: "that person's pin", fr: "le code de cette personne")),
            .named(
                "repeats", fr: "répétitions", .choice([Choice("allow", fr: "permettre"), Choice("refuse", fr: "refuser")]),
                example: "allow",
                Bilingual(en: "whether writes that look repeated are booked", fr: "si ce qui semble répété est enregistré")),
            .named(
                "place", fr: "emplacement", .place, example: "main/a1",
                Bilingual(en: "the place meant when none is said", fr: "l'emplacement sous-entendu")),
            .named(
                "owner", fr: "propriétaire", .code, example: "auberge",
                Bilingual(en: "the owner meant when none is said", fr: "le propriétaire sous-entendu")),
        ],
        errors: [.authPerson], reply: [],
        examples: ["hello lang=fr", "hello format=json repeats=allow", "bonjour langue=fr emplacement=main/a1"],
        handler: nil)

    private static let ping = CommandSpec(
        "ping", fr: "ping", Bilingual(en: "answer OK", fr: "répondre OK"), effect: .session, examples: ["ping"], handler: nil)

    private static let quit = CommandSpec(
        "quit", fr: "quitter", aliases: ["exit", "bye"], Bilingual(en: "close the session", fr: "fermer la session"), effect: .session,
        examples: ["quit"], handler: nil)

    private static let cancel = CommandSpec(
        "cancel", fr: "annuler",
        Bilingual(en: "stop a read or a waiting request by its tag", fr: "arrêter une lecture ou une requête en attente"),
        effect: .session,
        arguments: [
            .positional(
                "tag", fr: "étiquette", .text, example: "@t1", Bilingual(en: "the tag of the request", fr: "l'étiquette de la requête"))
        ], examples: ["cancel @t1"], handler: nil)

    private static let begin = CommandSpec(
        "begin", fr: "début", aliases: ["commencer"],
        Bilingual(en: "begin a batch: its lines run together at end, or not at all", fr: "commencer un lot : tout ou rien à la fin"),
        effect: .session,
        arguments: [
            .named(
                "key", fr: "clé", .key, example: "monday-1", Bilingual(en: "the key its lines inherit", fr: "la clé héritée par ses lignes")
            )
        ], errors: [.batchOpen], examples: ["begin", "begin key=monday-1"], handler: nil)

    private static let end = CommandSpec(
        "end", fr: "fin", Bilingual(en: "run the batch in one transaction", fr: "exécuter le lot en une transaction"), effect: .session,
        arguments: [
            .named("dry", fr: "essai", .flag, example: "yes", Bilingual(en: "report and roll back", fr: "rapporter sans rien garder"))
        ], errors: [.batchNone, .batchPoisoned], reply: ["line", "command", "result", "message"], examples: ["end", "end dry=yes"],
        handler: nil)

    private static let abort = CommandSpec(
        "abort", fr: "abandonner", Bilingual(en: "forget the batch", fr: "oublier le lot"), effect: .session, errors: [.batchNone],
        examples: ["abort"], handler: nil)

    private static let showLimits = CommandSpec(
        "show limits", fr: "afficher limites", Bilingual(en: "the limits of this instance", fr: "les limites de cette instance"),
        effect: .session, reply: ["name", "value", "meaning"], examples: ["show limits"], handler: nil)

    private static let showVersion = CommandSpec(
        "show version", fr: "afficher version",
        Bilingual(en: "the versions of program and protocol", fr: "les versions du programme et du protocole"),
        effect: .session, reply: ["name", "value"], examples: ["show version"], handler: nil)

    private static let showCodes = CommandSpec(
        "show codes", fr: "afficher codes", Bilingual(en: "every error code and what it means", fr: "tous les codes d'erreur et leur sens"),
        effect: .session, reply: ["code", "meaning", "retry"], examples: ["show codes"], handler: nil)

    private static let showStatus = CommandSpec(
        "show status", fr: "afficher état", Bilingual(en: "how this instance is", fr: "comment va cette instance"), effect: .session,
        reply: ["name", "value"], examples: ["show status"], handler: nil)
}
