import AdminProtocol
import Speech

/// The refusals of a request whose command is not found, worded in one place.
enum CommandRefusal {
    /// A beginning that several commands have.
    static func severalBegin(_ request: RequestLine, _ commands: [CommandSpec]) -> Refusal {
        let typed = shown(request)
        let english = commands.prefix(6).map(\.words.english).joined(separator: ", ")
        let french = commands.prefix(6).map(\.words.french).joined(separator: ", ")
        return Refusal(
            .commandAmbiguous,
            ["command": .string(typed), "nearest": .string(commands.prefix(6).map(\.words.english).joined(separator: ","))],
            Wording("\(typed) may be \(english): write some letters more", "\(typed) peut être \(french) : écrire quelques lettres de plus")
        )
    }

    /// No command has such words: what was meant is told by what the words wish, else by their letters, in the language of who types.
    static func unknown(_ request: RequestLine, in table: CommandTable, _ language: Language) -> Refusal {
        let words = leading(request)
        guard let first = words.first, words.allSatisfy(CommandTable.mayBeKnown) else { return refusal(request, [], language) }
        let group = beginning(words, in: table)
        if !group.isEmpty { return refusal(request, group, language) }
        let said = FoldedText(first).text
        if Wishes.isSaid(said, .english) || Wishes.isSaid(said, .french) {
            let wished = Wishes.commands(for: [first], in: table, language, limit: 4)
            if !wished.isEmpty { return wish(request, wished, language) }
        }
        return refusal(request, nearest(words, in: table, language), language)
    }

    /// A word that is no command but says what somebody wants.
    static func wish(_ request: RequestLine, _ commands: [CommandSpec], _ language: Language) -> Refusal {
        let typed = shown(request)
        let english = commands.prefix(4).map(\.words.english).joined(separator: ", ")
        let french = commands.prefix(4).map(\.words.french).joined(separator: ", ")
        return Refusal(
            .commandUnknown, figures(typed, commands, language),
            Wording(
                "no command \(typed); for that there is \(english): help tells how",
                "pas de commande \(typed) ; pour cela il y a \(french) : l'aide dit comment"))
    }

    private static func refusal(_ request: RequestLine, _ commands: [CommandSpec], _ language: Language) -> Refusal {
        let typed = shown(request)
        let english = commands.map(\.words.english).joined(separator: ", ")
        let french = commands.map(\.words.french).joined(separator: ", ")
        return Refusal(
            .commandUnknown, figures(typed, commands, language),
            commands.isEmpty
                ? Wording("no command \(typed); help lists them", "pas de commande \(typed) ; aide les énumère")
                : Wording("no command \(typed); did you mean \(english)?", "pas de commande \(typed) ; vouliez-vous dire \(french) ?"))
    }

    private static func figures(_ typed: String, _ commands: [CommandSpec], _ language: Language) -> Figures {
        let near = commands.map { $0.words(language) }.joined(separator: ",")
        return ["command": .string(typed), "nearest": commands.isEmpty ? .null : .string(near)]
    }

    /// Two words tell which command was meant, also where a few have three.
    private static func leading(_ request: RequestLine) -> [String] {
        request.tokens.prefix { $0.name == nil && !$0.isQuoted }.prefix(2).map(\.value)
    }

    private static func shown(_ request: RequestLine) -> String {
        let words = leading(request)
        let typed = words.isEmpty ? request.tokens.first.map { $0.name.map { "\($0)=…" } ?? $0.value } ?? "" : words.joined(separator: " ")
        return String(typed.prefix(60))
    }

    /// A first word that commands begin with: those nearest in the second word, or all of them.
    private static func beginning(_ words: [String], in table: CommandTable) -> [CommandSpec] {
        let group = table.commands(beginning: [words[0]]).filter { $0.phrases.contains { $0.contains(" ") } }
        guard !group.isEmpty else { return [] }
        if words.count > 1 {
            let near = NearestWords.nearest(to: words.joined(separator: " "), among: group.flatMap(\.phrases))
            let meant = group.filter { spec in spec.phrases.contains(where: near.contains) }
            if !meant.isEmpty { return meant }
        }
        return Array(group.prefix(6))
    }

    /// The commands whose words look most like what was typed, in one language if there are some.
    private static func nearest(_ words: [String], in table: CommandTable, _ language: Language) -> [CommandSpec] {
        func found(_ phrases: (CommandSpec) -> [String]) -> [CommandSpec] {
            for length in stride(from: words.count, to: 0, by: -1) {
                let typed = words.prefix(length).joined(separator: " ")
                // Short words look like any other: one letter may differ.
                let near = NearestWords.nearest(
                    to: typed, among: table.commands.flatMap(phrases), closest: typed.unicodeScalars.count < 6 ? 1 : nil)
                let meant = near.compactMap { phrase in table.commands.first { phrases($0).contains(phrase) } }
                if !meant.isEmpty { return unique(meant) }
            }
            let firsts = table.commands.flatMap(phrases).map { String($0.prefix { $0 != " " }) }
            let near = NearestWords.nearest(to: words[0], among: firsts, closest: words[0].unicodeScalars.count < 6 ? 1 : nil)
            return unique(table.commands.filter { spec in phrases(spec).contains { near.contains(String($0.prefix { $0 != " " })) } })
        }
        let own = found { [$0.words(language)] + $0.aliases }
        return Array((own.isEmpty ? found(\.phrases) : own).prefix(6))
    }

    private static func unique(_ commands: [CommandSpec]) -> [CommandSpec] {
        var seen: Set<String> = []
        return commands.filter { seen.insert($0.id).inserted }
    }
}
