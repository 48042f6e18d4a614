package import Measures
import PostgresClient
import Synchronization

/// Two lanes per warehouse: while one waits for its commit to reach the disk, the other decides.
///
/// Movements of one lot always take the same lane, so that a crowd at one lot is one group and never two that wait for each other's
/// locks; movements that bring new lots take the lane of what they say, so that the same van logged twice at once meets itself.
/// Where two lanes do meet (one key on two lots), they are to each other what two daemons are: locks and unique keys decide.
package final class PostingLanes: Sendable {
    /// Lanes per warehouse. Each call has a price of its own, so that more of them would cost more than they save.
    static let perWarehouse = 2

    private struct Name: Hashable {
        var warehouse: Identifier<Warehouse>
        var number: Int
    }

    private let pool: ConnectionPool
    private let lanes = Mutex<[Name: PostingLane]>([:])

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Books one movement together with whatever waits beside it; returns when it is committed or refused.
    ///
    /// Throws `PostgresError`: `outcomeUnknown` when the connection broke between COMMIT and its answer.
    package func post(_ posting: Posting, warehouse: Identifier<Warehouse>) async throws -> PostingOutcome {
        let name = Name(warehouse: warehouse, number: Self.number(for: posting))
        let lane = lanes.withLock { lanes in
            if let lane = lanes[name] { return lane }
            let lane = PostingLane(warehouse: warehouse, pool: pool)
            lanes[name] = lane
            return lane
        }
        return try await lane.post(posting)
    }

    /// Which lane a movement takes, from 0.
    static func number(for posting: Posting) -> Int {
        let sign: Int64 =
            if case .existing(let lot)? = posting.lines.first?.lot { lot.number } else { posting.contentHash ?? 0 }
        return Int(UInt64(bitPattern: sign) % UInt64(perWarehouse))
    }
}
