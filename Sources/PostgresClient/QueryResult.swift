import CLibPQ

/// Owns one `PGresult` and clears it; it lives inside the connection only.
@safe
struct QueryResult: ~Copyable {
    private let handle: OpaquePointer

    /// Takes over a result of `PQgetResult`.
    init(owning handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe PQclear(handle) }

    var status: ExecStatusType { unsafe PQresultStatus(handle) }

    var rowCount: Int { Int(unsafe PQntuples(handle)) }

    /// Rows touched or given, by the command tag; 0 for commands that count none.
    var affectedRows: Int {
        guard let digits = unsafe PQcmdTuples(handle) else { return 0 }
        return Int(unsafe String(cString: digits)) ?? 0
    }

    /// What was done, such as `INSERT 0 1`, `COMMIT`, `ROLLBACK`.
    var commandTag: String {
        guard let tag = unsafe PQcmdStatus(handle) else { return "" }
        return unsafe String(cString: tag)
    }

    var isError: Bool {
        let status = self.status
        return status == PGRES_FATAL_ERROR || status == PGRES_NONFATAL_ERROR || status == PGRES_BAD_RESPONSE
    }

    /// Decodes every row.
    borrowing func map<Value>(_ decode: (borrowing Row) throws -> Value) throws -> [Value] {
        let count = rowCount
        guard count > 0 else { return [] }
        var values: [Value] = []
        values.reserveCapacity(count)
        let columns = unsafe ColumnTable(handle)
        var row = unsafe Row(handle, columns)
        for index in 0..<count {
            row.move(to: Int32(index))
            values.append(try decode(row))
        }
        return values
    }

    /// A field of the error report; nil when the server did not send it.
    borrowing func errorField(_ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = unsafe PQresultErrorField(handle, Int32(ascii)) else { return nil }
        return unsafe String(cString: text)
    }

    /// The error this result reports. Codes: PostgreSQL manual 55.8, "Error and Notice Message Fields".
    borrowing func error() -> PostgresError {
        guard let state = errorField("C") else {
            // An error libpq made itself has no fields: the connection is at fault.
            let text = unsafe PQresultErrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
            return PostgresError(.connectionLost, trimmed(text))
        }
        let severity = errorField("V") ?? errorField("S") ?? ""
        let isEnd = severity == "FATAL" || severity == "PANIC"
        var error = PostgresError(isEnd ? .connectionLost : .server, errorField("M") ?? "the server gave no message")
        error.sqlState = SQLState(rawValue: state)
        error.constraint = errorField("n")
        error.table = errorField("t")
        error.column = errorField("c")
        error.hint = errorField("H")
        error.detail = errorField("D")
        error.sourceFunction = errorField("R")
        return error
    }
}

/// Text of libpq without the newline at its end.
func trimmed(_ text: String) -> String {
    var end = text.utf8.endIndex
    while end > text.utf8.startIndex {
        let before = text.utf8.index(before: end)
        guard text.utf8[before] == 10 || text.utf8[before] == 32 else { break }
        end = before
    }
    return String(text[..<end])
}
