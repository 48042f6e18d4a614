import AdminSocket
import Measures
import Speech

// What the commands of persons have in common.
enum PersonArguments {
    static let code: Argument<String> = .required(
        .positional("person", fr: "personne", .code, example: "zoe", Wording("the person's code", "le code de la personne")),
        ArgumentReading.text)
    /// Masked like a PIN: the audit keeps codes for ever, so that names can be erased.
    static let name: Argument<String?> = .optional(
        .named(
            "name", fr: "nom", .text, secret: true, example: "\"Zoé Martin\"",
            Wording("a name, which can be erased later", "un nom, qu'on pourra effacer")), ArgumentReading.text)
    static let until = StockArguments.maybe(
        "until", fr: "jusque", .date(orWords: [Choice("none", fr: "aucun")]), example: "2026-12-20",
        Wording("the last day; none: as long as nobody ends it", "le dernier jour ; aucun : tant que personne n'y met fin"))
    static let pin: Argument<String?> = .optional(
        .named(
            "pin", fr: "code", .pin, secret: true, example: "4711",
            Wording("what only the person knows: 4 characters or more", "ce que seule la personne sait : 4 signes ou plus")),
        ArgumentReading.text)
    static let organisations: Argument<[String]> = .repeated(
        .named(
            "organisation", fr: "association", .code, repeated: true, example: "abri",
            Wording("only for this organisation", "seulement pour cette association")), ArgumentReading.text)
    static let warehouses: Argument<[String]> = .repeated(
        .named(
            "warehouse", fr: "entrepôt", .code, repeated: true, example: "calais",
            Wording("only in this warehouse", "seulement dans cet entrepôt")), ArgumentReading.text)

    /// The roles there are, as people choose from them.
    private static let choices: ArgumentType = .choice([
        Choice("viewer", fr: "lecteur"), Choice("volunteer", fr: "bénévole"), Choice("manager", fr: "gestionnaire"),
        Choice("lead", fr: "responsable"), Choice("partner", fr: "partenaire"), Choice("funder", fr: "financeur"),
        Choice("admin", fr: "administrateur"),
    ])

    /// Roles; each goes with each organisation in each warehouse that is said beside them.
    static func roles(required: Bool) -> Argument<[Role]> {
        .repeated(
            .named(
                "role", fr: "rôle", choices, required: required, repeated: true, example: "volunteer",
                Wording("what the person is", "ce qu'est la personne"))
        ) { value, spec throws(Refusal) in
            guard let role = Role(rawValue: value) else {
                throw ArgumentRefusal.value(spec.name, value, hint: Wording("one of the words of its help", "un des mots de son aide"))
            }
            return role
        }
    }
}
