package import AdminProtocol
import PlainJSON
package import Speech

/// The refusals of arguments, worded in one place.
package enum ArgumentRefusal {
    package static func missing(_ name: String, of command: CommandSpec) -> Refusal {
        let argument = command.allArguments.first { $0.name == name }
        let example = argument?.example ?? ""
        let french = argument?.french ?? name
        let isPositional = argument?.isPositional ?? false
        let english = isPositional ? name.uppercased() : "\(name)=\(example)"
        let frenchForm = isPositional ? french.uppercased() : "\(french)=\(example)"
        var choices = Wording("", "")
        if case .choice(let words)? = argument?.type {
            choices = Wording(
                " (\(words.map(\.name).joined(separator: ", ")))", " (\(words.map { $0.french ?? $0.name }.joined(separator: ", ")))")
        }
        let whole = command.examples.first.map { " ; e.g. \($0)" } ?? ""
        let wholeFrench = command.examples.first.map { " ; p. ex. \($0)" } ?? ""
        return Refusal(
            .argumentMissing, ["argument": .string(name), "command": .string(command.words.english)],
            Wording(
                "\(command.words.english) needs \(english): \(argument?.summary.english ?? name)\(choices.english)\(whole)",
                "\(command.words.french) demande \(frenchForm) : \(argument?.summary.french ?? name)\(choices.french)\(wholeFrench)"))
    }

    package static func value(_ name: String, _ value: String, hint: Wording, nearest: [String] = []) -> Refusal {
        Refusal(
            .argumentValue,
            [
                "argument": .string(name), "value": .string(String(value.prefix(80))),
                "nearest": nearest.isEmpty ? .null : .string(nearest.joined(separator: ",")),
            ],
            Wording(
                "\(name)=\(value.prefix(80)) is not \(hint.english)", "\(name)=\(value.prefix(80)) n'est pas \(hint.french)"))
    }

    package static func repeated(_ name: String, of command: CommandSpec) -> Refusal {
        Refusal(
            .argumentRepeated, ["argument": .string(name), "command": .string(command.words.english)],
            Wording("\(name)= stands twice; it may stand once", "\(name)= est donné deux fois ; une seule suffit"))
    }

    package static func unknown(_ token: RequestToken, of command: CommandSpec) -> Refusal {
        let arguments = command.allArguments
        let typed = token.name ?? token.value
        let nearest = token.name.map { NearestWords.nearest(to: $0, among: arguments.flatMap(\.allNames)) } ?? []
        let list = nearest.joined(separator: ", ")
        var english =
            token.name == nil ? "nothing is expected at \(typed.prefix(60))" : "\(command.words.english) has no \(typed.prefix(60))="
        var french =
            token.name == nil ? "rien n'est attendu à \(typed.prefix(60))" : "\(command.words.french) n'a pas de \(typed.prefix(60))="
        if !nearest.isEmpty {
            english += "; did you mean \(list)?"
            french += " ; vouliez-vous dire \(list) ?"
        } else if let name = token.name, let goods = arguments.first(where: { $0.type == .goods }) {
            // blanket=3 looks like an argument: goods are written SKU:QTY, so that no item can collide with a name.
            english += "; goods are written \(goods.name)=\(name.prefix(60)):\(token.value.prefix(60))"
            french += " ; les articles s'écrivent \(goods.french ?? goods.name)=\(name.prefix(60)):\(token.value.prefix(60))"
        } else if token.name == nil {
            english += "; put values of several words in quotes; usage: \(command.usage(.english))"
            french += " ; mettez entre guillemets les valeurs de plusieurs mots ; usage : \(command.usage(.french))"
        }
        return Refusal(
            .argumentUnknown,
            [
                "argument": .string(String(typed.prefix(80))), "command": .string(command.words.english),
                "nearest": nearest.isEmpty ? .null : .string(nearest.joined(separator: ",")),
            ], Wording(english, french))
    }

    /// A beginning that several names have.
    static func severalBegin(_ name: String, _ arguments: [ArgumentSpec], of command: CommandSpec) -> Refusal {
        let english = arguments.map { "\($0.name)=" }.joined(separator: ", ")
        let french = arguments.map { "\($0.french ?? $0.name)=" }.joined(separator: ", ")
        return Refusal(
            .argumentUnknown,
            [
                "argument": .string(String(name.prefix(80))), "command": .string(command.words.english),
                "nearest": .string(arguments.map(\.name).joined(separator: ",")),
            ],
            Wording(
                "\(name)= may be \(english): write a letter more", "\(name)= peut être \(french) : écrire une lettre de plus"))
    }

    /// Two words of which each may be the thing and each the amount.
    static func eitherWay(_ one: String, _ other: String, _ thing: ArgumentSpec, _ amount: ArgumentSpec) -> Refusal {
        func written(_ item: String, _ quantity: String, _ language: Language) -> String {
            language == .french
                ? "\(thing.french ?? thing.name)=\(item) \(amount.french ?? amount.name)=\(quantity)"
                : "\(thing.name)=\(item) \(amount.name)=\(quantity)"
        }
        return Refusal(
            .argumentAmbiguous,
            ["argument": .string(amount.name), "value": .string("\(one.prefix(40)) \(other.prefix(40))")],
            Wording(
                "\(one.prefix(40)) and \(other.prefix(40)) both look like an amount; write \(written(one, other, .english)) or "
                    + "\(written(other, one, .english))",
                "\(one.prefix(40)) et \(other.prefix(40)) ont tous deux l'air d'une quantité ; écrire \(written(one, other, .french)) ou "
                    + "\(written(other, one, .french))"))
    }
}
