/// The five-character class and code of a server error.
///
/// Source: PostgreSQL manual, appendix A, "PostgreSQL Error Codes".
package struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The five characters, such as `23505`.
    package let rawValue: String

    /// Wraps a code as the server sent it.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    private init(_ code: String) {
        self.rawValue = code
    }

    /// The first two characters: the family of the error.
    package var family: String { String(rawValue.prefix(2)) }

    /// The five characters.
    package var description: String { rawValue }

    /// A row that must be there is still referenced, or missing.
    package static let foreignKeyViolation = SQLState("23503")
    /// A column that must have a value has none.
    package static let notNullViolation = SQLState("23502")
    /// The key is taken.
    package static let uniqueViolation = SQLState("23505")
    /// A CHECK constraint, or a rule raised under its name, refused the row.
    package static let checkViolation = SQLState("23514")
    /// Two rows exclude each other.
    package static let exclusionViolation = SQLState("23P01")
    /// A concurrent transaction makes a serial order impossible: run the transaction again.
    package static let serializationFailure = SQLState("40001")
    /// Two transactions waited for each other: run the transaction again.
    package static let deadlockDetected = SQLState("40P01")
    /// A lock was not to be had in the time allowed.
    package static let lockNotAvailable = SQLState("55P03")
    /// The statement was cancelled, by request or by a timeout.
    package static let queryCanceled = SQLState("57014")
    /// The server is shutting down, or an administrator ended the session.
    package static let adminShutdown = SQLState("57P01")
    /// Another server process crashed; all sessions end.
    package static let crashShutdown = SQLState("57P02")
    /// The server is starting up, shutting down or recovering.
    package static let cannotConnectNow = SQLState("57P03")
    /// No connection slot is free.
    package static let tooManyConnections = SQLState("53300")
    /// The server's disk is full.
    package static let diskFull = SQLState("53100")
    /// The server is out of memory.
    package static let outOfMemory = SQLState("53200")
    /// A write in a read-only transaction.
    package static let readOnlyTransaction = SQLState("25006")
    /// A statement in a transaction that already failed.
    package static let inFailedTransaction = SQLState("25P02")
    /// The role may not do this.
    package static let insufficientPrivilege = SQLState("42501")
    /// No such table.
    package static let undefinedTable = SQLState("42P01")
    /// The statement cannot be parsed.
    package static let syntaxError = SQLState("42601")
    /// No such database.
    package static let undefinedDatabase = SQLState("3D000")
    /// The password is wrong.
    package static let invalidPassword = SQLState("28P01")
    /// The text is not of the column's type.
    package static let invalidTextRepresentation = SQLState("22P02")
    /// A number does not fit its type.
    package static let numericValueOutOfRange = SQLState("22003")
    /// A division by zero.
    package static let divisionByZero = SQLState("22012")
    /// RAISE without a code.
    package static let raiseException = SQLState("P0001")
    /// Among others, a cached plan whose result type changed under it.
    package static let featureNotSupported = SQLState("0A000")
    /// A prepared statement the server no longer knows.
    package static let invalidStatementName = SQLState("26000")
}
