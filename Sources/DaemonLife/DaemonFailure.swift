package import DaemonConfiguration
import EmbeddedPostgres

/// Why the daemon ended, with the status it ends with.
package struct DaemonFailure: Error, Sendable, CustomStringConvertible {
    package let status: DaemonExit
    package let description: String

    package init(_ status: DaemonExit, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Sorts an error of a part; `otherwise` is the status of one this module does not know.
    static func sorting(_ error: any Error, otherwise: DaemonExit) -> DaemonFailure {
        switch error {
        case let failure as DaemonFailure: failure
        case let fault as ConfigurationFault: DaemonFailure(fault.status, fault.description)
        case let error as EmbeddedPostgresError: DaemonFailure(status(of: error), error.description)
        default: DaemonFailure(otherwise, "\(error)")
        }
    }

    /// The exit status for a refusal of the embedded database.
    static func status(of error: EmbeddedPostgresError) -> DaemonExit {
        switch error.code {
        case .notInstalled, .noAccount, .foreignServer: .unavailable
        case .versionUnsupported, .pathTooLong, .stateHidden: .configuration
        case .initialisationFailed, .stateUnusable: .cannotCreate
        case .startFailed, .startTimeout, .stopTimeout, .stateLocked, .backupFailed: .temporary
        }
    }
}
