import AdminProtocol
import PlainJSON
import Speech

/// What the server says about its commands, as far as the client must know: whether they write and whether they take rows.
struct CommandCatalogue {
    struct Entry {
        var id: String
        var effect: String
        var takesRows: Bool
        /// What is known of its arguments, by their English names; nothing unless it was asked for.
        var arguments: [String: Fact] = [:]

        var isWrite: Bool { effect == "write" }
    }

    /// What the server says of an argument.
    struct Fact {
        var french: String
        var summary: String
        var choices: [String]
        var isSecret: Bool
        var names: [String]
    }

    private var entries: [Entry] = []
    private var phrases: [(owner: Int, phrase: String, language: Language?)] = []
    private var finder: PhraseFinder?
    let language: Language

    init(_ language: Language) { self.language = language }

    /// The request that asks about the command which words lead to, cheap enough to go before every command.
    static func question(_ words: [String]) -> String {
        let tokens = [RequestToken(value: "help")] + words.map { RequestToken(value: $0, isQuoted: true) }
        return RequestLine(tokens: tokens).text + " format=json columns=id,words,effect,rows"
    }

    /// Takes a record of the answer.
    mutating func add(_ payload: [UInt8]) {
        guard case .object(let record)? = try? JSONParser.parse(payload), case .array(let phrases)? = record["words"] else { return }
        var entry = Entry(id: record.text("id") ?? "", effect: record.text("effect") ?? "read", takesRows: record["rows"] == .boolean(true))
        for (place, phrase) in phrases.enumerated() {
            guard case .string(let phrase) = phrase else { continue }
            // English first, then French, then what belongs to either.
            self.phrases.append((entries.count, phrase, place == 0 ? .english : place == 1 ? .french : nil))
        }
        if case .array(let arguments)? = record["args"] {
            for case .object(let argument) in arguments { entry.arguments[argument.text("name") ?? ""] = fact(argument) }
        }
        entries.append(entry)
        finder = nil
    }

    /// The command that a request's leading words name, whole or cut short, and how many words name it.
    mutating func lookUp(_ tokens: [RequestToken]) -> (entry: Entry, length: Int)? {
        let finder = self.finder ?? PhraseFinder(phrases)
        self.finder = finder
        let words = tokens.prefix(finder.longest + 1).prefix { $0.name == nil && !$0.isQuoted }.map { FoldedText($0.value).text }
        guard case .one(let owner, let length) = finder.find(words, language) else { return nil }
        return (entries[owner], length)
    }

    private func fact(_ argument: JSONObject) -> Fact {
        func texts(_ value: JSONValue?) -> [String] {
            guard case .array(let values)? = value else { return [] }
            return values.compactMap { value in
                if case .string(let text) = value { return text }
                if case .object(let choice) = value { return choice.text(language == .french ? "fr" : "name") }
                return nil
            }
        }
        return Fact(
            french: argument.text("fr") ?? "", summary: argument.text("summary") ?? "", choices: texts(argument["choices"]),
            isSecret: argument["secret"] == .boolean(true), names: texts(argument["names"]))
    }

    /// Whether some command has an argument of that name.
    func isKnown(_ name: String) -> Bool { entries.contains { $0.arguments[name] != nil } }

    /// Whether a line may hold a secret, so that nothing keeps it: an argument that begins like one of the command's secret ones, or of any
    /// command's where the line cannot be read.
    mutating func isSecret(_ line: String) -> Bool {
        func names(_ entry: Entry) -> [String] { entry.arguments.values.filter(\.isSecret).flatMap(\.names).map { FoldedText($0).text } }
        let all = Set(entries.flatMap(names))
        guard case .command(let request)? = try? RequestParser.parse(Array(TypedLine.mended(line).utf8)) else {
            return all.contains { FoldedText(line).text.contains($0) }
        }
        let secret = lookUp(request.tokens).map { Set(names($0.entry)) } ?? all
        return request.tokens.contains { token in
            guard let name = token.name.map({ FoldedText($0).text }), !name.isEmpty else { return false }
            return secret.contains { $0.hasPrefix(name) }
        }
    }
}
