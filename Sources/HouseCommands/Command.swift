import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import Speech

extension CommandSpec {
    /// A command that changes the books: what was said, at a desk of the person.
    static func write(
        _ english: String, fr french: String, aliases: [String] = [], _ summary: Wording, roles: Set<Role>,
        _ arguments: [any DeclaredArgument], takesRows: Bool = false, isShort: Bool = true, errors: [ErrorCode] = [], reply: [String] = [],
        examples: [String], _ run: @escaping @Sendable (_ said: Invocation, Desk) async throws -> Answer
    ) -> CommandSpec {
        CommandSpec(
            english, fr: french, aliases: aliases, summary, roles: roles, effect: .write, takesRows: takesRows, isShort: isShort,
            arguments: arguments.map(\.spec), errors: errors, reply: reply, examples: examples
        ) { said, context throws(Refusal) in
            try await CommandBridge.writing(said, context) { desk in try await run(said, desk) }
        }
    }

    /// A command that only looks, with the eyes of the person.
    static func read(
        _ english: String, fr french: String, aliases: [String] = [], _ summary: Wording, roles: Set<Role>,
        _ arguments: [any DeclaredArgument], isList: Bool = false, isShort: Bool = true, errors: [ErrorCode] = [], reply: [String] = [],
        examples: [String], _ run: @escaping @Sendable (_ said: Invocation, Desk) async throws -> Answer
    ) -> CommandSpec {
        CommandSpec(
            english, fr: french, aliases: aliases, summary, roles: roles, effect: .read, isList: isList, isShort: isShort,
            arguments: arguments.map(\.spec), errors: errors, reply: reply, examples: examples
        ) { said, context throws(Refusal) in
            try await CommandBridge.reading(said, context) { desk in try await run(said, desk) }
        }
    }
}
