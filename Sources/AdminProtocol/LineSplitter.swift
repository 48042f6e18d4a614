/// What the next line of an incoming stream is.
package enum SplitLine: Sendable, Equatable {
    /// The octets of a line, without LF.
    case line([UInt8])
    /// A line that was too long; its octets were let go as they came, and the stream stands behind its LF.
    case tooLong(octets: Int)
}

/// Cuts an incoming octet stream into lines, holding at most one longest line beyond what was appended.
package struct LineSplitter: Sendable {
    private let longest: Int
    private var pending: [UInt8] = []
    private var start = 0
    private var scanned = 0
    /// Octets of the current line already let go because the line is too long; 0 when it is not.
    private var discarded = 0

    /// A splitter for lines of at most `longest` octets, LF included.
    package init(longest: Int = longestRequestLine) {
        self.longest = longest
    }

    /// Takes octets that arrived.
    package mutating func append(_ octets: some Collection<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            scanned -= start
            start = 0
        }
        pending.append(contentsOf: octets)
    }

    /// The next whole line, or nil until more octets arrive.
    package mutating func next() -> SplitLine? {
        guard let end = pending[scanned...].firstIndex(of: 0x0A) else {
            scanned = pending.count
            if discarded > 0 || pending.count - start >= longest {
                discarded += pending.count - start
                pending.removeAll(keepingCapacity: false)
                start = 0
                scanned = 0
            } else if start == pending.count {
                pending.removeAll(keepingCapacity: false)
                start = 0
                scanned = 0
            }
            return nil
        }
        let length = discarded + end - start + 1
        let line = pending[start..<end]
        start = end + 1
        scanned = start
        if length > longest {
            discarded = 0
            return .tooLong(octets: length)
        }
        return .line(Array(line))
    }

    /// Whether octets arrived behind the last LF: a line that was never ended and must never be executed.
    package var hasUnterminatedLine: Bool { discarded > 0 || pending.count > start }
}
