/// Why PostgreSQL, or the way to it, failed; says whether trying again can help.
package struct PostgresError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened, as far as a caller decides by it.
    package enum Kind: String, Sendable, CaseIterable {
        /// The server refused the statement; `sqlState` says why.
        case server
        /// The connection string or a setting cannot be used.
        case badParameters
        /// No connection could be made.
        case cannotConnect
        /// The connection broke; nothing that was asked for has happened.
        case connectionLost
        /// The connection broke, or the standby was not waited for, while a write was being committed: it may or may not have happened.
        case outcomeUnknown
        /// No connection became free in time.
        case poolTimeout
        /// The pool was closed.
        case poolClosed
        /// The deadline passed before the answer came; nothing was committed.
        case deadlineExceeded
        /// A text parameter holds U+0000, which PostgreSQL's text cannot.
        case nulInText
        /// A column is missing, NULL, or of another type than asked for.
        case decoding
        /// A query that must give one row gave none or several.
        case unexpectedRowCount
        /// A transaction was used after its closure had ended.
        case transactionEnded
        /// The closure returned although a statement of its transaction had failed; it was rolled back.
        case transactionAborted
        /// The statement cannot be sent this way, such as COPY by `query`.
        case misuse
    }

    /// What happened.
    package let kind: Kind
    /// What was found and what to do, without values of rows.
    package let message: String
    /// The server's code, when the server spoke.
    package var sqlState: SQLState?
    /// The constraint, index or rule that refused the row.
    package var constraint: String?
    /// The table the error is about.
    package var table: String?
    /// The column the error is about.
    package var column: String?
    /// The server's advice.
    package var hint: String?
    /// The server's detail. It prints whole rows: never log it, never show it to another user.
    package var detail: String?
    /// True when the connection was found broken before a byte of the statement was handed to it.
    package var nothingSent = false

    /// Makes an error of this module; server errors come from `init(result:)`.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The stable code shown to people and programs, such as `postgres-connection-lost`.
    package var code: String {
        switch kind {
        case .server: "postgres-server"
        case .badParameters: "postgres-bad-parameters"
        case .cannotConnect: "postgres-cannot-connect"
        case .connectionLost: "postgres-connection-lost"
        case .outcomeUnknown: "postgres-outcome-unknown"
        case .poolTimeout: "postgres-pool-timeout"
        case .poolClosed: "postgres-pool-closed"
        case .deadlineExceeded: "postgres-deadline-exceeded"
        case .nulInText: "postgres-nul-in-text"
        case .decoding: "postgres-decoding"
        case .unexpectedRowCount: "postgres-unexpected-row-count"
        case .transactionEnded: "postgres-transaction-ended"
        case .transactionAborted: "postgres-transaction-aborted"
        case .misuse: "postgres-misuse"
        }
    }

    /// True when nothing happened and the same request may succeed later.
    ///
    /// `outcomeUnknown` is not transient: the request may have happened, so it must be looked up, or repeated under its key.
    package var isTransient: Bool {
        switch kind {
        case .connectionLost, .poolTimeout, .deadlineExceeded: true
        case .cannotConnect: sqlState.map(Self.transientStates.contains) ?? true
        case .server: sqlState.map(Self.transientStates.contains) ?? false
        default: false
        }
    }

    /// True when the transaction should be run again at once: a serialization failure, a deadlock, or a plan that went stale.
    package var asksForRetry: Bool {
        sqlState == .serializationFailure || sqlState == .deadlockDetected || isStalePlan
    }

    /// True when a cached statement no longer fits the schema; preparing it again cures it.
    package var isStalePlan: Bool {
        guard kind == .server else { return false }
        // The text of 0A000 is translated, the function that raised it is not (plancache.c, RevalidateCachedQuery).
        return sqlState == .invalidStatementName || (sqlState == .featureNotSupported && sourceFunction == "RevalidateCachedQuery")
    }

    /// The function of the server that raised the error, which no locale translates.
    var sourceFunction: String?

    /// True when the server found a page or an index of its files damaged, or could not read or write them: nothing that is tried again
    /// helps, the disk has to be looked at and a backup restored.
    package var isDamage: Bool {
        kind == .server && [.dataCorrupted, .indexCorrupted, .ioError].contains(sqlState)
    }

    /// Code, SQLSTATE, constraint, message and hint; never the detail, which prints rows, nor the message of a data exception (class 22),
    /// which repeats what was typed.
    package var description: String {
        var text = code
        if let sqlState { text += " \(sqlState)" }
        if let constraint { text += " constraint \(constraint)" }
        text += sqlState?.family == "22" ? ": a value was refused\(sourceFunction.map { " by \($0)" } ?? "")" : ": \(message)"
        if let hint { text += " (\(hint))" }
        return text
    }

    /// The same error under another kind.
    func restated(_ kind: Kind, _ message: String) -> PostgresError {
        var error = PostgresError(kind, message)
        error.sqlState = sqlState
        error.constraint = constraint
        error.table = table
        error.column = column
        error.hint = hint
        error.detail = detail
        error.nothingSent = nothingSent
        error.sourceFunction = sourceFunction
        return error
    }

    private static let transientStates: Set<SQLState> = [
        .serializationFailure, .deadlockDetected, .lockNotAvailable, .queryCanceled, .adminShutdown, .crashShutdown, .cannotConnectNow,
        .tooManyConnections, .diskFull, .outOfMemory,
    ]
}
