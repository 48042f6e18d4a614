import AdminProtocol
import Glibc
import Speech

/// Requests and their whole replies over one connection, made again when it was lost.
final class Conversation {
    private let settings: Settings
    private let output: Output
    /// What is said at the beginning of every connection.
    private var opening: [String]
    private var connection: Connection?

    /// The most times a request is sent.
    private static let attempts = 5

    /// A conversation that begins with `hello`; `repeats` says whether writes that look repeated are booked.
    init(settings: Settings, output: Output, allowsRepeats: Bool) {
        self.settings = settings
        self.output = output
        let repeats = allowsRepeats ? " repeats=allow" : ""
        opening = ["hello format=json lang=\(settings.language.rawValue)\(repeats)"]
    }

    /// Sends lines of which `finals` are answered, and hands records to `record`; answers the last final.
    ///
    /// When the connection is lost, or the answer says that repeating helps, everything is sent again if `isSafe`.
    func exchange(
        _ lines: [String], finals: Int = 1, isSafe: Bool, isWrite: Bool, sent: (Int) -> Void = { _ in },
        record: ([UInt8]) throws(ClientFault) -> Void
    ) throws(ClientFault) -> ReceivedFinal {
        var attempt = 1
        while true {
            var hadRecords = false
            do throws(ClientFault) {
                let final = try once(lines, finals: finals, sent: sent) { (payload: [UInt8]) throws(ClientFault) in
                    hadRecords = true
                    try record(payload)
                }
                guard let pause = pause(final, attempt: attempt, isSafe: isSafe, isWrite: isWrite, hadRecords: hadRecords) else {
                    return final
                }
                output.note("\(final.code?.rawValue ?? ""): retrying in \(pause) ms")
                usleep(UInt32(pause) * 1000)
            } catch {
                connection = nil
                guard case .lost = error, isSafe, !hadRecords, attempt < Self.attempts else { throw error }
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
        _ lines: [String], finals: Int, sent: (Int) -> Void, record: ([UInt8]) throws(ClientFault) -> Void
    ) throws(ClientFault) -> ReceivedFinal {
        // The greeting is not waited for: opening and request travel together.
        var expected = finals
        let open: Connection
        if let connection {
            open = connection
            try send(lines, on: open, sent: sent)
        } else {
            open = try Connection(path: settings.socketPath)
            connection = open
            try send(opening + lines, on: open, sent: { sent($0 - self.opening.count) })
            expected += opening.count
        }
        var seen = 0
        while true {
            switch try open.receive() {
            case .greeting, .event: continue
            case .notice(let word, let pairs, let text): output.notice(word, pairs, text)
            case .record(_, let payload):
                // Records of earlier finals (rows queued, hello) do not exist; help's and the request's do.
                try record(payload)
            case .final(_, let final):
                seen += 1
                if seen == 1, expected > finals, let code = final.code, code.family == "BUSY" || code.family == "SHUTDOWN" {
                    connection = nil
                    return final
                }
                if seen == expected { return final }
            }
        }
    }

    private func send(_ lines: [String], on open: Connection, sent: (Int) -> Void) throws(ClientFault) {
        var index = 0
        while index < lines.count {
            let piece = lines[index..<min(index + 500, lines.count)]
            try open.send(Array(piece))
            index += piece.count
            sent(index)
        }
    }
}
