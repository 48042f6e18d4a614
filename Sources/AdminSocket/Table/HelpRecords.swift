import AdminProtocol
import Measures
package import PlainJSON
package import Speech

extension CommandTable {
    /// A command as `help format=json` describes it.
    package func helpRecord(_ spec: CommandSpec, language: Language) -> JSONObject {
        let roles = Role.allCases.filter { spec.roles.contains($0) || $0 == .admin }
        return JSONObject(
            keys: SessionCommands.helpKeys,
            values: [
                .string(spec.id), JSONValue(spec.phrases), .array(spec.allArguments.map { .object(argumentRecord($0, language)) }),
                .string(spec.since), JSONValue(roles.map(\.rawValue)), .string(spec.effect.rawValue),
                JSONValue(spec.errors.map(\.rawValue)),
                JSONValue(spec.reply), JSONValue(spec.examples), .string(spec.summary(language)), .string(spec.usage(language)),
                .boolean(spec.takesRows),
            ])
    }

    private func argumentRecord(_ argument: ArgumentSpec, _ language: Language) -> JSONObject {
        [
            "name": .string(argument.name), "names": JSONValue(argument.allNames), "type": .string(argument.type.name),
            "required": .boolean(argument.isRequired), "repeated": .boolean(argument.isRepeated),
            "positional": .boolean(argument.isPositional), "secret": .boolean(argument.isSecret),
            "summary": .string(argument.summary(language)),
        ]
    }

    /// The commands that words lead to, of those that somebody may run: the one they name, with whatever stands behind it, or all that
    /// begin with them. When all that they lead to is for others, the refusal says for whom.
    func helpTopics(_ words: [String], for actor: SessionActor) throws(Refusal) -> [CommandSpec] {
        let topics = try helpTopics(words)
        let allowed = topics.filter { allows(actor, $0) }
        if allowed.isEmpty, let first = topics.first { try authorise(actor, for: first) }
        return allowed
    }

    private func helpTopics(_ words: [String]) throws(Refusal) -> [CommandSpec] {
        // What the house does first, how to talk to it last.
        if words.isEmpty { return commands.filter { $0.effect != .session } + commands.filter { $0.effect == .session } }
        let parts = words.flatMap { $0.split(separator: " ").map(String.init) }
        let group = commands(beginning: parts)
        if !group.isEmpty { return group }
        let tokens = parts.map { RequestToken(value: $0) }
        if let spec = command(leading: tokens) { return [spec] }
        do {
            _ = try parse(RequestLine(tokens: tokens))
            return []
        } catch {
            throw error
        }
    }

    /// What the commands have in common, for the end of the overview: `key=` and what it is for.
    func commonRecords(for actor: SessionActor, language: Language) -> [JSONObject] {
        let mayWrite = commands.contains { $0.effect == .write && allows(actor, $0) }
        return CommonArguments.explained(toWriter: mayWrite).map { argument in
            let name = language == .french ? argument.french ?? argument.name : argument.name
            return ["command": .string("… \(name)="), "summary": .string(argument.summary(language))]
        }
    }

    /// One command explained for people, line by line.
    func helpLines(_ spec: CommandSpec, language: Language) -> [String] {
        let isFrench = language == .french
        var lines = [spec.usage(language), "  " + spec.summary(language)]
        let other = spec.phrases.filter { $0 != spec.words(language) }
        if !other.isEmpty { lines.append((isFrench ? "  aussi : " : "  also: ") + other.joined(separator: ", ")) }
        let own = Set(spec.arguments.map(\.name))
        let width = (spec.arguments.map { $0.usage(language).unicodeScalars.count }.max() ?? 0) + 2
        for argument in spec.arguments {
            let usage = argument.usage(language)
            let padding = String(repeating: " ", count: width - usage.unicodeScalars.count)
            lines.append("  \(usage)\(padding)\(argument.summary(language)) (\(argument.type.name))")
        }
        let common = spec.allArguments.filter { !own.contains($0.name) }.map { isFrench ? $0.french ?? $0.name : $0.name }
        lines.append((isFrench ? "  et : " : "  and: ") + common.map { $0 + "=" }.joined(separator: " "))
        let roles = Role.allCases.filter { spec.roles.contains($0) || $0 == .admin }.map(\.rawValue).joined(separator: ", ")
        if spec.effect != .session { lines.append((isFrench ? "  rôles : " : "  roles: ") + roles) }
        if !spec.errors.isEmpty {
            lines.append((isFrench ? "  refus : " : "  refusals: ") + spec.errors.map(\.rawValue).joined(separator: " "))
        }
        for example in spec.examples { lines.append((isFrench ? "  ex. : " : "  e.g. ") + example) }
        return lines
    }
}
