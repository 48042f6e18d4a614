import AdminProtocol
import Glibc
import PlainJSON
import Speech

/// Requests and their whole replies over one connection, made again when it was lost.
final class Conversation {
    private let settings: Settings
    private let output: Output
    /// What is said at the beginning of every connection.
    private var opening: [String]
    private var connection: DaemonConnection?
    /// Told when a connection that was lost is there again.
    var hasReturned: () -> Void = {}
    private var wasConnected = false
    private var hasGreeted = false
    /// How long the server gives a command that does not say it itself, as its greeting tells.
    private var commandTime: Int64 = 30_000

    /// The most times a request is sent.
    private static let attempts = 5

    /// A conversation that begins with `hello`; `repeats` says whether writes that look repeated are booked.
    init(settings: Settings, output: Output, allowsRepeats: Bool) {
        self.settings = settings
        self.output = output
        let repeats = allowsRepeats ? " repeats=allow" : ""
        opening = ["hello format=json lang=\(settings.language.rawValue)\(repeats)"]
    }

    /// Sends lines, hands records to `record`, and answers the final of the last line; rows of data among them have no final.
    ///
    /// When the connection is lost, or the answer says that repeating helps, everything is sent again if `isSafe`. `write` is what
    /// somebody types to send it once more: it goes with whatever leaves the effect unknown.
    func exchange(
        _ lines: [String], isSafe: Bool, write: KeyedRequest?, sent: (Int) -> Void = { _ in },
        record: ([UInt8]) throws(ClientFault) -> Void
    ) throws(ClientFault) -> ReceivedFinal {
        let request = Exchange(lines)
        if let write { Interruption.arm(write.unknown(settings.language)) }
        defer { Interruption.disarm() }
        var attempt = 1
        /// An attempt went out and its answer never came.
        var mayHaveRun = false
        while true {
            var hadRecords = false
            do throws(ClientFault) {
                let final = try once(request, sent: sent) { (payload: [UInt8]) throws(ClientFault) in
                    hadRecords = true
                    try record(payload)
                }
                guard let pause = pause(final, attempt: attempt, isSafe: isSafe, isWrite: write != nil, hadRecords: hadRecords) else {
                    return mayHaveRun ? Self.settled(final) : final
                }
                output.note("\(final.code?.rawValue ?? ""): retrying in \(pause) ms")
                usleep(UInt32(pause) * 1000)
            } catch {
                connection = nil
                if error.isAfterSending { mayHaveRun = true }
                // A daemon that is starting anew has no socket for a moment.
                let mayCome = error.isLoss || (mayHaveRun && error.isUnreachable)
                guard mayCome, isSafe, !hadRecords, attempt < Self.attempts else {
                    if mayHaveRun, let write { throw .unanswered(error, write) }
                    throw error
                }
                output.note("connection lost; retrying")
                usleep(UInt32(100_000 << attempt))
            }
            attempt += 1
        }
    }

    /// Says a `hello` again whenever the connection is made anew.
    func remember(_ hello: String) { opening.append(hello) }

    /// Sends lines that have no final of their own.
    func tell(_ lines: [String]) throws(ClientFault) {
        guard let connection else { throw .lost }
        try connection.send(lines)
    }

    /// A final behind an attempt whose answer was lost: one that says nothing of the books does not settle what that attempt did.
    private static func settled(_ final: ReceivedFinal) -> ReceivedFinal {
        guard let family = final.code?.family, ["BUSY", "DB", "TIMEOUT", "SHUTDOWN", "INTERNAL"].contains(family) else { return final }
        var open = final
        open.pairs["state"] = .string(BookState.unknown.rawValue)
        return open
    }

    /// Milliseconds to wait before sending again; nil when the final stands.
    private func pause(_ final: ReceivedFinal, attempt: Int, isSafe: Bool, isWrite: Bool, hadRecords: Bool) -> Int? {
        guard let code = final.code, attempt < Self.attempts, isSafe, !hadRecords else { return nil }
        switch final.retry {
        case .after(let milliseconds)?:
            if code.family == "SHUTDOWN" { connection = nil }
            return min(milliseconds, 10_000)
        case .sameKey?:
            // A read that took too long will take too long again.
            if code.family == "TIMEOUT", !isWrite { return nil }
            return code.family == "INTERNAL" && attempt > 1 ? nil : 200 << attempt
        case .never?, nil: return nil
        }
    }

    private func once(
        _ request: Exchange, sent: (Int) -> Void, record: ([UInt8]) throws(ClientFault) -> Void
    ) throws(ClientFault) -> ReceivedFinal {
        // The greeting is not waited for: opening and request travel together.
        var expected = request.tags
        let open: DaemonConnection
        if let connection {
            open = connection
            try send(request.lines, on: open, sent: sent)
        } else {
            open = try DaemonConnection(path: settings.socketPath, patience: settings.patience)
            connection = open
            hasGreeted = false
            if wasConnected { hasReturned() }
            wasConnected = true
            try send(opening + request.lines, on: open, sent: { sent($0 - self.opening.count) })
            expected = [String?](repeating: nil, count: opening.count) + expected
        }
        var seen = 0
        let patience = Int64(settings.patience) * 1000
        while true {
            switch try open.receive(within: hasGreeted ? request.allowed(commandTime) + patience : patience) {
            case .greeting(_, let pairs):
                hasGreeted = true
                if let told = pairs.text("timeout").flatMap(TypedDuration.milliseconds) { commandTime = told }
            case .event: continue
            case .notice(let word, let pairs, let text): output.notice(word, pairs, text)
            case .record(let tag, let payload):
                guard tag == expected[seen] else { throw .foreignTag(tag ?? "") }
                // Records of earlier finals (rows queued, hello) do not exist; help's and the request's do.
                try record(payload)
            case .final(let tag, let final):
                // A line that could not be read as far as its tag is refused without one.
                guard tag == expected[seen] || (tag == nil && final.code != nil) else { throw .foreignTag(tag ?? "") }
                seen += 1
                // Who spoke before is perhaps nobody now: it is said, and what follows is the account's.
                if seen > 1, seen <= expected.count - request.tags.count, let code = final.code {
                    output.say("\(code.rawValue): \(final.text ?? "")", ink: Ink.yellow)
                }
                if seen == 1, expected.count > request.tags.count, let family = final.code?.family, family == "BUSY" || family == "SHUTDOWN"
                {
                    connection = nil
                    return final
                }
                if seen == expected.count { return final }
            }
        }
    }

    private func send(_ lines: [String], on open: DaemonConnection, sent: (Int) -> Void) throws(ClientFault) {
        var index = 0
        while index < lines.count {
            let piece = lines[index..<min(index + 500, lines.count)]
            try open.send(Array(piece))
            index += piece.count
            sent(index)
        }
    }
}

/// Lines that are sent together, and what is known of their answers beforehand.
private struct Exchange {
    let lines: [String]
    /// The tag of each final, in order; rows of data have none.
    let tags: [String?]
    /// The longest `timeout=` among them, in milliseconds.
    private let typed: Int64?
    private let isBatch: Bool

    init(_ lines: [String]) {
        self.lines = lines
        var tags: [String?] = []
        var typed: Int64?
        var isBatch = lines.count > 1
        for line in lines {
            switch try? RequestParser.parse(Array(line.utf8)) {
            case .data?, .blank?, .comment?: continue
            case .command(let request)?:
                tags.append(request.tag)
                isBatch = isBatch || ["end", "fin"].contains(FoldedText(request.tokens[0].value).text)
                for token in request.tokens where ["timeout", "delai"].contains(FoldedText(token.name ?? "").text) {
                    typed = max(typed ?? 0, TypedDuration.milliseconds(token.value) ?? 0)
                }
            case nil: tags.append(nil)
            }
        }
        self.tags = tags
        self.typed = typed
        self.isBatch = isBatch
    }

    /// How long the server may work on one of them without a word, in milliseconds; a batch has four times the time of a command.
    func allowed(_ commandTime: Int64) -> Int64 { max(typed ?? 0, isBatch ? commandTime * 4 : typed == nil ? commandTime : 0) }
}
