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
/// Whoever comes first leads: it posts its own movement and all that wait beside it. While a group is at the database the next ones
/// gather; the first of them leads the group after it. A movement is never cancelled once it is here. When a constraint refuses a whole
/// group, its members are posted one by one, so that only the faulty one is refused.
package actor PostingLane {
    /// The most movements of one call; larger crowds wait for the next.
    static let largestGroup = 512

    /// What a movement that waited is told.
    private enum Turn {
        case answered(PostingOutcome)
        case lead
    }

    private struct Waiter {
        let posting: Posting
        let turn: CheckedContinuation<Turn, any Error>
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
        if isPosting {
            let turn = try await withCheckedThrowingContinuation { turn in waiting.append(Waiter(posting: posting, turn: turn)) }
            if case .answered(let outcome) = turn { return outcome }
        }
        isPosting = true
        return try await lead(posting)
    }

    /// Posts a movement with those that wait, hands the lead on, and tells each what became of it.
    private func lead(_ posting: Posting) async throws -> PostingOutcome {
        let followers = Array(waiting.prefix(Self.largestGroup - 1))
        waiting.removeFirst(followers.count)
        let results = await results([posting] + followers.map(\.posting))
        if waiting.isEmpty {
            isPosting = false
        } else {
            waiting.removeFirst().turn.resume(returning: .lead)
        }
        for (follower, result) in zip(followers, results.dropFirst()) { follower.turn.resume(with: result.map(Turn.answered)) }
        return try results[0].get()
    }

    /// What became of each movement of a group.
    private func results(_ postings: [Posting]) async -> [Result<PostingOutcome, any Error>] {
        do {
            return try await sendUncancelled(postings).map { .success($0) }
        } catch {
            guard postings.count > 1, Self.refusedAll(error) else { return postings.map { _ in .failure(error) } }
            var results: [Result<PostingOutcome, any Error>] = []
            for posting in postings {
                do {
                    results.append(.success(try await sendUncancelled([posting])[0]))
                } catch {
                    results.append(.failure(error))
                }
            }
            return results
        }
    }

    /// Sends a group although the task that leads it may be cancelled: the others are not.
    ///
    /// A cancellation is only ever heard before a write was sent, so nothing can happen twice.
    private func sendUncancelled(_ postings: [Posting]) async throws -> [PostingOutcome] {
        do {
            return try await send(postings)
        } catch  where Task.isCancelled && (error is CancellationError || (error as? PostgresError)?.sqlState == .queryCanceled) {
            return try await Task { try await send(postings) }.value
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
