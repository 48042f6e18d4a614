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
    /// A page of a table that is not as it was written.
    package static let dataCorrupted = SQLState("XX001")
    /// A page of an index that is not as it was written.
    package static let indexCorrupted = SQLState("XX002")
    /// A file of the server that cannot be read or written.
    package static let ioError = SQLState("58030")
    /// Among others, a cached plan whose result type changed under it.
    package static let featureNotSupported = SQLState("0A000")
    /// A prepared statement the server no longer knows.
    package static let invalidStatementName = SQLState("26000")
}
