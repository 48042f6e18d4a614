import AdminProtocol
package import Measures
package import Speech

/// What a command does to the books.
package enum CommandEffect: String, Sendable, Hashable {
    case read
    case write
    /// It concerns the session only.
    case session
}

/// Runs a command. A handler of a write must keep running when its task's client is gone; it is never cancelled.
package typealias CommandHandler = @Sendable (Invocation, CommandContext) async throws(Refusal) -> CommandReply

/// Looks at a line of a batch when it is typed, before anything runs; it must not change anything.
package typealias CommandCheck = @Sendable (Invocation, CommandContext) async throws(Refusal) -> Void

/// Begins to watch.
package typealias WatchOpening = @Sendable (Invocation, CommandContext) async throws(Refusal) -> Watch

/// One command as data: parser, help, completion, permissions and masking all come from it.
///
/// The arguments every write has (`key= note= occurred= concerns= again= anyway=`), every list has (`limit= after= columns=`) and
/// every command has (`format= timeout= lang=`) are added by the table; a command that declares one of these names itself keeps
/// its own. A class, because every request carries its command along.
package final class CommandSpec: Sendable {
    /// The stable name: the English words with `.` between them.
    package let id: String
    /// The verbs, a few words of small letters, in both languages.
    package let words: Wording
    /// Other phrases that mean the same.
    package let aliases: [String]
    package let summary: Wording
    /// Its own arguments, positional ones in their order.
    package let arguments: [ArgumentSpec]
    /// Its own arguments and those it has in common with others.
    package let allArguments: [ArgumentSpec]
    /// Who may: any of these, and the administrator. Empty is the administrator alone: nobody else may what nobody was named for.
    package let roles: Set<Role>
    package let effect: CommandEffect
    /// Whether it answers a list, with `limit=` and `after=`.
    package let isList: Bool
    /// Whether it takes rows of data (`< …`) between `begin` and `end`.
    package let takesRows: Bool
    /// Codes it is known to answer with, beyond those of the machinery.
    package let errors: [ErrorCode]
    /// The keys of its records, in order; every record has them all.
    package let reply: [String]
    /// Whether its work is short, mostly waiting for the database: it is then done on the session's event loop.
    package let isShort: Bool
    /// Whole lines that could be typed.
    package let examples: [String]
    /// The release that first had it.
    package let since: String
    package let check: CommandCheck?
    package let handler: CommandHandler?
    /// Begins what a command tells from then on; nil for those that answer once.
    package let watch: WatchOpening?

    /// A command.
    ///
    /// - Parameters:
    ///   - english: the verbs, `"donation receive"`; the id is made of them.
    ///   - french: the same in French, `"don recevoir"`; accents are optional for who types.
    ///   - roles: who may; there is no default, so that no command is open because nobody thought of it.
    ///   - handler: nil only for the commands the session itself answers, and those that are watched.
    package init(
        _ english: String, fr french: String, aliases: [String] = [], _ summary: Wording, roles: Set<Role>,
        effect: CommandEffect, isList: Bool = false, takesRows: Bool = false, isShort: Bool = false, arguments: [ArgumentSpec] = [],
        errors: [ErrorCode] = [], reply: [String] = [], examples: [String], since: String = "1.0", check: CommandCheck? = nil,
        handler: CommandHandler?, watch: WatchOpening? = nil
    ) {
        id = english.split(separator: " ").joined(separator: ".")
        words = Wording(english, french)
        self.aliases = aliases
        self.summary = summary
        self.arguments = arguments
        self.roles = roles
        self.effect = effect
        self.isList = isList
        self.takesRows = takesRows
        self.errors = errors
        self.reply = reply
        self.isShort = isShort
        let own = Set(arguments.flatMap(\.allNames))
        allArguments = arguments + CommonArguments.of(effect: effect, isList: isList, reply: reply).filter { !own.contains($0.name) }
        self.examples = examples
        self.since = since
        self.check = check
        self.handler = handler
        self.watch = watch
    }

    /// Every phrase it answers to.
    package var phrases: [String] { [words.english, words.french] + aliases }

    /// The usage line, common arguments left out: what is said by its place, what it needs, what may be left out.
    package func usage(_ language: Language) -> String {
        ([words(language)] + argumentsAsSaid.map { $0.usage(language) }).joined(separator: " ")
    }

    /// Its own arguments in the order in which people read them.
    package var argumentsAsSaid: [ArgumentSpec] {
        arguments.filter(\.isPositional) + arguments.filter { !$0.isPositional && $0.isRequired }
            + arguments.filter { !$0.isPositional && !$0.isRequired }
    }
}
