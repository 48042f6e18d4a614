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

/// The lines of one client that wait, in their order, and how much they are.
struct WaitingLines: Sendable {
    private var lines: [WaitingLine] = []
    private var start = 0
    private(set) var requests = 0
    private(set) var octets = 0

    var isEmpty: Bool { start == lines.count }

    mutating func append(_ line: WaitingLine) {
        lines.append(line)
        octets += line.octets
        if line.isRequest { requests += 1 }
    }

    mutating func popFirst() -> WaitingLine? {
        guard start < lines.count else { return nil }
        let line = lines[start]
        start += 1
        octets -= line.octets
        if line.isRequest { requests -= 1 }
        // What was taken is let go in one piece, when it is the larger part.
        if start * 2 > lines.count {
            lines.removeFirst(start)
            start = 0
        }
        return line
    }

    mutating func removeAll() { self = WaitingLines() }

    /// Marks the first waiting request of a tag as cancelled; false when there is none.
    mutating func cancel(_ tag: String) -> Bool {
        for index in lines.indices.dropFirst(start) {
            if case .request(let waiting) = lines[index], waiting.tag == tag {
                lines[index] = .cancelled(waiting)
                return true
            }
        }
        return false
    }
}
