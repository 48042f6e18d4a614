import AdminProtocol
package import Speech

/// One word of a choice, in both languages.
package struct Choice: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The canonical word, handed to the handler.
    package var name: String
    /// The French word, accepted as well.
    package var french: String?
    /// Further words that are accepted.
    package var others: [String]

    /// A word of a choice.
    package init(_ name: String, fr french: String? = nil, others: [String] = []) {
        self.name = name
        self.french = french
        self.others = others
    }

    package init(stringLiteral value: String) { self.init(value) }
}

/// What a value must look like. Only the form is checked here; whether it exists is for the handler.
package enum ArgumentType: Sendable, Equatable {
    /// A code of the house (`[a-z0-9-]`); ASCII capitals are read as small letters.
    case code
    /// An item's code.
    case sku
    /// `WAREHOUSE/PLACE`, or a warehouse alone where that means something.
    case place
    /// An amount of goods with its unit or pack: `10carton`, `12,5kg`.
    case quantity
    /// Goods with their amount: `SKU:QTY`.
    case goods
    /// Money with its currency: `480,00EUR`.
    case money
    case text
    /// A day as `DateReader` reads it (`2026-11-25`, `25/11`, `25 nov`, `today`, a weekday), or one of the words given (`unknown`).
    case date(orWords: [Choice] = [])
    /// A day with a time behind it or without one, or RFC 3339.
    case instant
    case choice([Choice])
    /// `yes` or `no`, `oui` or `non`.
    case flag
    /// A whole number within limits.
    case integer(ClosedRange<Int64>)
    /// A number with an optional fraction, `,` or `.` (coordinates, rates).
    case decimal
    /// The id of a record: a movement, a count, a plan.
    case identifier
    /// A retry key: 1 to 64 of `[A-Za-z0-9._:-]`.
    case key
    /// A length of time: `30s`, `5m`, `2h`, `500ms`, or seconds.
    case duration
    /// Names with commas between them.
    case list
    /// A password or pin.
    case pin

    /// The words to choose from; none for what is no choice.
    package var choices: [Choice] {
        switch self {
        case .choice(let choices), .date(let choices): choices
        default: []
        }
    }

    /// What a value looks like, for a reader of a language.
    package func shape(_ language: Language) -> String {
        guard language == .french else { return name }
        return switch self {
        case .sku: "article"
        case .place: "emplacement"
        case .quantity: "quantité"
        case .goods: "ARTICLE:QTÉ"
        case .money: "montant"
        case .text: "texte"
        case .instant: "jour et heure"
        case .choice(let choices): choices.map { $0.french ?? $0.name }.joined(separator: "|")
        case .flag: "oui|non"
        case .integer: "nombre entier"
        case .decimal: "nombre"
        case .identifier: "numéro"
        case .key: "clé"
        case .duration: "durée"
        case .list: "liste"
        case .pin: "code secret"
        case .code, .date: name
        }
    }

    /// The word for the type in help.
    package var name: String {
        switch self {
        case .code: "code"
        case .sku: "sku"
        case .place: "place"
        case .quantity: "quantity"
        case .goods: "goods"
        case .money: "money"
        case .text: "text"
        case .date: "date"
        case .instant: "instant"
        case .choice(let choices): choices.map(\.name).joined(separator: "|")
        case .flag: "yes|no"
        case .integer: "integer"
        case .decimal: "decimal"
        case .identifier: "id"
        case .key: "key"
        case .duration: "duration"
        case .list: "list"
        case .pin: "pin"
        }
    }
}

/// One argument of a command.
package struct ArgumentSpec: Sendable, Equatable {
    /// A session default that fills an argument not given (`hello place= owner=`).
    package enum SessionDefault: String, Sendable, Equatable {
        case place
        case owner
    }

    /// The English name, which is also the canonical one.
    package var name: String
    /// The French name; the same as the English one when nil.
    package var french: String?
    /// Other names accepted.
    package var aliases: [String]
    package var type: ArgumentType
    /// Whether it may be given without its name, by its place in the line. It may always be given with its name too.
    package var isPositional: Bool
    package var isRequired: Bool
    /// Whether it may be given several times (`…`).
    package var isRepeated: Bool
    /// Whether its value is left out of every log and audit row.
    package var isSecret: Bool
    package var sessionDefault: SessionDefault?
    /// A value that could be typed, shown when the argument is missing.
    package var example: String
    package var summary: Wording

    private init(
        _ name: String, fr french: String?, aliases: [String], _ type: ArgumentType, isPositional: Bool, isRequired: Bool,
        isRepeated: Bool, isSecret: Bool, default sessionDefault: SessionDefault?, example: String, _ summary: Wording
    ) {
        self.name = name
        self.french = french
        self.aliases = aliases
        self.type = type
        self.isPositional = isPositional
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.isSecret = isSecret
        self.sessionDefault = sessionDefault
        self.example = example
        self.summary = summary
    }

    /// An argument given as `name=value`.
    package static func named(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType, required: Bool = false,
        repeated: Bool = false, secret: Bool = false, default sessionDefault: SessionDefault? = nil, example: String = "",
        _ summary: Wording
    ) -> ArgumentSpec {
        ArgumentSpec(
            name, fr: french, aliases: aliases, type, isPositional: false, isRequired: required, isRepeated: repeated,
            isSecret: secret, default: sessionDefault, example: example, summary)
    }

    /// An argument given by its place; required unless said otherwise. Only the last one may be repeated.
    package static func positional(
        _ name: String, fr french: String? = nil, aliases: [String] = [], _ type: ArgumentType, required: Bool = true,
        repeated: Bool = false, default sessionDefault: SessionDefault? = nil, example: String = "", _ summary: Wording
    ) -> ArgumentSpec {
        ArgumentSpec(
            name, fr: french, aliases: aliases, type, isPositional: true, isRequired: required, isRepeated: repeated,
            isSecret: false, default: sessionDefault, example: example, summary)
    }

    /// Every name it answers to.
    package var allNames: [String] { [name] + (french.map { [$0] } ?? []) + aliases }

    /// How the argument is written in a usage line: `SKU`, `item=`, `[note=]`, `give=…`.
    package func usage(_ language: Language) -> String {
        let word = language == .french ? french ?? name : name
        let form = (isPositional ? word.uppercased() : word + "=") + (isRepeated ? "…" : "")
        return isRequired ? form : "[\(form)]"
    }
}
