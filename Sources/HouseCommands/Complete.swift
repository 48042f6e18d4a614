import AdminProtocol
import AdminSocket
import EntrepotService
import Measures
import PlainJSON
import Speech

/// `complete`: what could be typed next, for the Tab key of a client and of a shell.
enum CompleteCommand {
    private static let line = ArgumentSpec.positional(
        "line", fr: "ligne", .text, example: "\"receive 3bale bl\"",
        Wording("the line up to where somebody types", "la ligne jusqu'à l'endroit où l'on tape"))
    private static let keys = ["text", "kind", "meaning"]

    static let spec = CommandSpec(
        "complete", fr: "compléter", Wording("tell what could be typed next", "dire ce qui pourrait être tapé ensuite"),
        roles: WhoMay.readGoods, effect: .read, arguments: [line], reply: keys,
        examples: ["complete \"receive 3bale bl\"", "compléter \"recevoir 3balle cou\""]
    ) { said, context throws(Refusal) in
        var context = context
        context.language = said.optionalText("lang").flatMap(Language.init) ?? context.language
        let next = HouseCommands.table.next(behind: try said.text("line"), for: context.actor, context.language)
        var records: [JSONObject] = []
        var seen: Set<String> = []
        func add(_ text: String, _ kind: String, _ meaning: String) {
            if seen.insert(text).inserted {
                records.append(JSONObject(keys: keys, values: [.string(text), .string(kind), .string(meaning)]))
            }
        }
        for argument in next.values {
            for candidate in try await values(of: argument, next, context) {
                add(next.name + written(candidate.text, argument), candidate.kind, candidate.meaning)
            }
        }
        for word in next.words { add(word.text, word.isArgument ? "argument" : "command", word.meaning(context.language)) }
        return CommandReply(records: records)
    }

    /// A value as it is typed: in quotes where it holds blanks.
    private static func written(_ text: String, _ argument: ArgumentSpec) -> String {
        let word = RequestLine(tokens: [RequestToken(value: text)]).text
        return argument.type == .goods ? text + ":" : word
    }

    private static func values(
        of argument: ArgumentSpec, _ next: NextWord, _ context: CommandContext
    ) async throws(Refusal) -> [(text: String, kind: String, meaning: String)] {
        let begun = FoldedText(next.begun).text
        switch argument.type {
        case .choice(let choices):
            return choices.map { context.language == .french ? $0.french ?? $0.name : $0.name }
                .filter { FoldedText($0).text.hasPrefix(begun) }.map { ($0, "choice", argument.summary(context.language)) }
        case .flag:
            return (context.language == .french ? ["oui", "non"] : ["yes", "no"]).filter { $0.hasPrefix(begun) }
                .map { ($0, "choice", argument.summary(context.language)) }
        case .date, .instant:
            return (context.language == .french ? ["aujourd'hui", "hier"] : ["today", "yesterday"]).filter {
                $0.hasPrefix(begun) && !begun.isEmpty
            }
            .map { ($0, "day", argument.summary(context.language)) }
        default:
            guard let kind = kind(of: argument) else { return [] }
            return try await names(kind, next.begun, context).map { ($0.text, kind.rawValue, $0.meaning) }
        }
    }

    /// Names of a kind that the person could list: nobody learns here what they may not read there.
    private static func names(
        _ kind: CompleteNames.Kind, _ begun: String, _ context: CommandContext
    ) async throws(Refusal) -> [CompleteNames.Candidate] {
        let table = HouseCommands.table
        guard let list = table.command(id: "\(kind.rawValue).list"), table.allows(context.actor, list) else { return [] }
        let asked = Invocation(command: list, values: [:], request: RequestLine(tokens: [RequestToken(value: kind.rawValue)]))
        let reply = try await CommandBridge.reading(asked, context) { desk in
            let found = try await CompleteNames(desk).run(kind, beginning: begun, context.language)
            return Answer(records: found.map { ["text": .string($0.text), "meaning": .string($0.meaning)] })
        }
        guard case .list(let records) = reply.records else { return [] }
        return records.map { CompleteNames.Candidate(text: $0.text("text") ?? "", meaning: $0.text("meaning") ?? "") }
    }

    /// What an argument names, by its type and its name.
    private static func kind(of argument: ArgumentSpec) -> CompleteNames.Kind? {
        switch argument.type {
        case .sku, .goods: return .item
        case .place: return .place
        case .code, .text, .list:
            let name = argument.name
            if ["owner", "organisation", "from-owner", "to-owner", "user"].contains(name) { return .organisation }
            if name == "stop" { return .site }
            if name == "items" { return .item }
            return CompleteNames.Kind(rawValue: name)
        default: return nil
        }
    }
}
