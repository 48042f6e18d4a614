package import AdminProtocol
import Measures
import PlainJSON
package import Speech

/// Every command of an instance, and the reading of requests by it.
///
/// A request's leading words are looked up, longest phrase first, in either language and with or without accents; the values
/// behind them are given to the positional arguments in order, and `name=value` to the argument that answers to the name.
package struct CommandTable: Sendable {
    private struct Entry: Sendable {
        var spec: CommandSpec
        var arguments: [ArgumentSpec]
        /// Folded names, in every language, to places in `arguments`.
        var places: [String: Int]
        var positional: [Int]
    }

    private let entries: [Entry]
    private let phrases: [String: Int]
    private let longestPhrase: Int
    /// Every code the instance can answer with.
    package let codes: CodeTable

    /// A table of the application's commands and of those the session answers itself.
    ///
    /// Faults of the table (two commands with one phrase, an example that does not parse) do not stop a daemon; they are listed by
    /// `faults()`, which tests require to be empty.
    package init(_ commands: [CommandSpec], codes: CodeTable = .standard) {
        self.codes = codes
        var entries: [Entry] = []
        var phrases: [String: Int] = [:]
        var longest = 1
        for spec in SessionCommands.all + commands {
            let arguments = spec.allArguments
            var places: [String: Int] = [:]
            for (index, argument) in arguments.enumerated() {
                for name in argument.allNames where places[FoldedText(name).text] == nil { places[FoldedText(name).text] = index }
            }
            for phrase in spec.phrases {
                let words = phrase.split(separator: " ").map { FoldedText(String($0)).text }
                longest = max(longest, words.count)
                let key = words.joined(separator: " ")
                if phrases[key] == nil { phrases[key] = entries.count }
            }
            entries.append(
                Entry(spec: spec, arguments: arguments, places: places, positional: arguments.indices.filter { arguments[$0].isPositional })
            )
        }
        self.entries = entries
        self.phrases = phrases
        longestPhrase = longest
    }

    /// The commands in the order of the table, those of the session first.
    package var commands: [CommandSpec] { entries.map(\.spec) }

    /// The command of an id.
    package func command(id: String) -> CommandSpec? { entries.first { $0.spec.id == id }?.spec }

    /// Understands a request: finds its command, names its values, fills session defaults, checks the form of every value.
    ///
    /// Throws CMD.UNKNOWN, ARG.UNKNOWN, ARG.MISSING, ARG.REPEATED or ARG.VALUE; each names what was found and what is near.
    package func parse(
        _ request: RequestLine, defaultPlace: String? = nil, defaultOwner: String? = nil
    ) throws(Refusal) -> Invocation {
        guard let (index, length) = match(request.tokens) else { throw unknown(request) }
        let entry = entries[index]
        var values: [String: [String]] = [:]
        var nextPositional = 0
        for token in request.tokens.dropFirst(length) {
            let argument: ArgumentSpec
            if let name = token.name {
                guard Self.mayBeKnown(name), let place = entry.places[FoldedText(name).text] else {
                    throw ArgumentRefusal.unknown(token, of: entry.spec)
                }
                argument = entry.arguments[place]
            } else {
                // A positional argument already given by its name is passed over.
                while nextPositional < entry.positional.count,
                    case let candidate = entry.arguments[entry.positional[nextPositional]],
                    !candidate.isRepeated, values[candidate.name] != nil
                {
                    nextPositional += 1
                }
                guard nextPositional < entry.positional.count else {
                    throw ArgumentRefusal.unknown(token, of: entry.spec)
                }
                argument = entry.arguments[entry.positional[nextPositional]]
                if !argument.isRepeated { nextPositional += 1 }
            }
            if values[argument.name] != nil && !argument.isRepeated { throw ArgumentRefusal.repeated(argument.name, of: entry.spec) }
            values[argument.name, default: []].append(try ArgumentForm.canonical(token.value, of: argument))
        }
        for argument in entry.arguments where values[argument.name] == nil {
            switch argument.sessionDefault {
            case .place: values[argument.name] = defaultPlace.map { [$0] }
            case .owner: values[argument.name] = defaultOwner.map { [$0] }
            case nil: break
            }
            if argument.isRequired && values[argument.name] == nil { throw ArgumentRefusal.missing(argument.name, of: entry.spec) }
        }
        let invocation = Invocation(command: entry.spec, values: values, request: request)
        try checkLimit(invocation)
        return invocation
    }

    /// Whether somebody may run the command. How the session itself speaks is for anybody who got in.
    package func allows(_ actor: SessionActor, _ command: CommandSpec) -> Bool {
        command.effect == .session || actor.holds(anyOf: command.roles)
    }

    /// Refuses with PERM.ROLE who may not run the command.
    package func authorise(_ actor: SessionActor, for command: CommandSpec) throws(Refusal) {
        if allows(actor, command) { return }
        if actor.roles.isEmpty { throw Self.unknownAccount(actor) }
        let needed = Role.allCases.filter { command.roles.contains($0) || (command.roles.isEmpty && $0 == .admin) }
            .map(\.rawValue).joined(separator: ",")
        let held = actor.roles.map(\.role.rawValue).joined(separator: ",")
        throw Refusal(
            .permissionRole,
            ["command": .string(command.words.english), "needs": .string(needed), "have": .string(held)],
            Wording(
                "\(command.words.english) needs the role \(needed); you are \(held)",
                "\(command.words.french) demande le rôle \(needed) ; vous êtes \(held)"))
    }

    /// The refusal of an account that has no role at all.
    static func unknownAccount(_ actor: SessionActor) -> Refusal {
        Refusal(
            .authUnknown, ["account": .string(actor.account)],
            Wording(
                "the account \(actor.account) has no role here; an administrator gives it one in the configuration",
                "le compte \(actor.account) n'a aucun rôle ici ; un administrateur lui en donne un dans la configuration"))
    }

    /// The command that a request's leading words name, and how many words that took. Words behind it are not looked at.
    package func command(leading tokens: [RequestToken]) -> CommandSpec? {
        match(tokens).map { entries[$0.index].spec }
    }

    /// The commands of which a phrase begins with these words; all when there are none.
    package func commands(beginning words: [String]) -> [CommandSpec] {
        let folded = words.map { FoldedText($0).text }
        return entries.map(\.spec).filter { spec in
            spec.phrases.contains { $0.split(separator: " ").map { FoldedText(String($0)).text }.starts(with: folded) }
        }
    }

    /// Whether a word is short enough to be one of the table's: longer ones are not looked at, whoever types them.
    private static func mayBeKnown(_ word: String) -> Bool { word.utf8.count <= 4 * NearestWords.longest }

    private func match(_ tokens: [RequestToken]) -> (index: Int, length: Int)? {
        let words = tokens.prefix(longestPhrase).prefix { $0.name == nil && !$0.isQuoted && Self.mayBeKnown($0.value) }
            .map { FoldedText($0.value).text }
        for length in stride(from: words.count, to: 0, by: -1) {
            if let index = phrases[words.prefix(length).joined(separator: " ")] { return (index, length) }
        }
        return nil
    }

    private func checkLimit(_ invocation: Invocation) throws(Refusal) {
        guard invocation.command.isList, let limit = invocation.optionalText("limit"), limit != "all" else { return }
        guard let number = Int(limit), number > 0 else {
            throw ArgumentRefusal.value(
                "limit", limit, hint: Wording("a number above zero, or all", "un nombre au-dessus de zéro, ou all"))
        }
    }

    private func unknown(_ request: RequestLine) -> Refusal {
        // Two words tell which command was meant, also where a few have three.
        let words = request.tokens.prefix { $0.name == nil && !$0.isQuoted }.prefix(2).map(\.value)
        let typed = words.isEmpty ? request.tokens.first.map { $0.name.map { "\($0)=…" } ?? $0.value } ?? "" : words.joined(separator: " ")
        var nearest: [String] = []
        if let first = words.first, words.allSatisfy(Self.mayBeKnown) {
            let folded = FoldedText(first).text + " "
            // A known first word: the commands that begin with it, nearest second word first.
            let group = commands(beginning: [first]).flatMap(\.phrases)
                .filter { FoldedText($0).text.hasPrefix(folded) }
            if words.count > 1 {
                nearest = NearestWords.nearest(to: words.prefix(2).joined(separator: " "), among: group)
            }
            if nearest.isEmpty { nearest = Array(group.prefix(6)) }
            if nearest.isEmpty {
                let all = entries.flatMap(\.spec.phrases)
                for length in stride(from: words.count, to: 0, by: -1) where nearest.isEmpty {
                    nearest = NearestWords.nearest(to: words.prefix(length).joined(separator: " "), among: all)
                }
            }
            if nearest.isEmpty {
                let firstWords = entries.flatMap(\.spec.phrases).map { String($0.prefix { $0 != " " }) }
                nearest = NearestWords.nearest(to: first, among: firstWords)
            }
        }
        let list = nearest.joined(separator: ", ")
        let shown = String(typed.prefix(60))
        return Refusal(
            .commandUnknown,
            ["command": .string(shown), "nearest": nearest.isEmpty ? .null : .string(nearest.joined(separator: ","))],
            nearest.isEmpty
                ? Wording("no command \(shown); help lists them", "pas de commande \(shown) ; aide les énumère")
                : Wording("no command \(shown); did you mean \(list)?", "pas de commande \(shown) ; vouliez-vous dire \(list) ?"))
    }

    /// What is wrong with the table itself: phrases or argument names taken twice, examples that do not parse, codes without a
    /// row, secrets that are positional, records without keys. Empty for a table that may be shipped.
    package func faults() -> [String] {
        var found = codes.faults()
        var phraseOwners: [String: String] = [:]
        for entry in entries {
            let spec = entry.spec
            for phrase in Set(spec.phrases.map { FoldedText($0).text }).sorted() {
                if let owner = phraseOwners[phrase] { found.append("\(spec.id): the phrase \"\(phrase)\" belongs to \(owner)") }
                phraseOwners[phrase] = spec.id
            }
            var nameOwners: [String: String] = [:]
            for argument in entry.arguments {
                for name in Set(argument.allNames.map { FoldedText($0).text }).sorted() {
                    if let owner = nameOwners[name] { found.append("\(spec.id): the name \(name)= belongs to \(owner)=") }
                    nameOwners[name] = argument.name
                    if RequestParser.splitName(Array("\(name)=x".utf8))?.name != name {
                        found.append("\(spec.id): \(name) cannot be written in front of =")
                    }
                }
                if argument.isRequired && argument.example.isEmpty {
                    found.append("\(spec.id): \(argument.name)= is required and has no example")
                }
            }
            for index in entry.positional.dropLast() where entry.arguments[index].isRepeated {
                found.append("\(spec.id): \(entry.arguments[index].name) is repeated but not the last positional argument")
            }
            if spec.effect != .session && spec.handler == nil { found.append("\(spec.id): has no handler") }
            if spec.examples.isEmpty { found.append("\(spec.id): has no example") }
            for example in spec.examples { found += faults(ofExample: example, of: spec) }
            for code in spec.errors where codes[code] == nil { found.append("\(spec.id): the code \(code) has no row") }
            if Set(spec.reply).count != spec.reply.count { found.append("\(spec.id): a reply key stands twice") }
        }
        return found
    }

    private func faults(ofExample example: String, of spec: CommandSpec) -> [String] {
        do {
            guard case .command(let request) = try RequestParser.parse(Array(example.utf8)) else {
                return ["\(spec.id): the example \"\(example)\" is no command"]
            }
            let invocation = try parse(request, defaultPlace: nil, defaultOwner: nil)
            return invocation.id == spec.id ? [] : ["\(spec.id): the example \"\(example)\" is \(invocation.id)"]
        } catch let refusal as LineRefusal {
            return ["\(spec.id): the example \"\(example)\": \(refusal.text.english)"]
        } catch let failure as Refusal {
            return ["\(spec.id): the example \"\(example)\": \(failure.sentence.english)"]
        } catch {
            return ["\(spec.id): the example \"\(example)\": \(error)"]
        }
    }
}
