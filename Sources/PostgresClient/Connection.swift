import CLibPQ

/// One session with the server, on a thread of its own.
///
/// Statements of one connection run one after the other. A connection that was lost stays lost: the pool opens another.
package actor Connection: QuerySource {
    private let executor: ConnectionExecutor
    private var wire: Wire?
    private var statements: StatementCache
    /// Which transaction is open, counted from 1; nil outside.
    private var openTransaction: UInt64?
    private var transactionIsReadOnly = false
    private var transactionCount: UInt64 = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private init(statementCapacity: Int) throws(PostgresError) {
        executor = try ConnectionExecutor()
        statements = StatementCache(capacity: statementCapacity)
    }

    deinit { executor.stop() }

    /// Opens a session and applies the settings; throws `cannotConnect` when there is none to be had before the deadline.
    package static func open(_ parameters: ConnectionParameters, deadline: Deadline? = nil, statementCapacity: Int = 256) async throws
        -> Connection
    {
        let connection = try Connection(statementCapacity: statementCapacity)
        try await connection.connect(parameters, deadline)
        return connection
    }

    private func connect(_ parameters: ConnectionParameters, _ deadline: Deadline?) async throws {
        let limit = min(deadline ?? .now + parameters.connectTimeout, .now + parameters.connectTimeout)
        let wake = executor.wake
        try await withTaskCancellationHandler {
            try Task.checkCancellation()
            wire = try Wire(parameters, wake: wake, deadline: limit)
            let settings = parameters.sessionSettings
            guard !settings.isEmpty else { return }
            let calls = settings.map { setting -> SQL in "set_config(\(setting.name), \(setting.value), false)" }
            do {
                _ = try run("select " + .joined(calls, separator: ", "), .allowed, limit)
            } catch let error as PostgresError where error.kind == .server {
                throw error.restated(.badParameters, "a setting of the connection was refused: \(error.message)")
            }
        } onCancel: {
            wake.signal()
        }
    }

    /// Ends the session.
    package func close() {
        wire = nil
    }

    /// True when no more statements can be sent.
    package var isLost: Bool { wire?.isDead ?? true }

    /// The server's process number of this session.
    package var processNumber: Int32 { wire?.processNumber ?? 0 }

    // MARK: Statements

    /// Sends a statement that reads, and decodes each row; a cancelled task or a passed deadline cancels it on the server.
    package func query<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> [Value] {
        try await query(sql, writes: false, deadline: nil, decode)
    }

    /// Sends a statement and decodes each row it gives.
    ///
    /// With `writes` it is never cancelled once sent, and a connection lost after that is `outcomeUnknown`.
    package func query<Value: Sendable>(
        _ sql: SQL, writes: Bool, deadline: Deadline? = nil, _ decode: @Sendable (borrowing Row) throws -> Value
    ) async throws -> [Value] {
        try await interruptible(writes) { interruption in
            try settled(writes) { try run(sql, interruption, deadline).map(decode) }
        }
    }

    /// Sends a statement that writes; gives the number of rows touched. A connection lost after it was sent is `outcomeUnknown`.
    @discardableResult
    package func execute(_ sql: SQL) async throws -> Int {
        try Task.checkCancellation()
        return try settled(true) { try run(sql, .forbidden, nil).affectedRows }
    }

    /// Runs several statements separated by semicolons, as one implicit transaction unless they say otherwise; for migrations.
    package func executeScript(_ script: String) async throws {
        try Task.checkCancellation()
        if script.utf8.contains(0) { throw PostgresError(.nulInText, "the script holds the character U+0000; remove it") }
        try settled(true) {
            let wire = try ready()
            try wire.sendSimple(script)
            try consume(wire)
        }
    }

    /// Reads all results of a script; throws the first error once the end is reached.
    private func consume(_ wire: Wire) throws(PostgresError) {
        while let result = try wire.nextResult(.forbidden, nil) {
            if result.isError {
                let error = result.error()
                try wire.drain(.forbidden, nil, after: error)
                throw wire.noted(error)
            }
            if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
                throw wire.lost("COPY cannot stand in a script; the connection was closed", nothingSent: false)
            }
        }
    }

    /// Runs `body` with the interruption a statement of this kind has here, woken by cancellation when it may be interrupted.
    private func interruptible<Value: Sendable>(_ writes: Bool, _ body: (Interruptibility) throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        let canBeCancelled = openTransaction == nil ? !writes : transactionIsReadOnly
        guard canBeCancelled else { return try body(.forbidden) }
        let wake = executor.wake
        return try await withTaskCancellationHandler {
            // Naming the actor keeps the closure on its thread: one that does not would run on the cooperative pool.
            try perform(body)
        } onCancel: {
            wake.signal()
        }
    }

    private func perform<Value>(_ body: (Interruptibility) throws -> Value) rethrows -> Value {
        try body(.allowed)
    }

    /// Says `outcomeUnknown` where a write on its own may or may not have happened.
    private func settled<Value>(_ writes: Bool, _ body: () throws -> Value) throws -> Value {
        let standsAlone = writes && openTransaction == nil
        do {
            let value = try body()
            if standsAlone { try refuseStandbyDoubt() }
            return value
        } catch let error as PostgresError where standsAlone && error.kind == .connectionLost && !error.nothingSent {
            throw error.restated(.outcomeUnknown, "the connection was lost while a statement that writes was under way: \(error.message)")
        }
    }

    private func refuseStandbyDoubt() throws(PostgresError) {
        guard wire?.takeStandbyDoubt() == true else { return }
        throw PostgresError(
            .outcomeUnknown,
            "committed on this server, but the wait for its synchronous standby was cancelled; look before repeating it")
    }

    /// The wire, after seeing that the server has not closed it while it was idle.
    private func ready() throws(PostgresError) -> Wire {
        assertIsolated("libpq is used on the connection's own thread only")
        guard let wire else {
            var error = PostgresError(.connectionLost, "the connection is closed")
            error.nothingSent = true
            throw error
        }
        if wire.isDead || !wire.isInTransaction { try wire.checkAlive() }
        return wire
    }

    /// Prepares when new, runs, and gives the result; the one place where a statement goes out.
    private func run(_ sql: SQL, _ interruption: Interruptibility, _ deadline: Deadline?) throws -> QueryResult {
        try refuseNUL(sql)
        if let deadline, deadline <= .now {
            throw PostgresError(.deadlineExceeded, "the time allowed was over before the statement was sent")
        }
        let wire = try ready()
        do {
            return try attempt(sql, wire, interruption, deadline)
        } catch {
            // The schema changed under the cached statement: it was refused before it ran, so it is prepared anew.
            guard error.isStalePlan, !wire.isInTransaction else { throw interrupted(error, interruption, deadline) }
            return try attempt(sql, wire, interruption, deadline)
        }
    }

    /// Tells a cancellation by the task or the deadline from one by the server's own timeout.
    func interrupted(_ error: PostgresError, _ interruption: Interruptibility, _ deadline: Deadline?) -> any Error {
        guard error.sqlState == .queryCanceled, interruption == .allowed else { return error }
        if Task.isCancelled { return CancellationError() }
        guard let deadline, deadline <= .now else { return error }
        return error.restated(.deadlineExceeded, "the statement was cancelled because the time allowed was over")
    }

    private func attempt(_ sql: SQL, _ wire: Wire, _ interruption: Interruptibility, _ deadline: Deadline?) throws(PostgresError)
        -> QueryResult
    {
        let key = StatementCache.Key(text: sql.text, types: sql.bindTypes)
        let name = try prepared(key, wire, deadline)
        do throws(PostgresError) {
            try wire.sendExecute(name, sql.binds)
            return try wire.onlyResult(interruption, deadline)
        } catch {
            if error.isStalePlan {
                statements.forget(key)
            }
            throw error
        }
    }

    /// The server's name of a statement, prepared when it is new.
    private func prepared(_ key: StatementCache.Key, _ wire: Wire, _ deadline: Deadline?) throws(PostgresError) -> String {
        switch statements.use(key) {
        case .ready(let name): return name
        case .prepare(let name, let evicted):
            do throws(PostgresError) {
                if let evicted {
                    try wire.sendSimple("deallocate \(evicted)")
                    _ = try wire.onlyResult(.forbidden, nil)
                }
                try wire.sendPrepare(name, key.text, key.types)
                _ = try wire.onlyResult(.allowed, deadline)
            } catch {
                statements.forget(key)
                throw notYetRun(error)
            }
            return name
        }
    }

    /// Parsing runs nothing: a connection lost meanwhile is as good as one lost before.
    private func notYetRun(_ error: PostgresError) -> PostgresError {
        guard error.kind == .connectionLost else { return error }
        var error = error
        error.nothingSent = true
        return error
    }

    // MARK: Transactions

    /// Runs `body` on this connection's thread; used by the pool. A transaction left open is rolled back.
    ///
    /// Whether the connection was lost is told with the outcome: asking afterwards would be one more visit to the thread.
    func lend<Value: Sendable>(_ body: @Sendable (Connection) async throws -> Value) async -> (
        outcome: Result<Value, any Error>, isLost: Bool
    ) {
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(self))
        } catch {
            outcome = .failure(error)
        }
        tidy()
        return (outcome, isLost)
    }

    private func tidy() {
        openTransaction = nil
        guard let wire, !wire.isDead, wire.isInTransaction else { return }
        do {
            try rollback(wire)
        } catch {
            self.wire = nil
        }
    }

    /// A write is never interrupted once it is sent, so the server itself ends its waiting for what others hold.
    private static func lockTimeout(_ deadline: Deadline?) -> String {
        guard let deadline else { return "" }
        let (seconds, attoseconds) = Deadline.now.duration(to: deadline).components
        let milliseconds = seconds.multipliedReportingOverflow(by: 1_000).partialValue + attoseconds / 1_000_000_000_000_000
        return "; set local lock_timeout = \(min(max(1, milliseconds), Int64(Int32.max)))"
    }

    /// Runs `body` in a transaction on this connection: commits when it returns, rolls back when it throws; not run again.
    ///
    /// `body` runs on the connection's thread. With a deadline, a write waits for locks of others no longer than until then: `deadlineExceeded`.
    /// A connection lost during COMMIT is `outcomeUnknown`, before it `connectionLost`.
    @discardableResult
    package func transaction<Value: Sendable>(
        isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false, deadline: Deadline? = nil,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        guard openTransaction == nil else {
            throw PostgresError(.misuse, "a transaction is already open on this connection; use savepoint")
        }
        let wire = try ready()
        do throws(PostgresError) {
            try wire.sendSimple(isolation.begin(readOnly: readOnly) + Self.lockTimeout(readOnly ? nil : deadline))
            try consume(wire)
        } catch {
            throw notYetRun(error)
        }
        transactionCount += 1
        openTransaction = transactionCount
        transactionIsReadOnly = readOnly
        let value: Value
        do {
            value = try await body(Transaction(connection: self, number: transactionCount, deadline: deadline))
            try Task.checkCancellation()
            if let deadline, deadline <= .now {
                throw PostgresError(.deadlineExceeded, "the time allowed was over before COMMIT; nothing was committed")
            }
        } catch {
            openTransaction = nil
            if !wire.isDead {
                do {
                    try rollback(wire)
                } catch {
                    self.wire = nil
                }
            }
            if deadline != nil, !readOnly, let error = error as? PostgresError, error.sqlState == .lockNotAvailable {
                throw error.restated(
                    .deadlineExceeded, "the time allowed was over while others held what was asked for; nothing was committed")
            }
            throw error
        }
        openTransaction = nil
        try commit(wire, readOnly: readOnly)
        return value
    }

    private func commit(_ wire: Wire, readOnly: Bool) throws(PostgresError) {
        // Everything before this line is undone by the server when the connection breaks.
        guard !wire.isDead else { throw wire.lost("the connection was lost before COMMIT", nothingSent: false) }
        let tag: String
        do throws(PostgresError) {
            _ = wire.takeStandbyDoubt()
            try wire.sendSimple("commit")
            tag = try wire.onlyResult(.forbidden, nil).commandTag
        } catch {
            guard error.kind == .connectionLost, !readOnly else { throw error }
            throw error.restated(
                .outcomeUnknown, "the connection was lost between COMMIT and its answer; look before repeating it: \(error.message)")
        }
        guard tag == "COMMIT" else {
            throw PostgresError(.transactionAborted, "a statement of the transaction had failed; everything was rolled back")
        }
        try refuseStandbyDoubt()
    }

    private func rollback(_ wire: Wire) throws(PostgresError) {
        try wire.sendSimple("rollback")
        _ = try wire.onlyResult(.forbidden, nil)
    }

    /// Runs a statement for a transaction, which must still be the open one.
    func inTransaction<Value: Sendable>(_ number: UInt64, _ body: @Sendable (isolated Connection) async throws -> Value) async throws
        -> Value
    {
        guard openTransaction == number else {
            throw PostgresError(.transactionEnded, "the transaction has ended; use it only inside its closure")
        }
        return try await body(self)
    }

    /// Runs `body` with the wire and takes care of interruption and outcome; for notifications.
    func withWire<Value: Sendable>(writes: Bool, _ body: (Wire, Interruptibility) throws -> Value) async throws -> Value {
        try await interruptible(writes) { interruption in
            try settled(writes) { try body(try ready(), interruption) }
        }
    }

    private func refuseNUL(_ sql: SQL) throws(PostgresError) {
        guard let number = sql.binds.parameterWithNUL else { return }
        throw PostgresError(.nulInText, "parameter \(number) holds the character U+0000, which text cannot hold; remove it")
    }
}
