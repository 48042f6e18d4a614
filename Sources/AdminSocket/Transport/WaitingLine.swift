import AdminProtocol

/// What was read from a client and waits for its turn.
enum WaitingLine: Sendable {
    case request(RequestLine)
    /// A request cancelled while it waited.
    case cancelled(RequestLine)
    /// A `cancel`, which acted when it was read, and whether it stopped anything.
    case cancel(RequestLine, found: Bool)
    case row(String)
    case refusal(LineRefusal)
    /// A refusal behind which the connection closes.
    case close(LineRefusal)

    /// Roughly what it holds in memory.
    var octets: Int {
        switch self {
        case .request(let line), .cancelled(let line), .cancel(let line, _):
            line.tokens.reduce(64) { $0 + $1.value.utf8.count + 64 }
        case .row(let row): row.utf8.count + 32
        case .refusal, .close: 256
        }
    }

    /// Whether it counts as a queued request; rows do not, their octets do.
    var isRequest: Bool {
        if case .row = self { return false }
        return true
    }
}
