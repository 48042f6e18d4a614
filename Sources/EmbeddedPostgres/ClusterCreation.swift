import Glibc

/// Making the cluster with its roles and database, all or nothing.
struct ClusterCreation: Sendable {
    var layout: ClusterLayout
    var installation: PostgresInstallation
    var account: ServerAccount
    var settings: ServerSettings

    /// What the single-user server is told, one command a line.
    static let commands = [
        "CREATE ROLE entrepot_owner LOGIN;",
        "CREATE ROLE entrepot_daemon LOGIN;",
        "CREATE ROLE entrepot_reader LOGIN;",
        "CREATE DATABASE entrepot OWNER entrepot_owner;",
        "REVOKE ALL ON DATABASE entrepot FROM PUBLIC;",
        "GRANT CONNECT, TEMPORARY ON DATABASE entrepot TO entrepot_daemon;",
        "GRANT CONNECT ON DATABASE entrepot TO entrepot_reader;",
    ]

    /// First part of the temporary name; the rest is the daemon's pid.
    static let temporaryPrefix = "data.new-"

    /// Removes what an interrupted creation left. Leftovers that resist are no obstacle: every try has a name of its own.
    static func removeLeftovers(in layout: ClusterLayout) {
        for name in Files.names(in: layout.home) where name.hasPrefix(temporaryPrefix) {
            try? Files.removeTree("\(layout.home)/\(name)")
        }
    }

    /// Makes the cluster under a temporary name and renames it into place.
    ///
    /// - Throws: `POSTGRES.INITDB-FAILED` with what the program said.
    func run() throws(EmbeddedPostgresError) {
        let temporary = "\(layout.home)/\(ClusterCreation.temporaryPrefix)\(getpid())"
        do {
            try Files.removeTree(temporary)
            try make(temporary)
            _ = try settings.write(into: temporary, owner: account)
            try Files.rename(temporary, to: layout.data)
        } catch let error as EmbeddedPostgresError {
            try? Files.removeTree(temporary)
            throw error
        } catch {
            try? Files.removeTree(temporary)
            throw failure("a file could not be put in place (\(error))")
        }
    }

    private func make(_ directory: String) throws {
        let initialisation = try Program(
            executable: installation.program("initdb"),
            arguments: [
                "--pgdata=\(directory)", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--username=postgres",
                "--auth-local=peer", "--auth-host=reject", "--no-instructions",
            ],
            account: account, directory: layout.home
        ).run()
        guard initialisation.succeeded else {
            throw failure(
                "initdb ended with \(initialisation.status): \(initialisation.lastWords)", doesNotRun: initialisation.status == 127)
        }
        // A server for one, on no socket: it works before anybody can connect, and ends with its input. postgres(1), single-user
        let roles = try Program(
            executable: installation.program("postgres"),
            arguments: ["--single", "-D", directory, "-c", "exit_on_error=on", "-c", "log_checkpoints=off", "template1"],
            account: account, directory: layout.home, input: ClusterCreation.commands.joined(separator: "\n") + "\n"
        ).run()
        guard roles.succeeded else { throw failure("the roles could not be made (status \(roles.status)): \(roles.lastWords)") }
    }

    private func failure(_ found: String, doesNotRun: Bool = false) -> EmbeddedPostgresError {
        EmbeddedPostgresError(
            .initialisationFailed, found: "the database could not be made: \(found)",
            // What the loader of programs answers for one that lacks its libraries.
            remedy: doesNotRun
                ? "This PostgreSQL does not run here: mend \(installation.program("initdb")), or remove that version so that another is taken"
                : "See that \(layout.state) has 100 MB free and allows \(account.name) to write, then start again; "
                    + "nothing half-made is kept",
            retryHelps: true)
    }
}
