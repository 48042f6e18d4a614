import AdminProtocol
import Glibc
import Speech

/// One command from the words of the shell: at most two round trips, one to learn whether it writes, one to do it.
struct SingleCommand {
    let settings: Settings
    let output: Output

    /// Runs the command; the status of its final.
    func run(_ words: [String]) throws(ClientFault) -> ExitStatus {
        var tokens = words.map(Self.token)
        let leading = Array(tokens.prefix { $0.name == nil && !$0.value.isEmpty }.prefix(4).map(\.value))
        let conversation = Conversation(settings: settings, output: output, allowsRepeats: false)
        var catalogue = CommandCatalogue(settings.language)
        if !leading.isEmpty {
            // What a person is shown takes the daemon's words as well.
            let questions = (settings.format == .table ? [HouseWords.question] : []) + [CommandCatalogue.question(leading)]
            var words = HouseWords()
            let final = try conversation.exchange(questions, isSafe: true, write: nil) { payload throws(ClientFault) in
                catalogue.add(payload)
                words.add(payload)
            }
            output.words = words
            if let family = final.code?.family, family == "BUSY" || family == "SHUTDOWN" { throw .turnedAway(final) }
        }
        let found = catalogue.lookUp(tokens)
        if let found, found.entry.takesRows {
            return try ImportCommand(settings: settings, output: output).run(tokens, verbs: found.length)
        }
        var write: KeyedRequest?
        if found?.entry.isWrite ?? false {
            let typed = RetryKey.typed(in: tokens)
            let key = typed ?? settings.key ?? RetryKey.make()
            if typed == nil { tokens.append(RequestToken(name: "key", value: key)) }
            write = KeyedRequest(key: key, words: settings.words, isKeyTyped: typed != nil || settings.key != nil)
        }
        HelpForm.choose(for: &tokens, settings.format)
        let line = RequestLine(tokens: tokens).text
        output.note(line)
        let records = output.records(RecordStyle(found?.entry, tokens))
        let final = try conversation.exchange([line], isSafe: true, write: write) { payload throws(ClientFault) in
            try records.add(payload)
        }
        output.endProgress()
        try records.finish(final)
        output.final(final, write: write)
        return ExitStatus(final)
    }

    /// A shell word as one argument: a name and everything behind its first `=`, or a value.
    static func token(_ word: String) -> RequestToken {
        let octets = Array(word.utf8)
        guard let (name, start) = RequestParser.splitName(octets) else {
            return RequestToken(value: word, isQuoted: !ReplyEncoder.isBare(word))
        }
        let value = String(decoding: octets[start...], as: UTF8.self)
        return RequestToken(name: name, value: value, isQuoted: value.isEmpty)
    }
}

/// Help is written for people by the server; only JSON output wants its machine form.
enum HelpForm {
    /// Asks for the server's own layout when people asked for help and did not say in which form.
    static func choose(for tokens: inout [RequestToken], _ format: Settings.OutputFormat) {
        guard format != .json, let verb = tokens.first, verb.name == nil, ["help", "aide", "?"].contains(FoldedText(verb.value).text),
            !tokens.contains(where: { $0.name == "format" })
        else { return }
        tokens.append(RequestToken(name: "format", value: "table"))
    }
}
