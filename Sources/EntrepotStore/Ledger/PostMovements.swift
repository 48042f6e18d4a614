package import Measures
package import PostgresClient
import StockLedger

/// The call into the books.
package enum PostMovements {
    /// Books a group in one statement, in the caller's transaction or in one of its own.
    package static func post(_ postings: [Posting], warehouse: Identifier<Warehouse>, through source: some QuerySource) async throws
        -> [PostingOutcome]
    {
        try await source.query(statement(postings, warehouse: warehouse)) { row in try outcome(row) }
    }

    /// The statement for a group.
    static func statement(_ postings: [Posting], warehouse: Identifier<Warehouse>) -> SQL {
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
                \(postings.map(\.command)), \(postings.map { $0.key?.text }), \(postings.map { $0.key?.fingerprint }),
                \(postings.map(\.contentHash)), \(postings.map(\.refusesRepeats)), \(postings.map { $0.extra.map { JSONText($0) } }),
                \(lineMovement), \(lineLot), \(lineFrom), \(lineTo), \(lineQuantity))
            """
    }

    static func outcome(_ row: borrowing Row) throws -> PostingOutcome {
        let word: String = try row.get(1)
        guard let verdict = PostingOutcome.Verdict(rawValue: word) else {
            throw PostgresError(.decoding, "post_movements answered «\(word)», which this program does not know: the schema is newer")
        }
        return PostingOutcome(verdict: verdict, movement: try row.get(2), detail: try row.get(3, as: JSONText?.self)?.text)
    }
}
