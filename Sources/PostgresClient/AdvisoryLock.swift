/// A lock the server keeps for a session under a number that only programs give a meaning; it goes when the session ends.
///
/// Source: PostgreSQL manual 13.3.5, "Advisory Locks".
package struct AdvisoryLock: Hashable, Sendable {
    /// The number, one for each thing to be locked in a database.
    package let key: Int64

    /// Locks by number.
    package init(key: Int64) {
        self.key = key
    }

    /// Takes the lock if it is free; true when it was.
    package func tryTake(on connection: Connection) async throws -> Bool {
        try await connection.value("select pg_try_advisory_lock(\(key))")
    }

    /// Waits for the lock; a cancelled task or a passed deadline ends the wait.
    package func take(on connection: Connection, deadline: Deadline? = nil) async throws {
        _ = try await connection.query("select pg_advisory_lock(\(key)) is null", writes: false, deadline: deadline) { _ in }
    }

    /// Gives the lock back; false when this session did not hold it.
    @discardableResult
    package func release(on connection: Connection) async throws -> Bool {
        try await connection.value("select pg_advisory_unlock(\(key))")
    }
}

extension ConnectionPool {
    /// Waits for the lock, runs `body` on the connection that holds it, and gives the lock back however `body` ends.
    @discardableResult
    package func withAdvisoryLock<Value: Sendable>(
        _ lock: AdvisoryLock, deadline: Deadline? = nil, _ body: @Sendable (Connection) async throws -> Value
    ) async throws -> Value {
        try await withConnection(deadline: deadline) { connection in
            try await lock.take(on: connection, deadline: deadline)
            do {
                let value = try await body(connection)
                await lock.end(on: connection)
                return value
            } catch {
                await lock.end(on: connection)
                throw error
            }
        }
    }
}

extension AdvisoryLock {
    /// Gives the lock back even in a cancelled task; closes the session when that fails, which frees it too.
    fileprivate func end(on connection: Connection) async {
        do {
            try await Task { _ = try await release(on: connection) }.value
        } catch {
            await connection.close()
        }
    }
}
