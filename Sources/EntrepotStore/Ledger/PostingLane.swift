import Measures
import PostgresClient

/// Where the movements of a warehouse wait at the same moment and are posted in one call.
///
/// Whoever comes first leads: it posts its own movement and all that wait beside it. While a group is at the database the next ones
/// gather; the first of them leads the group after it. When a constraint refuses a whole group, its members are posted one by one, so
/// that only the faulty one is refused.
///
/// A movement whose deadline passes while it waits here leaves the queue: nothing of it was sent, so nothing was booked. Once it is sent it
/// is never cancelled; the database waits for locks of others no longer than the earliest deadline of the group, and when that ends a
/// group, its members are posted one by one, each with the time it has left.
package actor PostingLane {
    /// The most movements of one call; larger crowds wait for the next.
    static let largestGroup = 512

    /// What a movement that waited is told.
    private enum Turn {
        case answered(PostingOutcome)
        case lead
    }

    private struct Waiter {
        let number: UInt64
        let posting: Posting
        let turn: CheckedContinuation<Turn, any Error>
        /// Ends the waiting when its time is over.
        let timer: Task<Void, Never>?

        func end(_ result: Result<Turn, any Error>) {
            timer?.cancel()
            turn.resume(with: result)
        }
    }

    private let warehouse: Identifier<Warehouse>
    private let pool: ConnectionPool
    private var waiting: [Waiter] = []
    private var isPosting = false
    private var lastNumber: UInt64 = 0

    init(warehouse: Identifier<Warehouse>, pool: ConnectionPool) {
        self.warehouse = warehouse
        self.pool = pool
    }

    func post(_ posting: Posting) async throws -> PostingOutcome {
        if isPosting {
            let turn = try await withCheckedThrowingContinuation { turn in wait(posting, turn) }
            if case .answered(let outcome) = turn { return outcome }
        }
        isPosting = true
        return try await lead(posting)
    }

    /// Takes a place in the queue.
    private func wait(_ posting: Posting, _ turn: CheckedContinuation<Turn, any Error>) {
        lastNumber += 1
        let number = lastNumber
        let timer = posting.deadline.map { deadline in
            Task { [weak self] in
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                await self?.leave(number)
            }
        }
        waiting.append(Waiter(number: number, posting: posting, turn: turn, timer: timer))
    }

    /// Takes a movement whose time is over out of the queue, when it still waits there.
    private func leave(_ number: UInt64) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).end(.failure(PostMovements.tooLate))
    }

    /// Posts a movement with those that wait, hands the lead on, and tells each what became of it.
    private func lead(_ posting: Posting) async throws -> PostingOutcome {
        let followers = Array(waiting.prefix(Self.largestGroup - 1))
        waiting.removeFirst(followers.count)
        let results = await results([posting] + followers.map(\.posting))
        if waiting.isEmpty {
            isPosting = false
        } else {
            waiting.removeFirst().end(.success(.lead))
        }
        for (follower, result) in zip(followers, results.dropFirst()) { follower.end(result.map(Turn.answered)) }
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

    /// One statement is one transaction; a deadlock with another daemon is tried again, and so is a key or a lot that another daemon was
    /// carrying in at the same moment: it is there now.
    private func send(_ postings: [Posting]) async throws -> [PostingOutcome] {
        var attempt = 0
        while true {
            let wait = try PostMovements.shortestWait(postings)
            do {
                let statement = PostMovements.statement(postings, warehouse: warehouse, waitingAtMost: wait)
                let outcomes = try await pool.query(statement, writes: true, deadline: wait.map { .now + $0 }) { row in
                    try PostMovements.outcome(row)
                }
                guard outcomes.count == postings.count else {
                    throw PostgresError(
                        .unexpectedRowCount, "post_movements answered \(outcomes.count) times for \(postings.count) movements")
                }
                return outcomes
            } catch let error as PostgresError where (error.asksForRetry || Self.wasQuicker(error)) && attempt < 5 {
                attempt += 1
            } catch let error as PostgresError where wait != nil && Self.waitedInVain(error) {
                throw PostMovements.tooLate
            }
        }
    }

    /// Whether somebody else was quicker to take a name; it is known the next time.
    private static func wasQuicker(_ error: PostgresError) -> Bool {
        error.constraint == "request_key_is_unique" || error.constraint == "lot_code_is_unique"
    }

    /// Whether the time was over before a connection or a lock of others was free.
    private static func waitedInVain(_ error: PostgresError) -> Bool {
        error.sqlState == .lockNotAvailable || error.kind == .poolTimeout
    }

    /// Whether the group was refused as a whole for what one of its members holds, or for the time one of them had.
    private static func refusedAll(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        return error.kind == .server && !error.isTransient || error.kind == .nulInText || error.kind == .deadlineExceeded
    }
}
