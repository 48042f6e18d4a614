/// Why the embedded database, its lock or its backup refused, and what to do about it.
package struct EmbeddedPostgresError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Stable names of the refusals.
    package enum Code: String, Sendable, CaseIterable {
        case notInstalled = "POSTGRES.NOT-INSTALLED"
        case versionUnsupported = "POSTGRES.VERSION-UNSUPPORTED"
        case initialisationFailed = "POSTGRES.INITDB-FAILED"
        case startFailed = "POSTGRES.START-FAILED"
        case startTimeout = "POSTGRES.START-TIMEOUT"
        case stopTimeout = "POSTGRES.STOP-TIMEOUT"
        case foreignServer = "POSTGRES.FOREIGN-SERVER"
        case stateLocked = "STATE.LOCKED"
        case stateUnusable = "STATE.UNUSABLE"
        case stateHidden = "STATE.HIDDEN-FROM-SERVER"
        case pathTooLong = "STATE.PATH-TOO-LONG"
        case noAccount = "STATE.NO-ACCOUNT"
        case backupFailed = "BACKUP.FAILED"
    }

    /// What kind of refusal it is.
    package let code: Code
    /// What was found, in one sentence.
    package let found: String
    /// What a person can do about it.
    package let remedy: String
    /// Whether the same step may succeed later with nothing changed by hand.
    package let retryHelps: Bool

    package init(_ code: Code, found: String, remedy: String, retryHelps: Bool = false) {
        self.code = code
        self.found = found
        self.remedy = remedy
        self.retryHelps = retryHelps
    }

    package var description: String { "\(code.rawValue): \(found). \(remedy)." }
}
