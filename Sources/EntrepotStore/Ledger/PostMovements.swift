package import Measures
package import PostgresClient
import StockLedger

/// The call into the books.
package enum PostMovements {
    /// Books a group in one statement, in the caller's transaction or in one of its own.
    ///
    /// Waits for locks of others no longer than the earliest deadline of the group allows: `deadlineExceeded`, and nothing is booked.
    package static func post(_ postings: [Posting], warehouse: Identifier<Warehouse>, through source: some QuerySource) async throws
        -> [PostingOutcome]
    {
        let wait = try shortestWait(postings)
        do {
            return try await source.query(statement(postings, warehouse: warehouse, waitingAtMost: wait)) { row in try outcome(row) }
        } catch let error as PostgresError where error.sqlState == .lockNotAvailable && wait != nil {
            throw tooLate
        }
    }

    /// The shortest time that a posting of a group may still wait; nil when none has a limit. Throws when one is too late already.
    static func shortestWait(_ postings: [Posting]) throws(PostgresError) -> Duration? {
        guard let deadline = postings.compactMap(\.deadline).min() else { return nil }
        let wait = ContinuousClock.Instant.now.duration(to: deadline)
        guard wait > .zero else { throw tooLate }
        return wait
    }

    /// The time allowed was over while the posting waited for others; nothing was booked.
    static let tooLate = PostgresError(.deadlineExceeded, "the time allowed was over while others held the goods; nothing was booked")

    /// The statement for a group. With `waitingAtMost` a lock of others is waited for no longer, and then ends it with 55P03.
    static func statement(_ postings: [Posting], warehouse: Identifier<Warehouse>, waitingAtMost: Duration?) -> SQL {
        var lineMovement: [Int32] = []
        var lineLot: [Int64] = []
        var lineFrom: [Int64] = []
        var lineTo: [Int64] = []
        var lineQuantity: [Int64] = []
        for (index, posting) in postings.enumerated() {
            for line in posting.lines {
                lineMovement.append(Int32(index + 1))
                switch line.lot {
                case .existing(let lot): lineLot.append(lot.number)
                case .new(let number): lineLot.append(Int64(-1 - number))
                }
                lineFrom.append(line.from.number)
                lineTo.append(line.to.number)
                lineQuantity.append(line.quantity.units)
            }
        }
        return """
            select ordinal, outcome, movement_id, detail from entrepot.post_movements(\(warehouse.number), \(postings.map(\.reason.rawValue)),
                \(postings.map { $0.occurredAt.map { InstantMicroseconds($0.microseconds) } }), \(postings.map(\.actor)),
                \(postings.map(\.scopeText)), \(postings.map(\.command)), \(postings.map { $0.key?.text }), \(postings.map { $0.key?.fingerprint }),
                \(postings.map(\.contentHash)), \(postings.map(\.refusesRepeats)), \(postings.map { $0.extra.map { JSONColumn($0) } }),
                \(lineMovement), \(lineLot), \(lineFrom), \(lineTo), \(lineQuantity),
                \(waitingAtMost.map(milliseconds)))
            """
    }

    /// Whole milliseconds, at least one.
    static func milliseconds(_ wait: Duration) -> Int32 {
        let (seconds, attoseconds) = wait.components
        return Int32(clamping: max(1, seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
    }

    static func outcome(_ row: borrowing Row) throws -> PostingOutcome {
        let word: String = try row.get(1)
        guard let verdict = PostingOutcome.Verdict(rawValue: word) else {
            throw PostgresError(.decoding, "post_movements answered «\(word)», which this program does not know: the schema is newer")
        }
        return PostingOutcome(verdict: verdict, movement: try row.get(2), detail: try row.get(3, as: JSONColumn?.self)?.text)
    }
}
