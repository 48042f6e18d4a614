// # The life of the daemon
//
// Configuration → lock of the state directory → database (embedded: made, started or adopted) → migrations as the owner → a look as
// the application's role → sockets and jobs → one line on standard output and READY to systemd → work → a signal → drain with a
// deadline → database stopped → end. What fails on the way is told with its code and remedy, and the exit status is of sysexits.h.
//
// This module knows the order, not the work. The work comes in as closures (`DaemonParts`): what migrates, what looks at the database,
// what opens the socket. A test puts in others.
//
// **Signals.** TERM and INT drain; a second one forces. HUP reads the configuration again: roles, language and log level hold at once.
// **Failure while running.** A database server that died is started again; a listener that died ends the daemon with status 70, and
// systemd starts it again. A kill leaves the embedded server running for the next daemon to adopt.

package import DaemonConfiguration
package import Logging
import Measures

/// The parts of the daemon that other modules bring.
package struct DaemonParts: Sendable {
    /// Brings the schema to this program's version, as the owner; the version it has then.
    ///
    /// A `ConfigurationFault` thrown keeps its exit status; any other error counts as an unavailable database.
    package var migrate: @Sendable (MigrationOrder) async throws -> String
    /// Looks at the database as the application's role, changing nothing.
    package var inspect: @Sendable (InspectionOrder) async throws -> DatabaseFindings
    /// Opens pools and the admin socket. When it returns, clients are taken.
    package var open: @Sendable (DaemonOrder) async throws -> OpenDaemon

    package init(
        migrate: @escaping @Sendable (MigrationOrder) async throws -> String,
        inspect: @escaping @Sendable (InspectionOrder) async throws -> DatabaseFindings,
        open: @escaping @Sendable (DaemonOrder) async throws -> OpenDaemon
    ) {
        self.migrate = migrate
        self.inspect = inspect
        self.open = open
    }
}

/// What migrations need.
package struct MigrationOrder: Sendable {
    /// Connection string of the owner's role.
    package let ownerURL: String
    package let schemaDirectory: String
    package let log: Logger
}

/// What a look at the database needs.
package struct InspectionOrder: Sendable {
    /// Connection string of the application's role.
    package let applicationURL: String
    package let schemaDirectory: String
}

/// What a look at the database found.
package struct DatabaseFindings: Equatable, Sendable {
    /// Version of the schema in the database, nil when there is none.
    package var schemaVersion: String?
    /// What forbids to work on it: a schema too old or too new, a role that owns its tables.
    package var faults: [ConfigurationFault]
    /// Codes of the organisations and warehouses there are; nil when they were not looked at, or when there are none yet.
    package var codes: RoleCodes?

    package init(schemaVersion: String?, faults: [ConfigurationFault] = [], codes: RoleCodes? = nil) {
        self.schemaVersion = schemaVersion
        self.faults = faults
        self.codes = codes
    }

    /// Roles limited to what is not there.
    func roleFaults(_ roles: RoleSettings) -> [ConfigurationFault] { codes?.faults(in: roles) ?? [] }
}

/// What the working parts need.
package struct DaemonOrder: Sendable {
    package let configuration: Configuration
    /// Connection string of the application's role.
    package let applicationURL: String
    package let schemaDirectory: String
    package let schemaVersion: String
    package let log: Logger
}

/// The working parts, open for clients.
package struct OpenDaemon: Sendable {
    /// Serves until it is cancelled; returning or throwing before that is a failure of the daemon.
    package var serve: @Sendable () async throws -> Void
    /// Takes no more clients, lets requests under way finish, says farewell. Cancelled at the deadline.
    package var drain: @Sendable () async -> Void
    /// Runs the scheduled jobs until cancelled; nil when there are none.
    package var runJobs: (@Sendable () async throws -> Void)?
    /// Takes on new roles and language.
    package var reload: @Sendable (Configuration) async -> Void
    /// Whether the parts still move: asked for the watchdog of systemd, on their own threads.
    package var isMoving: @Sendable () async -> Bool
    /// Closes pools and removes the socket, after everything else ended.
    package var close: @Sendable () async -> Void

    package init(
        serve: @escaping @Sendable () async throws -> Void,
        drain: @escaping @Sendable () async -> Void,
        runJobs: (@Sendable () async throws -> Void)? = nil,
        reload: @escaping @Sendable (Configuration) async -> Void = { _ in },
        isMoving: @escaping @Sendable () async -> Bool = { true },
        close: @escaping @Sendable () async -> Void = {}
    ) {
        self.serve = serve
        self.drain = drain
        self.runJobs = runJobs
        self.reload = reload
        self.isMoving = isMoving
        self.close = close
    }
}
