// # What the daemon is told
//
// Every setting is one row of `ConfigurationKeys.all`: its name, what it takes and where it goes. The same rows read the file
// (`Config/entrepotd.yaml` shows each with its default), the environment (`socket.idle_minutes` is ENTREPOT_SOCKET_IDLE_MINUTES)
// and the flags; flags win over the environment, the environment over the file, the file over the defaults here.
//
// **Nothing is ignored.** An unknown or misspelt key, a key given twice, a value out of its range: each is a fault with its line,
// and all of them are told at once. `ConfigurationCheck` goes on to look at the machine: directories, socket, schema, accounts.
//
// **Secrets come from files** (`database.url_file`), never from the command line.

package import EmbeddedPostgres
package import Measures
package import Speech

/// Every setting of the daemon with its default.
package struct Configuration: Equatable, Sendable {
    /// Where one instance keeps everything of its own.
    package var stateDirectory = "/var/lib/entrepot"
    package var socket = SocketSettings()
    package var database = DatabaseSettings()
    /// Directory with migrations, routines, views and grants; nil: found beside the program.
    package var schemaDirectory: String?
    package var backup = BackupSettings()
    package var roles = RoleSettings()
    /// Language of sessions that ask for none.
    package var language = Language.english
    /// swift-log's names: trace, debug, info, notice, warning, error, critical.
    package var logLevel = "info"
    /// Where reports are kept as files; nil: `reports` in the state directory.
    package var reportsDirectory: String?
    package var rules = RuleSettings()
    package var clock = ClockSettings()
    /// How long a stop waits for requests under way, seconds.
    package var drainSeconds = 20

    package init() {}

    /// Path of the admin socket.
    package var socketPath: String { socket.path ?? "\(stateDirectory)/admin.sock" }
    /// Where nightly dumps are kept.
    package var backupDirectory: String { backup.directory ?? "\(stateDirectory)/backups" }
    /// Where reports are kept.
    package var reportsPath: String { reportsDirectory ?? "\(stateDirectory)/reports" }
    /// Whether the daemon runs a PostgreSQL of its own.
    package var usesEmbeddedDatabase: Bool { database.url == nil && database.urlFile == nil }
}

/// The admin socket and its limits.
package struct SocketSettings: Equatable, Sendable {
    /// Nil: `admin.sock` in the state directory.
    package var path: String?
    /// Permission bits of the socket.
    package var mode: UInt32 = 0o660
    /// Group that owns the socket; nil: `entrepot` where it exists, else the daemon's own.
    package var group: String?
    package var maximumClients = 512
    package var maximumClientsPerUser = 128
    /// Of `maximumClients`, kept free for administrators.
    package var reservedForAdministrators = 8
    /// Requests one session may have waiting.
    package var maximumQueuedRequests = 128
    package var idleMinutes = 30
    package var commandTimeoutSeconds = 30
    /// The most that `timeout=` may ask for.
    package var longestCommandSeconds = 3_600
    /// How long a write is waited for behind its time before it is answered `state=unknown`.
    package var writeGraceSeconds = 5
    /// Of accounts without any role: lines and time before they are closed, and clients at once.
    package var strangerLines = 8
    package var strangerSeconds = 8
    package var maximumStrangerClients = 8
    package var maximumBatchLines = 10_000
    package var maximumBatchMegabytes = 64
    /// Of the open batches of all clients together.
    package var maximumBatchesMegabytes = 256
    /// Watches of one session.
    package var maximumWatches = 16
    /// How long a watcher hears nothing at most.
    package var watchTickSeconds = 30
    /// A reader that takes nothing for this long is closed.
    package var stalledReaderSeconds = 30
}

/// Where the books are. With neither `url` nor `urlFile` the daemon runs a PostgreSQL of its own.
package struct DatabaseSettings: Equatable, Sendable {
    /// Connection string of the application's role.
    package var url: String?
    package var urlFile: String?
    /// Connection string of the owner's role, for migrations only.
    package var ownerURL: String?
    package var ownerURLFile: String?
    /// Connections of the pool.
    package var poolSize = 8
    /// PostgreSQL's programs for the embedded database, where they are not in a usual place.
    package var binDirectory: String?
}

/// The nightly dump of the embedded database.
package struct BackupSettings: Equatable, Sendable {
    /// Nil: `backups` in the state directory.
    package var directory: String?
    /// Dumps kept; 0 makes none.
    package var keepNights = 14
    /// Local time of the machine.
    package var at = TimeOfDay(hour: 3, minute: 30)
}

/// House rules.
package struct RuleSettings: Equatable, Sendable {
    /// A volunteer's loss above this many base units waits for review.
    package var lossReviewAboveBaseUnits = 50
    /// A difference of a count above this many percent is counted a second time; 0 never asks.
    package var secondCountAbovePercent = 0
}

/// When the clock is in doubt, and nights are held.
package struct ClockSettings: Equatable, Sendable {
    /// By how much more time may pass by the clock than by the machine's uptime, days.
    package var largestLeapDays = 2
    /// How long the house may have been closed before somebody has to accept the clock, days.
    package var longestStopDays = 92
}

/// Hours and minutes.
package struct TimeOfDay: Equatable, Sendable {
    /// 0 to 23.
    package var hour: Int
    /// 0 to 59.
    package var minute: Int

    package init(hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }

    /// `04:00`; nil for anything else, 24:00 included.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hour < 24, minute < 60 else { return nil }
        self.init(hour: hour, minute: minute)
    }
}

extension Configuration {
    /// The dump of the embedded database as configured.
    package func logicalBackup(layout: ClusterLayout) -> LogicalBackup? {
        guard let time = BackupTime(hour: backup.at.hour, minute: backup.at.minute) else { return nil }
        return LogicalBackup(
            layout: layout, directory: backupDirectory, keptNights: backup.keepNights, timeOfDay: time,
            binDirectory: database.binDirectory)
    }
}
