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

/// Where the movements of a warehouse wait at the same moment and are posted in one call.
///
/// While a group is at the database the next ones gather; the group after it takes them all. A movement is never cancelled once it is here.
/// When a constraint refuses a whole group, its members are posted one by one, so that only the faulty one is refused.
package actor PostingLane {
    /// The most movements of one call; larger crowds wait for the next.
    static let largestGroup = 512

    private struct Waiter {
        let posting: Posting
        let answer: CheckedContinuation<PostingOutcome, any Error>
    }

    private let warehouse: Identifier<Warehouse>
    private let pool: ConnectionPool
    private var waiting: [Waiter] = []
    private var isPosting = false

    init(warehouse: Identifier<Warehouse>, pool: ConnectionPool) {
        self.warehouse = warehouse
        self.pool = pool
    }

    func post(_ posting: Posting) async throws -> PostingOutcome {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiter(posting: posting, answer: continuation))
            if !isPosting {
                isPosting = true
                Task { await drain() }
            }
        }
    }

    private func drain() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.largestGroup))
            waiting.removeFirst(group.count)
            await post(group)
        }
        isPosting = false
    }

    private func post(_ group: [Waiter]) async {
        do {
            let outcomes = try await send(group.map(\.posting))
            for (waiter, outcome) in zip(group, outcomes) { waiter.answer.resume(returning: outcome) }
        } catch {
            guard group.count > 1, Self.refusedAll(error) else {
                for waiter in group { waiter.answer.resume(throwing: error) }
                return
            }
            for waiter in group {
                do {
                    waiter.answer.resume(returning: try await send([waiter.posting])[0])
                } catch {
                    waiter.answer.resume(throwing: error)
                }
            }
        }
    }

    /// One statement is one transaction; a deadlock with another daemon is tried again, and so is a key that another daemon was carrying in
    /// at the same moment: its answer is there now.
    private func send(_ postings: [Posting]) async throws -> [PostingOutcome] {
        var attempt = 0
        while true {
            do {
                let statement = PostMovements.statement(postings, warehouse: warehouse)
                let outcomes = try await pool.query(statement, writes: true) { row in try PostMovements.outcome(row) }
                guard outcomes.count == postings.count else {
                    throw PostgresError(
                        .unexpectedRowCount, "post_movements answered \(outcomes.count) times for \(postings.count) movements")
                }
                return outcomes
            } catch let error as PostgresError where (error.asksForRetry || error.constraint == "request_key_is_unique") && attempt < 5 {
                attempt += 1
            }
        }
    }

    /// Whether the server refused the statement as a whole for what one of its members holds.
    private static func refusedAll(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        return error.kind == .server && !error.isTransient || error.kind == .nulInText
    }
}
