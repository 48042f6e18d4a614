import AdminProtocol
import PlainJSON
import Speech

/// How much one instance takes; every figure can be set.
package struct ServerLimits: Sendable, Equatable {
    /// Connected clients in all.
    package var clients = 512
    /// Connected clients of one user.
    package var clientsPerUser = 128
    /// Of `clients`, how many only an administrator may take.
    package var clientsKeptForAdministrators = 8
    /// Requests of one client that may wait; while so many wait, nothing more is read from it.
    package var queuedRequests = 128
    /// Octets of waiting requests and rows of one client; while so many wait, nothing more is read from it.
    package var queuedOctets = 1 << 20
    /// A client that sends nothing for so long, with nothing running, is closed.
    package var idle: Duration = .seconds(1800)
    /// How long a command may take unless `timeout=` says otherwise.
    package var command: Duration = .seconds(30)
    /// The most `timeout=` may ask for.
    package var longestCommand: Duration = .seconds(3600)
    /// How long a write is waited for behind its deadline before it is answered `state=unknown`: whoever books knows the deadline, and
    /// answers `unchanged` itself when nothing was sent by then.
    package var writeGrace: Duration = .seconds(5)
    /// A client that takes nothing of its reply for so long is closed.
    package var stalledReader: Duration = .seconds(30)
    /// Lines that an account without any role may send before it is closed.
    package var strangerLines = 8
    /// How long an account without any role may stay.
    package var strangerTime: Duration = .seconds(8)
    /// Connected clients of one account without any role.
    package var strangerClients = 8
    /// How long refusals of accounts without any role are counted before one line of the log tells their number.
    package var strangerReport: Duration = .seconds(60)
    /// How long a closing connection waits for its peer to stop sending.
    package var drain: Duration = .seconds(2)
    /// Lines of one batch.
    package var batchLines = 10_000
    /// Watches of one session.
    package var watches = 16
    /// Octets of one batch, its rows of data included.
    package var batchOctets = 64 << 20
    /// Octets that the open batches of all clients together hold in memory, what keeps them included.
    package var batchesOctets = 256 << 20
    /// Descriptors that clients leave to the rest of the daemon: its database, its files.
    package var descriptorsKept = 32

    /// The limits as delivered.
    package init() {}

    /// The limits as records of `show limits`.
    func records(_ language: Language) -> [JSONObject] {
        func record(_ name: String, _ value: Int64, _ meaning: Wording) -> JSONObject {
            ["name": .string(name), "value": .integer(value), "meaning": .string(meaning(language))]
        }
        return [
            record("clients", Int64(clients), Wording("connected clients", "clients connectés")),
            record(
                "clients_per_user", Int64(clientsPerUser), Wording("connected clients of one user", "clients d'un même compte")),
            record(
                "clients_for_administrators", Int64(clientsKeptForAdministrators),
                Wording("of these, kept for administrators", "dont réservés aux administrateurs")),
            record(
                "queued_requests", Int64(queuedRequests),
                Wording("waiting requests of one client", "requêtes en attente par client")),
            record("line_octets", Int64(longestRequestLine), Wording("octets of a line", "octets d'une ligne")),
            record(
                "idle_seconds", idle.components.seconds, Wording("silence before a client is closed", "silence avant fermeture")),
            record(
                "command_seconds", command.components.seconds, Wording("a command, unless timeout=", "une commande, sauf délai=")),
            record(
                "longest_command_seconds", longestCommand.components.seconds,
                Wording("the most timeout= may ask", "le plus long délai=")),
            record(
                "stalled_reader_seconds", stalledReader.components.seconds,
                Wording("a reader that takes nothing", "un lecteur qui ne lit plus")),
            record(
                "write_grace_seconds", writeGrace.components.seconds,
                Wording(
                    "a write is waited for behind its time before it is unknown",
                    "attente d'une écriture après son délai avant de la dire inconnue")),
            record(
                "stranger_lines", Int64(strangerLines),
                Wording("lines of an account without any role", "lignes d'un compte sans aucun rôle")),
            record(
                "stranger_seconds", strangerTime.components.seconds,
                Wording("the stay of an account without any role", "séjour d'un compte sans aucun rôle")),
            record(
                "stranger_clients", Int64(strangerClients),
                Wording("connected clients of an account without any role", "clients d'un compte sans aucun rôle")),
            record("watches", Int64(watches), Wording("watches of one session", "suivis d'une session")),
            record("batch_lines", Int64(batchLines), Wording("lines of a batch", "lignes d'un lot")),
            record(
                "batch_octets", Int64(batchOctets), Wording("octets of a batch and its rows", "octets d'un lot et de ses rangées")
            ),
            record(
                "batches_octets", Int64(batchesOctets),
                Wording("octets of all open batches together", "octets de tous les lots ouverts ensemble")),
        ]
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
