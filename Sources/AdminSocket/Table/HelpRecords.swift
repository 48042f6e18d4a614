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
            "summary": .string(argument.summary(language)), "fr": .string(argument.french ?? argument.name),
            "choices": .array(
                argument.type.choices.map { ["name": .string($0.name), "fr": .string($0.french ?? $0.name)] }),
            "example": .string(argument.example), "default": JSONValue(argument.sessionDefault?.rawValue),
        ]
    }

    /// The commands that words lead to, of those that somebody may run: the one they name, with whatever stands behind it, all that begin
    /// with them, or those that do what they wish. When all that they lead to is for others, the refusal says for whom.
    func helpTopics(_ words: [String], for actor: SessionActor, language: Language) throws(Refusal) -> [CommandSpec] {
        let topics = try helpTopics(words, language)
        let allowed = topics.filter { allows(actor, $0) }
        if allowed.isEmpty, let first = topics.first { try authorise(actor, for: first) }
        return allowed
    }

    private func helpTopics(_ words: [String], _ language: Language) throws(Refusal) -> [CommandSpec] {
        // What the house does first, how to talk to it last.
        if words.isEmpty { return commands.filter { $0.effect != .session } + commands.filter { $0.effect == .session } }
        let parts = words.flatMap { $0.split(separator: " ").map(String.init) }
        let group = commands(beginning: parts)
        if !group.isEmpty { return group }
        let led = commands(led: parts, language)
        if !led.isEmpty { return led }
        let wished = Wishes.commands(for: parts, in: self, language)
        if !wished.isEmpty { return wished }
        throw CommandRefusal.unknown(RequestLine(tokens: parts.map { RequestToken(value: $0) }), in: self, language)
    }
}
