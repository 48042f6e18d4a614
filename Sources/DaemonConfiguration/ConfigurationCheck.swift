package import EmbeddedPostgres
import Glibc
import Measures

/// Looking at the machine for everything the configuration points at. Changes nothing.
package struct ConfigurationCheck: Sendable {
    package var configuration: Configuration
    /// Path of the running program, for finding the schema.
    package var executable: String?
    /// PostgreSQL's installations on this machine.
    package var installations: [PostgresInstallation]

    package init(configuration: Configuration, executable: String?, installations: [PostgresInstallation]) {
        self.configuration = configuration
        self.executable = executable
        self.installations = installations
    }

    /// Everything that is wrong, in the order of the keys.
    package func run() -> [ConfigurationFault] {
        state() + socket() + database() + schema() + directories() + accounts()
    }

    private func state() -> [ConfigurationFault] {
        let directory = configuration.stateDirectory
        guard let problem = unwritable(directory) else { return [] }
        return [
            ConfigurationFault(
                .state, at: "state.directory", found: problem, remedy: "Make it for the daemon's account, or name another with --state",
                status: .cannotCreate)
        ]
    }

    private func socket() -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        let path = configuration.socketPath
        let length = path.utf8.count
        if length > EmbeddedDatabase.longestSocketPath {
            faults.append(
                ConfigurationFault(
                    .socket, at: "socket.path",
                    found: "\(path) has \(length) bytes, and Linux takes at most \(EmbeddedDatabase.longestSocketPath)",
                    remedy: "Choose a shorter path with --socket or --state"))
        }
        let directory = Files.parent(of: path)
        if directory != configuration.stateDirectory, let problem = unwritable(directory) {
            faults.append(
                ConfigurationFault(
                    .socket, at: "socket.path", found: problem, remedy: "Make it for the daemon's account, or choose another path",
                    status: .cannotCreate))
        }
        if let facts = Files.facts(of: path), facts.st_mode & S_IFMT != S_IFSOCK {
            faults.append(
                ConfigurationFault(
                    .socket, at: "socket.path", found: "\(path) exists and is no socket", remedy: "Move it away, or choose another path",
                    status: .cannotCreate))
        }
        let mode = configuration.socket.mode
        if mode & 0o007 != 0 {
            let shown = String(mode, radix: 8)
            faults.append(
                ConfigurationFault(
                    .openSocket, at: "socket.mode", found: "mode 0\(shown) lets every account of this machine connect, whatever its group",
                    remedy: "Write \"0\(String(mode & 0o770, radix: 8))\", and put who may connect into socket.group"))
        }
        if let group = configuration.socket.group, !ConfigurationCheck.groupExists(group) {
            faults.append(
                ConfigurationFault(
                    .socket, at: "socket.group", found: "there is no group \(group)",
                    remedy: "groupadd --system \(group), or leave it empty"))
        }
        return faults
    }

    private func database() -> [ConfigurationFault] {
        guard configuration.usesEmbeddedDatabase else {
            do {
                _ = try DatabaseAddress.read(configuration.database)
                return []
            } catch {
                return [error]
            }
        }
        var faults: [ConfigurationFault] = []
        if let directory = configuration.database.binDirectory, !installations.contains(where: { $0.binDirectory == directory }) {
            faults.append(
                ConfigurationFault(
                    .database, at: "database.bin_directory",
                    found: "\(directory) does not hold postgres, initdb and pg_dump of PostgreSQL "
                        + "\(EmbeddedDatabase.supportedVersions.lowerBound) to \(EmbeddedDatabase.supportedVersions.upperBound)",
                    remedy: "Name the directory that does, or leave it empty"))
        }
        // The directory need not exist yet; its path is known all the same.
        let layout = ClusterLayout(state: Files.resolved(configuration.stateDirectory) ?? configuration.stateDirectory)
        do {
            try layout.checkSocketPath()
            let version = try layout.dataVersion()
            _ = try PostgresInstallation.choose(
                dataVersion: version, from: installations, configured: configuration.database.binDirectory)
            _ = try ServerAccount.forServer()
        } catch {
            let missing: [EmbeddedPostgresError.Code] = [.notInstalled, .noAccount]
            faults.append(
                ConfigurationFault(
                    .database, at: error.code.rawValue, found: error.found, remedy: error.remedy,
                    status: missing.contains(error.code) ? .unavailable : .configuration))
        }
        return faults
    }

    private func schema() -> [ConfigurationFault] {
        if SchemaLocation.find(configured: configuration.schemaDirectory, executable: executable) != nil { return [] }
        let tried = SchemaLocation.candidates(
            configured: configuration.schemaDirectory, executable: executable, workingDirectory: Files.absolute("."))
        return [
            ConfigurationFault(
                .schema, at: "schema.directory", found: "no schema was found (looked for migrations in \(tried.joined(separator: ", ")))",
                remedy: "Copy the delivered directory Schema to \(SchemaLocation.installed), or name it in schema.directory")
        ]
    }

    private func directories() -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        let wanted = [
            ("backup.directory", configuration.backup.keepNights > 0 ? configuration.backup.directory : nil),
            ("reports.directory", configuration.reportsDirectory),
        ]
        for case (let key, let directory?) in wanted {
            guard let problem = unwritable(directory) else { continue }
            faults.append(
                ConfigurationFault(
                    .directory, at: key, found: problem, remedy: "Make it for the daemon's account, or name another", status: .cannotCreate)
            )
        }
        return faults
    }

    private func accounts() -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        let own = geteuid() == 0 ? nil : try? ServerAccount.current().name
        for grant in configuration.roles.users where grant.account == "root" || grant.account == own {
            faults.append(
                ConfigurationFault(
                    .account, at: "roles.users",
                    found: "\(grant.account) is always administrator\(grant.account == "root" ? "" : ", as the daemon's own account"): "
                        + "the entry does nothing", remedy: "Remove it"))
        }
        for grant in configuration.roles.users where ServerAccount.named(grant.account) == nil {
            faults.append(
                ConfigurationFault(
                    .account, at: "roles.users", found: "there is no user \(grant.account) on this machine",
                    remedy: "Correct or remove the name"))
        }
        for grant in configuration.roles.groups where !ConfigurationCheck.groupExists(grant.account) {
            faults.append(
                ConfigurationFault(
                    .account, at: "roles.groups", found: "there is no group \(grant.account) on this machine",
                    remedy: "Correct or remove the name"))
        }
        return faults
    }

    /// Why the daemon could not write into a directory, nil when it could, or could make it.
    private func unwritable(_ path: String) -> String? {
        var directory = path
        while true {
            if let facts = Files.facts(of: directory) {
                if facts.st_mode & S_IFMT != S_IFDIR { return "\(directory) is no directory" }
                if access(directory, W_OK | X_OK) == 0 { return nil }
                return directory == path ? "\(path) is not writable" : "\(path) does not exist and cannot be made in \(directory)"
            }
            if directory == "/" || directory == "." { return "\(path) does not exist" }
            directory = Files.parent(of: directory)
        }
    }

    private static func groupExists(_ name: String) -> Bool {
        var record = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 65_536)
        return getgrnam_r(name, &record, &buffer, buffer.count, &found) == 0 && found != nil
    }
}
