import CLibPQ

// Several statements in one round trip. They are prepared first, each once per connection, so a statement cannot use a table that an
// earlier one of the same pipeline makes. Outside a transaction they succeed or fail together.

extension Connection {
    /// Runs the statements in one round trip and decodes their rows; the closure is told which statement a row belongs to.
    ///
    /// The error of a failed statement carries its `statementIndex`; none of the others has happened.
    package func pipeline<Value: Sendable>(
        _ statements: [SQL], writes: Bool, deadline: Deadline? = nil, _ decode: @Sendable (Int, borrowing Row) throws -> Value
    ) async throws -> [[Value]] {
        try await withPipeline(statements, writes, deadline) { index, result in try result.map { row in try decode(index, row) } }
    }

    /// Runs statements that write in one round trip; gives the number of rows each touched.
    @discardableResult
    package func pipeline(_ statements: [SQL]) async throws -> [Int] {
        try await withPipeline(statements, true, nil) { _, result in result.affectedRows }
    }

    private func withPipeline<Value: Sendable>(
        _ statements: [SQL], _ writes: Bool, _ deadline: Deadline?, _ take: (Int, borrowing QueryResult) throws -> Value
    ) async throws -> [Value] {
        guard !statements.isEmpty else { return [] }
        return try await withWire(writes: writes) { wire, interruption in
            var names: [String] = []
            for (index, sql) in statements.enumerated() {
                do throws(PostgresError) {
                    names.append(try prepared(sql, wire, deadline))
                } catch {
                    var error = error
                    error.statementIndex = index
                    throw error
                }
            }
            try wire.enterPipeline()
            for (name, sql) in zip(names, statements) { try wire.sendExecute(name, sql.binds) }
            try wire.sendSync()
            return try answers(wire, interruption, deadline, statements, take)
        }
    }

    /// Reads every answer up to the sync; the first failure is thrown after the end was reached.
    private func answers<Value>(
        _ wire: Wire, _ interruption: Interruption, _ deadline: Deadline?, _ statements: [SQL],
        _ take: (Int, borrowing QueryResult) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        var failure: (any Error)?
        var index = 0
        reading: while true {
            guard let result = try wire.nextResult(interruption, deadline) else {
                index += 1
                continue
            }
            switch result.status {
            case PGRES_PIPELINE_SYNC: break reading
            case PGRES_PIPELINE_ABORTED: break
            case _ where result.isError:
                var error = wire.noted(result.error())
                error.statementIndex = index
                failure = failure ?? error
                if wire.isDead { break reading }
            default:
                do {
                    if failure == nil { values.append(try take(index, result)) }
                } catch {
                    failure = error
                }
            }
        }
        if !wire.isDead { try wire.leavePipeline() }
        guard let failure else { return values }
        if let error = failure as? PostgresError, error.isStalePlan { forget(statements) }
        throw failure
    }
}

extension Transaction {
    /// Runs the statements in one round trip and decodes their rows; the closure is told which statement a row belongs to.
    package func pipeline<Value: Sendable>(
        _ statements: [SQL], _ decode: @Sendable (Int, borrowing Row) throws -> Value
    ) async throws -> [[Value]] {
        try await inside { connection in try await connection.pipeline(statements, writes: true, decode) }
    }

    /// Runs statements that write in one round trip; gives the number of rows each touched.
    @discardableResult
    package func pipeline(_ statements: [SQL]) async throws -> [Int] {
        try await inside { connection in try await connection.pipeline(statements) }
    }
}
