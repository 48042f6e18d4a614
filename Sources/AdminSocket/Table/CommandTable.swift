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
    }

    private let entries: [Entry]
    let finder: PhraseFinder
    /// Whether a folded word is a pack or a unit.
    let isMeasure: @Sendable (String) -> Bool
    /// Every code the instance can answer with.
    package let codes: CodeTable

    /// A table of the application's commands and of those the session answers itself.
    ///
    /// Faults of the table (two commands with one phrase, an example that does not parse) do not stop a daemon; they are listed by
    /// `faults()`, which tests require to be empty. `isMeasure` says which folded words are packs or units, so that `3 bales` may be typed
    /// as two words.
    package init(_ commands: [CommandSpec], codes: CodeTable = .standard, isMeasure: @escaping @Sendable (String) -> Bool = { _ in false })
    {
        self.codes = codes
        self.isMeasure = isMeasure
        var entries: [Entry] = []
        var phrases: [(owner: Int, phrase: String, language: Language?)] = []
        for spec in SessionCommands.all + commands {
            let arguments = spec.allArguments
            var places: [String: Int] = [:]
            for (index, argument) in arguments.enumerated() {
                for name in argument.allNames where places[FoldedText(name).text] == nil { places[FoldedText(name).text] = index }
            }
            phrases.append((entries.count, spec.words.english, .english))
            phrases.append((entries.count, spec.words.french, .french))
            for alias in spec.aliases { phrases.append((entries.count, alias, nil)) }
            entries.append(Entry(spec: spec, arguments: arguments, places: places))
        }
        self.entries = entries
        finder = PhraseFinder(phrases)
    }

    /// The commands in the order of the table, those of the session first.
    package var commands: [CommandSpec] { entries.map(\.spec) }

    /// The command of an id.
    package func command(id: String) -> CommandSpec? { entries.first { $0.spec.id == id }?.spec }

    /// Understands a request: finds its command, names its values, fills session defaults, checks the form of every value.
    ///
    /// Words of commands and names of arguments may be cut short as long as one thing begins so, in the language of who types first.
    ///
    /// Throws CMD.UNKNOWN, CMD.AMBIGUOUS, ARG.UNKNOWN, ARG.MISSING, ARG.REPEATED, ARG.AMBIGUOUS or ARG.VALUE; each names what was found and
    /// what is near.
    package func parse(
        _ request: RequestLine, defaultPlace: String? = nil, defaultOwner: String? = nil, language: Language = .english
    ) throws(Refusal) -> Invocation {
        let (index, length) = try match(request, language)
        let entry = entries[index]
        var values: [String: [String]] = [:]
        var words: [RequestToken] = []
        var given: Set<Int> = []
        func take(_ value: String, for place: Int) throws(Refusal) {
            let argument = entry.arguments[place]
            if values[argument.name] != nil && !argument.isRepeated { throw ArgumentRefusal.repeated(argument.name, of: entry.spec) }
            values[argument.name, default: []].append(try CommonArguments.canonical(value, of: argument))
            given.insert(place)
        }
        for token in request.tokens.dropFirst(length) {
            guard let name = token.name else {
                words.append(token)
                continue
            }
            try take(token.value, for: try self.place(named: name, token, entry, language))
        }
        let defaults: [ArgumentSpec.SessionDefault: String?] = [.place: defaultPlace, .owner: defaultOwner]
        func sessionsOwn(_ argument: ArgumentSpec) -> String? { argument.sessionDefault.flatMap { defaults[$0] ?? nil } }
        let placing = WordPlacing(
            spec: entry.spec, arguments: entry.arguments, isMeasure: isMeasure, hasDefault: { sessionsOwn($0) != nil })
        for (place, value) in try placing.placed(words, given: given) { try take(value, for: place) }
        for argument in entry.arguments where values[argument.name] == nil {
            if let own = sessionsOwn(argument) { values[argument.name] = [own] }
            if argument.isRequired && values[argument.name] == nil { throw ArgumentRefusal.missing(argument.name, of: entry.spec) }
        }
        let invocation = Invocation(command: entry.spec, values: values, request: request)
        try checkLimit(invocation)
        return invocation
    }

    /// The argument that answers to a name, whole or cut short: its own ones come before those that all commands have.
    private func place(named name: String, _ token: RequestToken, _ entry: Entry, _ language: Language) throws(Refusal) -> Int {
        guard Self.mayBeKnown(name) else { throw ArgumentRefusal.unknown(token, of: entry.spec) }
        let folded = FoldedText(name).text
        if let place = entry.places[folded] { return place }
        let own = entry.spec.arguments.count
        let begun = Set(entry.places.filter { $0.key.hasPrefix(folded) }.map(\.value)).sorted()
        let inLanguage = begun.filter { place in
            let argument = entry.arguments[place]
            return FoldedText(language == .french ? argument.french ?? argument.name : argument.name).text.hasPrefix(folded)
        }
        for group in [inLanguage.filter { $0 < own }, begun.filter { $0 < own }, inLanguage, begun] where !group.isEmpty {
            if group.count == 1 { return group[0] }
            throw ArgumentRefusal.severalBegin(name, group.map { entry.arguments[$0] }, of: entry.spec)
        }
        throw ArgumentRefusal.unknown(token, of: entry.spec)
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

    /// The command whose whole phrase stands first. Words behind it are not looked at.
    package func command(leading tokens: [RequestToken]) -> CommandSpec? {
        finder.exact(Self.verbs(tokens, finder.longest)).map { entries[$0.owner].spec }
    }

    /// The commands of which a phrase begins with these whole words; all when there are none.
    package func commands(beginning words: [String]) -> [CommandSpec] {
        let folded = words.map { FoldedText($0).text }
        return entries.map(\.spec).filter { spec in
            spec.phrases.contains { $0.split(separator: " ").map { FoldedText(String($0)).text }.starts(with: folded) }
        }
    }

    /// The commands that words lead to, whole or cut short.
    func commands(led words: [String], _ language: Language) -> [CommandSpec] {
        let folded = words.filter(Self.mayBeKnown).map { FoldedText($0).text }
        switch finder.find(folded, language) {
        case .one(let index, _): return [entries[index].spec]
        case .several(let indices): return indices.map { entries[$0].spec }
        case .none: return folded.isEmpty ? [] : finder.owners(beginning: folded).map { entries[$0].spec }
        }
    }

    /// Whether a word is short enough to be one of the table's: longer ones are not looked at, whoever types them.
    static func mayBeKnown(_ word: String) -> Bool { word.utf8.count <= 4 * NearestWords.longest }

    /// The folded words in front that may name a command.
    private static func verbs(_ tokens: [RequestToken], _ longest: Int) -> [String] {
        tokens.prefix(longest).prefix { $0.name == nil && !$0.isQuoted && mayBeKnown($0.value) }.map { FoldedText($0.value).text }
    }

    private func match(_ request: RequestLine, _ language: Language) throws(Refusal) -> (index: Int, length: Int) {
        switch finder.find(Self.verbs(request.tokens, finder.longest), language) {
        case .one(let index, let length):
            // `move` is a wish rather than `movement` cut short.
            let typed = Self.verbs(request.tokens, finder.longest)
            if finder.exact(typed) == nil, let first = typed.first, Wishes.isSaid(first, language) {
                let wished = Wishes.commands(for: [first], in: self, language)
                if !wished.isEmpty, !wished.contains(where: { $0.id == entries[index].spec.id }) {
                    throw CommandRefusal.wish(request, wished, language)
                }
            }
            return (index, length)
        case .several(let indices): throw CommandRefusal.severalBegin(request, indices.map { entries[$0].spec })
        case .none: throw CommandRefusal.unknown(request, in: self, language)
        }
    }

    private func checkLimit(_ invocation: Invocation) throws(Refusal) {
        guard invocation.command.isList, let limit = invocation.optionalText("limit"), limit != CommonArguments.all else { return }
        guard let number = Int(limit), number > 0 else {
            throw ArgumentRefusal.value(
                "limit", limit, hint: Wording("a number above zero, or all", "un nombre au-dessus de zéro, ou tout"))
        }
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
            for index in entry.arguments.indices.filter({ entry.arguments[$0].isPositional }).dropLast()
            where entry.arguments[index].isRepeated {
                found.append("\(spec.id): \(entry.arguments[index].name) is repeated but not the last positional argument")
            }
            if spec.effect != .session && spec.handler == nil && spec.watch == nil { found.append("\(spec.id): has no handler") }
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
