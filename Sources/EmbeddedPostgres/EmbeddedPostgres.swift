// # A private PostgreSQL for a daemon that was given none
//
// With no database configured, Entrepot keeps its books in a cluster of its own under the state directory DIR:
//
//     DIR/lock               held by the one daemon of this directory; holds its pid
//     DIR/database/data      the cluster (PG_VERSION says which programs serve it)
//     DIR/database/log       the server's own log, one file per weekday, at most seven
//     DIR/database/startup.log   what the server said before its log was open
//     DIR/run                the Unix socket; there is no TCP
//     DIR/backups            nightly logical dumps, unless another place is configured
//
// **Made once.** `initdb` and the roles are made under a temporary name, and the finished cluster is renamed into place: a kill in
// the middle leaves a directory that the next start removes, never half a database.
//
// **A process of its own.** The server runs in its own session. When the daemon is killed the server goes on, nothing is lost, and
// the next daemon adopts it after checking pid, data directory and socket in `postmaster.pid`. When the server is killed, its stale
// `postmaster.pid` is no obstacle and PostgreSQL recovers from its log. When the daemon stops in order, it stops the server in order.
//
// **As nobody special.** PostgreSQL refuses to run as root. A daemon started as root runs it as `entrepot` if that account exists,
// else as `postgres`; a daemon with an account of its own runs it as itself. Connections are by peer credentials: root, the
// daemon's account and the server's account may connect as any of the roles, nobody else as any.
//
// **Words.** *Cluster*: the directory with all data. *Server*: the running program. *Postmaster*: its first process. *Installation*:
// the programs of one PostgreSQL version. *Role*: the name a connection has inside the database, not an account of the machine.

/// The roles of the embedded database, by what they may do.
package enum DatabaseRole: String, CaseIterable, Sendable {
    /// Owns database and schema; migrations only.
    case owner = "entrepot_owner"
    /// The application: what the daemon works as.
    case daemon = "entrepot_daemon"
    /// Reads what the grants let it read; for people with `psql`.
    case reader = "entrepot_reader"
    /// The superuser, for dumps and repairs.
    case superuser = "postgres"
}

/// Names and numbers that every part of the embedded database agrees on.
package enum EmbeddedDatabase {
    /// The one database of the cluster.
    package static let name = "entrepot"
    /// Only part of the socket's file name: there is no TCP.
    package static let port = 5432
    /// PostgreSQL versions that are supported, oldest first.
    package static let supportedVersions = 15...18
    /// Longest path of a Unix socket in bytes, without the final NUL. unix(7): sun_path is 108 bytes.
    package static let longestSocketPath = 107
}
