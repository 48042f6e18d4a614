import AdminProtocol
import PlainJSON
import Speech

/// What the server says about its commands, as far as the client must know: whether they write and whether they take rows.
struct CommandCatalogue {
    struct Entry {
        var effect: String
        var takesRows: Bool

        var isWrite: Bool { effect == "write" }
    }

    private var entries: [String: Entry] = [:]
    private var longest = 1

    /// The request that asks about the command which words lead to, cheap enough to go before every command.
    static func question(_ words: [String]) -> String {
        let tokens = [RequestToken(value: "help")] + words.map { RequestToken(value: $0, isQuoted: true) }
        return RequestLine(tokens: tokens).text + " format=json columns=words,effect,rows"
    }

    /// Takes a record of the answer.
    mutating func add(_ payload: [UInt8]) {
        guard case .object(let record)? = try? JSONParser.parse(payload), case .array(let phrases)? = record["words"] else { return }
        let entry = Entry(effect: record.text("effect") ?? "read", takesRows: record["rows"] == .boolean(true))
        for case .string(let phrase) in phrases {
            let words = phrase.split(separator: " ").map { FoldedText(String($0)).text }
            longest = max(longest, words.count)
            entries[words.joined(separator: " ")] = entry
        }
    }

    /// The command that a request's leading words name, and how many words name it.
    func lookUp(_ tokens: [RequestToken]) -> (entry: Entry, length: Int)? {
        let words = tokens.prefix { $0.name == nil && !$0.isQuoted }.prefix(longest).map { FoldedText($0.value).text }
        for length in stride(from: words.count, to: 0, by: -1) {
            if let entry = entries[words.prefix(length).joined(separator: " ")] { return (entry, length) }
        }
        return nil
    }
}
