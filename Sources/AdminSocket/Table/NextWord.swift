import AdminProtocol
package import Speech

/// What may stand where somebody is typing: the words of commands, the names of arguments, and the argument whose value it is.
package struct NextWord: Sendable {
    /// A word of the table that may stand there.
    package struct Word: Sendable, Equatable {
        package let text: String
        package let meaning: Wording
        /// Whether it is the name of an argument, written with `=` behind it.
        package let isArgument: Bool
    }

    /// The word as far as it is typed, without a quotation mark in front.
    package let begun: String
    /// What stands in front of the value in the same word: `place=`, or nothing.
    package let name: String
    package let words: [Word]
    /// The arguments whose value may stand there.
    package let values: [ArgumentSpec]
    /// The words of the line in front of it that have no name.
    package let before: [String]
}

extension CommandTable {
    /// What may come next behind the beginning of a line, for somebody.
    package func next(behind line: String, for actor: SessionActor, _ language: Language) -> NextWord {
        let (complete, begun) = Self.split(line)
        let (name, value) = Self.named(begun)
        guard let found = commands(typed: complete, language) else {
            return NextWord(
                begun: value, name: "", words: verbs(behind: complete, begun: begun, actor, language), values: [], before: complete)
        }
        let (spec, length) = found
        guard allows(actor, spec) else { return NextWord(begun: value, name: "", words: [], values: [], before: complete) }
        let said = complete.dropFirst(length)
        let (given, bare) = arguments(said, of: spec)
        if let name {
            let argument = spec.allArguments.filter { argument in
                argument.allNames.contains { FoldedText($0).text == FoldedText(name).text }
            }
            return NextWord(begun: value, name: name + "=", words: [], values: argument, before: bare)
        }
        let open = spec.argumentsAsSaid.filter { $0.isRepeated || !given.contains($0.name) }
        let positional = open.filter(\.isPositional)
        // The amount and the thing may change places, so that both may come next.
        var values = Array(positional.prefix(1))
        if let first = values.first, positional.count > 1, [first.type, positional[1].type].allSatisfy({ $0 == .sku || $0 == .quantity }) {
            values.append(positional[1])
        }
        let common = spec.allArguments.dropFirst(spec.arguments.count).filter { !given.contains($0.name) }
        // The arguments that all commands have are offered to who has begun one.
        let offered = open.filter { !$0.isPositional || !begun.isEmpty } + (begun.isEmpty ? [] : Array(common))
        let folded = FoldedText(begun).text
        let names = offered.compactMap { argument -> NextWord.Word? in
            let word = language == .french ? argument.french ?? argument.name : argument.name
            guard FoldedText(word).text.hasPrefix(folded) else { return nil }
            return NextWord.Word(text: word + "=", meaning: argument.summary, isArgument: true)
        }
        return NextWord(
            begun: value, name: "", words: verbs(behind: complete, begun: begun, actor, language) + names, values: values, before: bare)
    }

    /// The last word as far as it is typed, and the words in front of it.
    private static func split(_ line: String) -> (complete: [String], begun: String) {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var hasWord = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
                hasWord = true
            } else if character == " " || character == "\t", !isQuoted {
                if hasWord { words.append(word) }
                (word, hasWord) = ("", false)
            } else {
                word.append(character)
                hasWord = true
            }
        }
        return (words, word)
    }

    /// A name with its `=` in front of a value.
    private static func named(_ word: String) -> (name: String?, value: String) {
        guard let (name, start) = RequestParser.splitName(Array(word.utf8)) else { return (nil, word) }
        return (name, String(decoding: Array(word.utf8)[start...], as: UTF8.self))
    }

    private func commands(typed words: [String], _ language: Language) -> (spec: CommandSpec, length: Int)? {
        let folded = words.prefix(finder.longest + 1).prefix { Self.mayBeKnown($0) && !$0.contains("=") }.map { FoldedText($0).text }
        guard case .one(let index, let length) = finder.find(Array(folded), language) else { return nil }
        return (commands[index], length)
    }

    /// The next words of commands that somebody may run.
    private func verbs(behind words: [String], begun: String, _ actor: SessionActor, _ language: Language) -> [NextWord.Word] {
        let folded = words.filter(Self.mayBeKnown).map { FoldedText($0).text }
        let next = FoldedText(begun).text
        guard folded.count == words.count else { return [] }
        func found(_ phrases: (CommandSpec) -> [String]) -> [NextWord.Word] {
            var found: [NextWord.Word] = []
            for spec in commands where allows(actor, spec) {
                for phrase in phrases(spec) {
                    let parts = phrase.split(separator: " ").map(String.init)
                    guard parts.count > folded.count, zip(parts, folded).allSatisfy({ FoldedText($0).text.hasPrefix($1) }),
                        FoldedText(parts[folded.count]).text.hasPrefix(next)
                    else { continue }
                    let isWhole = parts.count == folded.count + 1
                    let word = NextWord.Word(
                        text: parts[folded.count], meaning: isWhole ? spec.summary : Wording(both: "…"), isArgument: false)
                    if let known = found.firstIndex(where: { $0.text == word.text }) {
                        if isWhole { found[known] = word }
                    } else {
                        found.append(word)
                    }
                }
            }
            return found
        }
        // Other phrases and the other language only where one's own has nothing: two words for one thing confuse.
        let other: Language = language == .french ? .english : .french
        func parts(_ text: String) -> Set<Substring> { Set(text.split(separator: " ")) }
        let tiers: [(CommandSpec) -> [String]] = [
            { [$0.words(language)] },
            { spec in spec.aliases.filter { !parts($0).isSubset(of: parts(spec.words(other)).subtracting(parts(spec.words(language)))) } },
            { $0.phrases },
        ]
        for phrases in tiers {
            let found = found(phrases)
            if !found.isEmpty || begun.isEmpty { return found }
        }
        return []
    }

    /// The arguments that words of a line already give, by name, and those without a name.
    private func arguments(_ words: ArraySlice<String>, of spec: CommandSpec) -> (given: Set<String>, bare: [String]) {
        var given: Set<Int> = []
        var bare: [RequestToken] = []
        for word in words {
            guard let name = Self.named(word).name else {
                bare.append(RequestToken(value: word, isQuoted: word.contains(" ")))
                continue
            }
            let folded = FoldedText(name).text
            if let index = spec.allArguments.firstIndex(where: { $0.allNames.contains { FoldedText($0).text == folded } }) {
                given.insert(index)
            }
        }
        let placing = WordPlacing(spec: spec, arguments: spec.allArguments, isMeasure: isMeasure, hasDefault: { _ in false })
        let placed = (try? placing.placed(bare, given: given)) ?? []
        return (Set(given.map { spec.allArguments[$0].name } + placed.map { spec.allArguments[$0.argument].name }), bare.map(\.value))
    }
}
