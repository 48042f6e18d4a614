import AdminProtocol
import Glibc
import Speech

/// Lines of the protocol, one after the other, each with its answer; writes get a key by themselves.
///
/// A batch is held back until its end and sent as a whole, so that a lost connection can be met by sending it again.
struct Script {
    let settings: Settings
    let output: Output
    /// The name in front of errors.
    let name: String
    let source: LineSource

    /// Runs every line, or up to the first error; the status of the first error.
    func run() throws(ClientFault) -> ExitStatus {
        let conversation = Conversation(settings: settings, output: output, allowsRepeats: true)
        var catalogue = CommandCatalogue(settings.language)
        var words = HouseWords()
        let questions = (settings.format == .table ? [HouseWords.question] : []) + [CommandCatalogue.question([])]
        _ = try conversation.exchange(questions, isSafe: true, write: nil) { payload throws(ClientFault) in
            catalogue.add(payload)
            words.add(payload)
        }
        output.words = words
        var status = ExitStatus.success
        var number = 0
        var waiting: [String] = []
        /// The key of the open batch.
        var batchKey: String?
        while let octets = source.next() {
            number += 1
            let first = number == 1 && octets.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(octets.dropFirst(3)) : octets
            guard let said = SaidLine(first, isInBatch: batchKey != nil, &catalogue, settings.format) else { continue }
            if said.isRow {
                if batchKey != nil { waiting.append(said.text) } else { try conversation.tell([said.text]) }
                continue
            }
            if said.isQuit { return status }
            if said.isBegin { batchKey = said.key }
            if batchKey != nil && !said.isEnd {
                waiting.append(said.text)
                continue
            }
            output.note(said.text)
            let records = output.records(said.style)
            let write = keyed(said, batchKey)
            let final = try conversation.exchange(
                waiting + [said.text], isSafe: batchKey == nil || said.isBegin || said.isEnd, write: write
            ) { payload throws(ClientFault) in
                try records.add(payload)
            }
            waiting = []
            if said.isEnd { batchKey = nil }
            if said.isHello, final.code == nil { conversation.remember(said.text) }
            output.endProgress()
            try records.finish(final)
            output.final(final, prefix: "\(name):\(number): ", write: write)
            if final.code != nil {
                if status == .success { status = ExitStatus(final) }
                if settings.stopsAtError { return status }
            }
        }
        if !waiting.isEmpty {
            output.say("\(name):\(number): begin without end; nothing was sent")
            return .batch
        }
        return status
    }

    /// What to type to send a write once more: the line, or the batch that it ends.
    private func keyed(_ said: SaidLine, _ batchKey: String?) -> KeyedRequest? {
        if said.isEnd, let batchKey { return KeyedRequest(key: batchKey, line: "begin key=\(batchKey) … end") }
        guard said.isWrite, batchKey == nil, let key = said.key else { return nil }
        return KeyedRequest(key: key, line: said.text)
    }
}

/// One line of a script or a prompt as far as the client must understand it; blank lines and comments are none.
struct SaidLine {
    /// What is sent; a key was put to writes and to `begin`.
    private(set) var text: String
    private(set) var key: String?
    private(set) var isRow = false
    private(set) var isWrite = false
    private(set) var isBegin = false
    private(set) var isEnd = false
    private(set) var isHello = false
    private(set) var isQuit = false
    private(set) var style = RecordStyle()
    private(set) var entry: CommandCatalogue.Entry?
    /// The words of a command that takes the rows of a file, when they name one.
    private(set) var fileTokens: [RequestToken]?
    /// How many words name the command.
    private(set) var verbs = 0

    init?(_ octets: [UInt8], isInBatch: Bool, _ catalogue: inout CommandCatalogue, _ format: Settings.OutputFormat) {
        text = String(decoding: octets, as: UTF8.self)
        switch try? RequestParser.parse(octets) {
        case .blank?, .comment?: return nil
        case .data?: isRow = true
        case .command(var request)?:
            let verb = request.tokens.first.map { FoldedText($0.value).text } ?? ""
            if !isInBatch {
                HelpForm.choose(for: &request.tokens, format)
                text = request.text
            }
            let found = catalogue.lookUp(request.tokens)
            entry = found?.entry
            verbs = found?.length ?? 0
            isWrite = entry?.isWrite ?? false
            if entry?.takesRows == true, request.tokens.dropFirst(verbs).contains(where: { $0.name == nil }) { fileTokens = request.tokens }
            isHello = ["hello", "bonjour"].contains(verb) || entry?.id == "hello"
            isBegin = !isInBatch && ["begin", "debut", "commencer"].contains(verb)
            isEnd = isInBatch && ["end", "fin", "abort", "abandonner"].contains(verb)
            isQuit = ["quit", "quitter", "exit", "bye"].contains(verb) || entry?.id == "quit"
            style = RecordStyle(entry, request.tokens)
            key = RetryKey.typed(in: request.tokens)
            if isBegin || (isWrite && !isInBatch), key == nil {
                let made = RetryKey.make()
                key = made
                request.tokens.append(RequestToken(name: "key", value: made))
                text = request.text
            }
        // The server says what is wrong with it.
        case nil: break
        }
    }
}
