import AdminProtocol
import Glibc
import Speech

/// A command that takes the rows of a file: begin, the command, the rows, end; all under one key, so that a lost answer is asked
/// for again without booking twice.
struct ImportCommand {
    let settings: Settings
    let output: Output

    func run(_ typed: [RequestToken], verbs: Int, through known: Conversation? = nil) throws(ClientFault) -> ExitStatus {
        var tokens = typed
        guard let place = tokens.indices.dropFirst(verbs).first(where: { tokens[$0].name == nil }) else {
            throw .usage("name the file: entrepot \(RequestLine(tokens: tokens).text) FILE.csv")
        }
        let path = tokens.remove(at: place).value
        let rows = try ImportFile.rows(of: path, settings.language) { output.say("! \($0(settings.language))") }
        // dry= belongs to the end of the batch, key= to its beginning.
        let ending = taken(["dry", "essai"], from: &tokens)
        let keyed = taken(["key", "cle"], from: &tokens)
        let key = keyed.first?.value ?? settings.key ?? RetryKey.make()
        let write = KeyedRequest(key: key, words: settings.words, isKeyTyped: !keyed.isEmpty || settings.key != nil)
        let begin = RequestLine(tokens: [RequestToken(value: "begin"), RequestToken(name: "key", value: key)]).text
        let end = RequestLine(
            tokens: [RequestToken(value: "end")] + ending + tokens.filter { FoldedText($0.name ?? "").text == "timeout" }
        ).text
        let lines = [begin, RequestLine(tokens: tokens).text] + rows.map { "< " + $0 } + [end]
        output.note("\(begin) … \(rows.count) rows … \(end)")
        let conversation = known ?? Conversation(settings: settings, output: output, allowsRepeats: true)
        let records = output.records()
        let final = try conversation.exchange(
            lines, isSafe: true, write: write,
            sent: { output.progress(done: max(0, min($0 - 2, rows.count)), total: rows.count, unit: "rows sent") },
            record: { payload throws(ClientFault) in try records.add(payload) })
        output.endProgress()
        try records.finish(final)
        output.final(final, write: write)
        let status = ExitStatus(final)
        // Bad rows refuse the import as a whole.
        return status == .usage || status == .refused ? .batch : status
    }

    private func taken(_ names: [String], from tokens: inout [RequestToken]) -> [RequestToken] {
        let isWanted = { (token: RequestToken) in token.name.map { names.contains(FoldedText($0).text) } ?? false }
        let found = tokens.filter(isWanted)
        tokens.removeAll(where: isWanted)
        return found
    }
}
