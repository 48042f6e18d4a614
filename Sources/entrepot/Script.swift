import AdminProtocol
import Glibc
import Speech

/// Lines of the protocol, one after the other, each with its answer; writes get a key by themselves.
struct Script {
    let settings: Settings
    let output: Output
    /// The name in front of errors; nil at a prompt.
    let name: String?
    let source: LineSource

    /// Runs every line, or up to the first error; the status of the first error.
    func run() throws(ClientFault) -> ExitStatus {
        let conversation = Conversation(settings: settings, output: output, allowsRepeats: !source.isPrompt)
        var catalogue = CommandCatalogue()
        _ = try conversation.exchange([CommandCatalogue.question([])], isSafe: true, isWrite: false) { payload throws(ClientFault) in
            catalogue.add(payload)
        }
        var status = ExitStatus.success
        var isInBatch = false
        var number = 0
        /// Lines of a batch wait here: a batch is sent as a whole, so that a lost connection can be met by sending it again.
        var waiting: [String] = []
        var waitingFinals = 0
        while let octets = source.next() {
            number += 1
            let first = number == 1 && octets.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(octets.dropFirst(3)) : octets
            var line = String(decoding: first, as: UTF8.self)
            var isSafe = false
            var isWrite = false
            var isEnd = false
            var isHello = false
            switch try? RequestParser.parse(first) {
            case .blank?, .comment?: continue
            case .data?:
                if isInBatch { waiting.append(line) } else { try conversation.tell([line]) }
                continue
            case .command(var request)?:
                let verb = request.tokens.first.map { FoldedText($0.value).text } ?? ""
                if !isInBatch {
                    HelpForm.choose(for: &request.tokens, settings.format)
                    line = request.text
                }
                isHello = ["hello", "bonjour"].contains(verb)
                let isBegin = ["begin", "debut", "commencer"].contains(verb)
                isEnd = isInBatch && ["end", "fin", "abort", "abandonner"].contains(verb)
                isWrite = catalogue.lookUp(request.tokens)?.entry.isWrite ?? false
                if isBegin || isWrite && !isInBatch, !RetryKey.isIn(request.tokens) {
                    request.tokens.append(RequestToken(name: "key", value: RetryKey.make()))
                    line = request.text
                }
                isSafe = !isInBatch
                if isBegin { isInBatch = true }
                if ["quit", "quitter", "exit", "bye"].contains(verb) { return status }
            case nil: break
            }
            if isInBatch && !source.isPrompt && !isEnd {
                waiting.append(line)
                waitingFinals += 1
                continue
            }
            output.note(line)
            let records = try output.records()
            let lines = waiting + [line]
            let final = try conversation.exchange(
                lines, finals: waitingFinals + 1, isSafe: isSafe || (isEnd && !source.isPrompt), isWrite: isWrite || isEnd
            ) { payload throws(ClientFault) in
                try records.add(payload)
            }
            waiting = []
            waitingFinals = 0
            if isEnd { isInBatch = false }
            if isHello, final.code == nil { conversation.remember(line) }
            output.endProgress()
            try records.finish()
            output.final(final, prefix: name.map { "\($0):\(number): " } ?? "")
            if final.code != nil {
                if status == .success { status = ExitStatus(final) }
                if settings.stopsAtError && !source.isPrompt { return status }
            }
        }
        if !waiting.isEmpty {
            output.say("\(name ?? ""):\(number): begin without end; nothing was sent")
            return .batch
        }
        return source.isPrompt ? .success : status
    }
}
