/// What statements can be sent to: a pool, a connection or a transaction.
package protocol QuerySource: Sendable {
    /// Sends a statement that reads and decodes each row.
    func query<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> [Value]
    /// Sends a statement that writes; gives the number of rows touched.
    @discardableResult
    func execute(_ sql: SQL) async throws -> Int
}

extension QuerySource {
    /// The row of a query that gives at most one; throws `unexpectedRowCount` when it gives more.
    package func first<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> Value? {
        let rows = try await query(sql, decode)
        guard rows.count <= 1 else {
            throw PostgresError(.unexpectedRowCount, "the query must give at most one row and gave \(rows.count)")
        }
        return rows.first
    }

    /// The row of a query that gives exactly one; throws `unexpectedRowCount` otherwise.
    package func only<Value: Sendable>(_ sql: SQL, _ decode: @Sendable (borrowing Row) throws -> Value) async throws -> Value {
        guard let row = try await first(sql, decode) else {
            throw PostgresError(.unexpectedRowCount, "the query must give one row and gave none")
        }
        return row
    }

    /// The first column of every row.
    package func column<Value: ColumnDecodable & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> [Value] {
        try await query(sql) { row in try row.get(0) }
    }

    /// The first column of the only row; throws `unexpectedRowCount` when there is not exactly one.
    package func value<Value: ColumnDecodable & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value {
        try await only(sql) { row in try row.get(0) }
    }
}
