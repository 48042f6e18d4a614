import Synchronization

/// A bounded number of connections, lent in the order they were asked for, opened when needed and replaced when broken.
package final class ConnectionPool: QuerySource, Sendable {
    /// The pool's bounds.
    package struct Limits: Sendable {
        /// Connections at most.
        package var connections: Int
        /// The longest wait for a free connection.
        package var wait: Duration
        /// How long connecting is tried again while the server is down or starting.
        package var reconnectPatience: Duration
        /// Prepared statements kept per connection.
        package var statements: Int

        /// Eight connections, 30 s of waiting, 5 s of patience.
        package init(
            connections: Int = 8, wait: Duration = .seconds(30), reconnectPatience: Duration = .seconds(5), statements: Int = 256
        ) {
            self.connections = connections
            self.wait = wait
            self.reconnectPatience = reconnectPatience
            self.statements = statements
        }
    }

    /// What the pool is doing, and has done since it was made.
    package struct Statistics: Sendable, Equatable {
        /// Connections open and free.
        package var idle = 0
        /// Connections lent or being opened.
        package var lent = 0
        /// Callers waiting.
        package var waiting = 0
        /// Connections opened so far.
        package var opened = 0
        /// Connections found broken so far.
        package var broken = 0
        /// Transactions run again so far.
        package var retries = 0
        /// Callers that gave up waiting so far.
        package var timeouts = 0
    }

    private struct Lease {
        let number: PoolState.ConnectionNumber
        /// nil when it must be opened.
        let connection: Connection?
    }

    private typealias Waiter = CheckedContinuation<Lease, any Error>

    private struct Storage {
        var state: PoolState
        var connections: [PoolState.ConnectionNumber: Connection] = [:]
        var waiters: [PoolState.WaiterNumber: Waiter] = [:]
        var closers: [CheckedContinuation<Void, Never>] = []
        var counts = Statistics()
    }

    private let parameters: ConnectionParameters
    private let limits: Limits
    private let storage: Mutex<Storage>

    /// Makes a pool; no connection is opened before the first is asked for.
    package init(_ parameters: ConnectionParameters, limits: Limits = Limits()) {
        self.parameters = parameters
        self.limits = limits
        storage = Mutex(Storage(state: PoolState(limit: limits.connections)))
    }

    /// What the pool is doing now.
    package var statistics: Statistics {
        storage.withLock { storage in
            var counts = storage.counts
            counts.idle = storage.state.idleCount
            counts.lent = storage.state.lentCount
            counts.waiting = storage.state.waitingCount
            return counts
        }
    }

    // MARK: Statements

    /// Sends a statement that reads, and decodes each row; repeated once on a new connection when the one it met was broken.
    package func query<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> [Value] {
        try await query(sql, writes: false, deadline: nil, decode)
    }

    /// Sends a statement and decodes each row it gives.
    ///
    /// With `writes` it is never cancelled or repeated once sent; a connection lost after that is `outcomeUnknown`.
    package func query<Value: Sendable>(
        _ sql: SQL, writes: Bool, deadline: Deadline? = nil, _ decode: @Sendable (borrowing Row) throws -> Value
    ) async throws -> [Value] {
        try await repeatedWhenBroken(deadline, repeatsReads: !writes) { connection in
            try await connection.query(sql, writes: writes, deadline: deadline, decode)
        }
    }

    /// Sends a statement that writes; gives the number of rows touched.
    @discardableResult
    package func execute(_ sql: SQL) async throws -> Int {
        try await repeatedWhenBroken(nil, repeatsReads: false) { connection in try await connection.execute(sql) }
    }

    /// Runs several statements separated by semicolons, as one implicit transaction.
    package func executeScript(_ script: String) async throws {
        try await repeatedWhenBroken(nil, repeatsReads: false) { connection in try await connection.executeScript(script) }
    }

    /// Lends a connection to a closure, which runs on its thread; a transaction left open is rolled back.
    ///
    /// What the closure sets on the session stays set: reset it, or set it `LOCAL` in a transaction.
    @discardableResult
    package func withConnection<Value: Sendable>(
        deadline: Deadline? = nil, _ body: @Sendable (Connection) async throws -> Value
    ) async throws -> Value {
        let (number, connection) = try await acquire(deadline)
        let (outcome, isLost) = await connection.lend(body)
        await giveBack(number, connection, isLost: isLost)
        return try outcome.get()
    }

    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// The whole closure is run again after 40001, 40P01 or a connection lost before COMMIT, so it must do nothing but database work
    /// that the rollback undoes. `deadline` bounds the wait for a connection, the runs, reads, and the wait of
    /// a write for locks of others; it never interrupts a write otherwise.
    @discardableResult
    package func transaction<Value: Sendable>(
        isolation: TransactionIsolation = .readCommitted, readOnly: Bool = false, deadline: Deadline? = nil,
        retry: TransactionRetry = TransactionRetry(), _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await repeatedWhenBroken(deadline, repeatsReads: false) { connection in
                    try await connection.transaction(isolation: isolation, readOnly: readOnly, deadline: deadline, body)
                }
            } catch  where retry.mayRepeat(error, attempt: attempt) {
                storage.withLock { $0.counts.retries += 1 }
                let pause = retry.wait(after: attempt, random: UInt64.random(in: .min ... .max))
                if let deadline, deadline <= .now + pause { throw error }
                try await Task.sleep(for: pause)
                attempt += 1
            }
        }
    }

    /// Runs `body`, again on another connection when the one it met was found broken and nothing can have happened.
    private func repeatedWhenBroken<Value: Sendable>(
        _ deadline: Deadline?, repeatsReads: Bool, _ body: @Sendable (Connection) async throws -> Value
    ) async throws -> Value {
        var repeats = 0
        while true {
            do {
                return try await withConnection(deadline: deadline, body)
            } catch let error as PostgresError where error.kind == .connectionLost && (error.nothingSent || repeatsReads) {
                // Two times: another caller may just have returned a connection as stale as this one.
                guard repeats < 2 else { throw error }
                repeats += 1
            }
        }
    }

    // MARK: Lending

    private func acquire(_ deadline: Deadline?) async throws -> (PoolState.ConnectionNumber, Connection) {
        try Task.checkCancellation()
        let limit = min(deadline ?? .now + limits.wait, .now + limits.wait)
        let lease: Lease
        let free: Lease? = try storage.withLock { storage in
            switch storage.state.acquire() {
            case .use(let number): return Lease(number: number, connection: storage.connections[number])
            case .open(let number): return Lease(number: number, connection: nil)
            case .refuse: throw Self.closed
            case .wait(let waiter):
                // The place in the queue is taken now; the continuation joins it below.
                _ = storage.state.abandon(waiter)
                return nil
            }
        }
        if let free {
            lease = free
        } else {
            lease = try await wait(until: limit)
        }
        if let connection = lease.connection { return (lease.number, connection) }
        return (lease.number, try await open(lease.number, deadline))
    }

    private func wait(until limit: Deadline) async throws -> Lease {
        let place = WaiterPlace()
        let timer = Task { [weak self] in
            try await Task.sleep(until: limit, clock: .continuous)
            self?.expire(place, Self.timeout)
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in enqueue(waiter, place) }
        } onCancel: {
            expire(place, CancellationError())
        }
    }

    private func enqueue(_ waiter: Waiter, _ place: WaiterPlace) {
        let outcome: Result<Lease, any Error>? = storage.withLock { storage in
            if let error = place.expiry.withLock({ $0 }) { return .failure(error) }
            switch storage.state.acquire() {
            case .use(let number): return .success(Lease(number: number, connection: storage.connections[number]))
            case .open(let number): return .success(Lease(number: number, connection: nil))
            case .refuse: return .failure(Self.closed)
            case .wait(let number):
                storage.waiters[number] = waiter
                place.number.withLock { $0 = number }
                return nil
            }
        }
        if let outcome { waiter.resume(with: outcome) }
    }

    private func expire(_ place: WaiterPlace, _ error: any Error) {
        let waiter: Waiter? = storage.withLock { storage in
            guard let number = place.number.withLock({ $0 }) else {
                place.expiry.withLock { $0 = error }
                return nil
            }
            guard storage.state.abandon(number) else { return nil }
            if !(error is CancellationError) { storage.counts.timeouts += 1 }
            return storage.waiters.removeValue(forKey: number)
        }
        waiter?.resume(throwing: error)
    }

    private func open(_ number: PoolState.ConnectionNumber, _ deadline: Deadline?) async throws -> Connection {
        let patience = min(deadline ?? .now + limits.reconnectPatience, .now + limits.reconnectPatience)
        var pause = Duration.milliseconds(20)
        do {
            while true {
                do {
                    let connection = try await Connection.open(parameters, deadline: deadline, statementCapacity: limits.statements)
                    storage.withLock { storage in
                        storage.connections[number] = connection
                        storage.counts.opened += 1
                    }
                    return connection
                } catch let error as PostgresError where error.isTransient && .now + pause < patience {
                    if storage.withLock({ $0.state.isClosed }) { throw Self.closed }
                    try await Task.sleep(for: pause)
                    pause = min(pause * 2, .milliseconds(500))
                }
            }
        } catch {
            discard(number)
            throw error
        }
    }

    private func giveBack(_ number: PoolState.ConnectionNumber, _ connection: Connection, isLost: Bool) async {
        if isLost {
            // What broke one connection has mostly broken all: the idle ones are replaced before they disappoint.
            let stale = storage.withLock { storage in
                storage.counts.broken += 1
                return storage.state.discardIdle().compactMap { storage.connections.removeValue(forKey: $0) }
            }
            discard(number)
            for connection in stale { await connection.close() }
            return
        }
        let (waiter, mustClose): (Waiter?, Bool) = storage.withLock { storage in
            switch storage.state.giveBack(number) {
            case .keep: return (nil, false)
            case .grant(let grant): return (storage.waiters.removeValue(forKey: grant.waiter), false)
            case .close:
                storage.connections[number] = nil
                return (nil, true)
            }
        }
        waiter?.resume(returning: Lease(number: number, connection: connection))
        guard mustClose else { return }
        await connection.close()
        resumeClosers()
    }

    private func discard(_ number: PoolState.ConnectionNumber) {
        let handed: (Waiter, Lease)? = storage.withLock { storage in
            storage.connections[number] = nil
            guard let grant = storage.state.discard(number), let waiter = storage.waiters.removeValue(forKey: grant.waiter) else {
                return nil
            }
            return (waiter, Lease(number: grant.connection, connection: nil))
        }
        if let (waiter, lease) = handed { waiter.resume(returning: lease) }
        resumeClosers()
    }

    // MARK: Closing

    /// Lends no more, refuses those who wait, and returns when the last lent connection has come back and all are closed.
    package func close() async {
        let (connections, waiters) = storage.withLock { storage in
            let leaving = storage.state.close()
            return (
                leaving.connections.compactMap { storage.connections.removeValue(forKey: $0) },
                leaving.waiters.compactMap { storage.waiters.removeValue(forKey: $0) }
            )
        }
        for waiter in waiters { waiter.resume(throwing: Self.closed) }
        for connection in connections { await connection.close() }
        await withCheckedContinuation { closer in
            storage.withLock { $0.closers.append(closer) }
            resumeClosers()
        }
    }

    private func resumeClosers() {
        let closers: [CheckedContinuation<Void, Never>] = storage.withLock { storage in
            guard storage.state.isDrained else { return [] }
            defer { storage.closers.removeAll() }
            return storage.closers
        }
        for closer in closers { closer.resume() }
    }

    private static let closed = PostgresError(.poolClosed, "the pool of database connections is closed; the program is stopping")
    private static let timeout = PostgresError(
        .poolTimeout, "no database connection became free in time; try again when there is less to do")
}

/// Where a waiting caller stands, for its timer and its cancellation.
private final class WaiterPlace: Sendable {
    let number = Mutex<PoolState.WaiterNumber?>(nil)
    let expiry = Mutex<(any Error)?>(nil)
}
