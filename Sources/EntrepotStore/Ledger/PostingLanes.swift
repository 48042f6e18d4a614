package import Measures
import PostgresClient

/// One lane per warehouse.
package final class PostingLanes: Sendable {
    private let pool: ConnectionPool
    private let lanes = Lanes()

    private actor Lanes {
        private var byWarehouse: [Identifier<Warehouse>: PostingLane] = [:]

        func lane(_ warehouse: Identifier<Warehouse>, _ pool: ConnectionPool) -> PostingLane {
            if let lane = byWarehouse[warehouse] { return lane }
            let lane = PostingLane(warehouse: warehouse, pool: pool)
            byWarehouse[warehouse] = lane
            return lane
        }
    }

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Books one movement together with whatever waits beside it; returns when it is committed or refused.
    ///
    /// Throws `PostgresError`: `outcomeUnknown` when the connection broke between COMMIT and its answer.
    package func post(_ posting: Posting, warehouse: Identifier<Warehouse>) async throws -> PostingOutcome {
        try await lanes.lane(warehouse, pool).post(posting)
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
