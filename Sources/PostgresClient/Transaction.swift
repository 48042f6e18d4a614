/// How much a transaction sees of others.
package enum TransactionIsolation: String, Sendable {
    /// Each statement sees what was committed before it.
    case readCommitted = "read committed"
    /// All statements see one moment.
    case repeatableRead = "repeatable read"
    /// As if transactions ran one after the other; expect 40001.
    case serializable = "serializable"

    func begin(readOnly: Bool) -> String {
        "begin isolation level \(rawValue) \(readOnly ? "read only" : "read write")"
    }
}

/// A transaction lent to a closure; it ends with the closure and refuses to be used after.
package struct Transaction: QuerySource {
    private let connection: Connection
    private let number: UInt64
    private let deadline: Deadline?

    init(connection: Connection, number: UInt64, deadline: Deadline?) {
        self.connection = connection
        self.number = number
        self.deadline = deadline
    }

    /// Sends a statement and decodes each row it gives.
    package func query<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> [Value] {
        try await connection.inTransaction(number) { connection in
            try await connection.query(sql, writes: false, deadline: deadline, decode)
        }
    }

    /// Sends a statement; gives the number of rows touched.
    @discardableResult
    package func execute(_ sql: SQL) async throws -> Int {
        try await inside { connection in try await connection.execute(sql) }
    }

    /// Runs `body` on the connection while this is its open transaction.
    func inside<Value: Sendable>(_ body: @Sendable (isolated Connection) async throws -> Value) async throws -> Value {
        try await connection.inTransaction(number) { connection in
            if let deadline, deadline <= .now {
                throw PostgresError(.deadlineExceeded, "the time allowed was over before the statement was sent")
            }
            return try await body(connection)
        }
    }

    /// Runs several statements separated by semicolons; they must not end the transaction.
    package func executeScript(_ script: String) async throws {
        try await inside { connection in try await connection.executeScript(script) }
    }

    /// Runs `body` under a savepoint: what it did is undone when it throws, and the transaction goes on.
    @discardableResult
    package func savepoint<Value: Sendable>(_ body: @Sendable (Transaction) async throws -> Value) async throws -> Value {
        try await execute("savepoint inner_part")
        do {
            let value = try await body(self)
            try await execute("release savepoint inner_part")
            return value
        } catch {
            try await executeScript("rollback to savepoint inner_part; release savepoint inner_part")
            throw error
        }
    }
}
