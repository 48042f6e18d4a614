import AdminProtocol
import Measures
import Speech

/// Help as somebody reads it at a terminal, at most 79 columns wide: the overview by subject, a list of commands, or one command explained.
struct HelpPage {
    let table: CommandTable
    let actor: SessionActor
    let language: Language

    private static let width = 79
    private var isFrench: Bool { language == .french }

    /// The page for the words behind `help` and the commands they lead to.
    func lines(_ words: [String], _ topics: [CommandSpec]) -> [String] {
        if words.isEmpty { return overview(topics) }
        if topics.count == 1, let topic = topics.first { return explained(topic) }
        return list(topics)
    }

    /// Arguments that commands have in common, as far as they are of use to this person.
    var commonArguments: [ArgumentSpec] {
        CommonArguments.explained(toWriter: table.commands.contains { $0.effect == .write && table.allows(actor, $0) })
    }

    // MARK: The overview

    private func overview(_ topics: [CommandSpec]) -> [String] {
        let roles = Role.allCases.filter { role in actor.roles.contains { $0.role == role } }.map(\.rawValue).joined(separator: ", ")
        var lines =
            isFrench
            ? [
                "Dites ce que vous voulez faire : aide donner, aide annuler, aide compter.",
                "aide SUJET énumère un sujet, aide COMMANDE en explique une : aide don recevoir.",
                "Les mots peuvent être abrégés tant qu'ils restent clairs : don rec, transf.",
                "Vous êtes \(actor.name) (\(roles)) ; voici ce que vous pouvez faire :", "",
            ]
            : [
                "Say what you want to do: help give, help undo, help count.",
                "help SUBJECT lists a subject, help COMMAND explains one: help donation receive.",
                "Words may be cut short as long as they are clear: don rec, transf.",
                "You are \(actor.name) (\(roles)); this is what you can do:", "",
            ]
        var subjects: [(name: String, commands: [CommandSpec])] = []
        for topic in topics {
            let name = String(topic.words(language).prefix { $0 != " " })
            if let index = subjects.firstIndex(where: { $0.name == name }) {
                subjects[index].commands.append(topic)
            } else {
                subjects.append((name, [topic]))
            }
        }
        let column = subjects.reduce(0) { max($0, DisplayWidth.of($1.name)) } + 4
        for (name, commands) in subjects {
            let rests = commands.map { String($0.words(language).dropFirst(name.count)).trimmed }
            let text = rests == [""] ? commands[0].summary(language) : rests.map { $0.isEmpty ? name : $0 }.joined(separator: ", ")
            lines += Self.entry("  " + name, text, column: column)
        }
        lines += ["", isFrench ? "Arguments que d'autres commandes ont en commun :" : "What commands have in common:"]
        let names = commonArguments.map { "  " + (isFrench ? $0.french ?? $0.name : $0.name) + "=" }
        let wide = names.reduce(0) { max($0, DisplayWidth.of($1)) } + 2
        for (name, argument) in zip(names, commonArguments) { lines += Self.entry(name, argument.summary(language), column: wide) }
        return lines
    }

    // MARK: Several commands

    private func list(_ topics: [CommandSpec]) -> [String] {
        let column = min(26, topics.reduce(0) { max($0, DisplayWidth.of($1.words(language))) } + 2)
        var lines: [String] = []
        for topic in topics {
            lines += Self.entry(topic.words(language), topic.summary(language), column: column)
            if topics.count <= 6, let example = examples(topic).first {
                lines.append(String(repeating: " ", count: column) + (isFrench ? "p. ex. " : "e.g. ") + example)
            }
        }
        return lines
    }

    // MARK: One command

    /// One command explained, line by line.
    private func explained(_ spec: CommandSpec) -> [String] {
        var lines = Self.wrapped(spec.usage(language), indent: 4)
        lines.append("  " + spec.summary(language))
        let other = spec.phrases.filter { $0 != spec.words(language) }
        if !other.isEmpty { lines += Self.entry(isFrench ? "  aussi :" : "  also:", other.joined(separator: ", ")) }
        let own = Set(spec.arguments.map(\.name))
        let column = (spec.arguments.map { DisplayWidth.of($0.usage(language)) }.max() ?? 0) + 4
        for argument in spec.argumentsAsSaid {
            lines += Self.entry(
                "  " + argument.usage(language), "\(argument.summary(language)) (\(argument.type.shape(language)))", column: column)
        }
        let common = spec.allArguments.filter { !own.contains($0.name) }.map { (isFrench ? $0.french ?? $0.name : $0.name) + "=" }
        lines += Self.entry(isFrench ? "  et :" : "  and:", common.joined(separator: " "))
        let roles = Role.allCases.filter { spec.roles.contains($0) || $0 == .admin }.map(\.rawValue).joined(separator: ", ")
        if spec.effect != .session { lines += Self.entry(isFrench ? "  rôles :" : "  roles:", roles) }
        if !spec.errors.isEmpty {
            lines += Self.entry(isFrench ? "  refus :" : "  refusals:", spec.errors.map(\.rawValue).joined(separator: " "))
        }
        for example in examples(spec) { lines.append((isFrench ? "  p. ex. " : "  e.g. ") + example) }
        return lines
    }

    /// The examples in the reader's language, all of them where there is none.
    private func examples(_ spec: CommandSpec) -> [String] {
        let own = spec.examples.filter { isFrenchExample($0, spec) == isFrench }
        return own.isEmpty ? spec.examples : own
    }

    /// Whether an example is French: it begins with a word of the French phrase alone, or names an argument in French alone.
    private func isFrenchExample(_ example: String, _ spec: CommandSpec) -> Bool {
        func words(_ text: String) -> Set<String> { Set(FoldedText(text).text.split(separator: " ").map(String.init)) }
        let typed = FoldedText(example).text.split(separator: " ")
        if let first = typed.first.map(String.init), words(spec.words.french).subtracting(words(spec.words.english)).contains(first) {
            return true
        }
        let names = typed.compactMap { word in word.firstIndex(of: "=").map { String(word[..<$0]) } }
        return spec.allArguments.contains { argument in
            argument.french.map { names.contains(FoldedText($0).text) && FoldedText($0).text != FoldedText(argument.name).text } ?? false
        }
    }

    // MARK: Lines

    /// A name with its text behind it from a column on, right behind it unless said, in as many lines as it takes.
    private static func entry(_ name: String, _ text: String, column: Int? = nil) -> [String] {
        let width = DisplayWidth.of(name)
        let column = column ?? width + 1
        let padding = String(repeating: " ", count: max(1, column - width))
        var lines = wrapped(text, within: Self.width - column)
        guard width < column else { return [name] + lines.map { String(repeating: " ", count: column) + $0 } }
        if lines.isEmpty { lines = [""] }
        return [name + padding + lines[0]] + lines.dropFirst().map { String(repeating: " ", count: column) + $0 }
    }

    private static func wrapped(_ text: String, indent: Int) -> [String] {
        let lines = wrapped(text, within: width - indent)
        return lines.prefix(1) + lines.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    }

    /// A text cut between words into lines of at most so many columns; a longer word has a line of its own.
    private static func wrapped(_ text: String, within width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}

extension String {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
