import Glibc

/// The programs of one PostgreSQL version on this machine.
package struct PostgresInstallation: Equatable, Sendable {
    /// Major version, one of `EmbeddedDatabase.supportedVersions`.
    package let version: Int
    /// Directory of `postgres`, `initdb` and `pg_dump`.
    package let binDirectory: String

    package init(version: Int, binDirectory: String) {
        self.version = version
        self.binDirectory = binDirectory
    }

    /// The path of one of its programs.
    package func program(_ name: String) -> String { "\(binDirectory)/\(name)" }

    /// Directories searched for a version: Debian and Ubuntu, then the packages of postgresql.org for Red Hat and kin.
    static func usualDirectories(version: Int) -> [String] {
        ["/usr/lib/postgresql/\(version)/bin", "/usr/pgsql-\(version)/bin"]
    }

    /// The installations of this machine, newest first; a configured directory comes before the usual one of its version.
    package static func all(configured: String? = nil) -> [PostgresInstallation] {
        var found: [PostgresInstallation] = []
        for version in EmbeddedDatabase.supportedVersions.reversed() {
            if let configured, isComplete(configured), self.version(of: configured) == version {
                found.append(PostgresInstallation(version: version, binDirectory: configured))
            }
            for directory in usualDirectories(version: version) where isComplete(directory) {
                found.append(PostgresInstallation(version: version, binDirectory: directory))
            }
        }
        return found
    }

    /// The installation for a cluster: of the version its files have, or the newest for a cluster yet to be made.
    ///
    /// - Parameters:
    ///   - dataVersion: what `PG_VERSION` in the data directory says, nil when there is no cluster.
    ///   - installations: as `all` lists them.
    /// - Throws: `POSTGRES.NOT-INSTALLED`, `POSTGRES.VERSION-UNSUPPORTED`.
    package static func choose(
        dataVersion: Int?, from installations: [PostgresInstallation], configured: String? = nil
    ) throws(EmbeddedPostgresError) -> PostgresInstallation {
        let supported = EmbeddedDatabase.supportedVersions
        guard let dataVersion else {
            if configured != nil, let chosen = installations.first(where: { $0.binDirectory == configured }) { return chosen }
            if let newest = installations.first { return newest }
            throw EmbeddedPostgresError(
                .notInstalled,
                found: "no PostgreSQL \(supported.lowerBound) to \(supported.upperBound) was found in /usr/lib/postgresql, /usr/pgsql-*"
                    + (configured.map { " or \($0)" } ?? ""),
                remedy: "Install it (Debian 12: apt-get install postgresql-15; Ubuntu 24.04: apt-get install postgresql-16), "
                    + "name its directory in database.bin_directory, or point database.url_file at another server")
        }
        guard supported.contains(dataVersion) else {
            throw EmbeddedPostgresError(
                .versionUnsupported,
                found:
                    "the cluster was made by PostgreSQL \(dataVersion); \(supported.lowerBound) to \(supported.upperBound) are supported",
                remedy: "Restore the last dump into a new state directory")
        }
        guard let match = installations.first(where: { $0.version == dataVersion }) else {
            let others = installations.map { String($0.version) }
            throw EmbeddedPostgresError(
                .notInstalled,
                found: "the cluster belongs to PostgreSQL \(dataVersion), which is not installed"
                    + (others.isEmpty ? "" : " (there is \(others.joined(separator: ", ")))"),
                remedy: "Install it (apt-get install postgresql-\(dataVersion)), "
                    + "or restore the last dump into a new state directory")
        }
        return match
    }

    private static func isComplete(_ directory: String) -> Bool {
        ["postgres", "initdb", "pg_dump"].allSatisfy { access("\(directory)/\($0)", X_OK) == 0 }
    }

    /// `postgres (PostgreSQL) 16.4 (Debian …)` → 16.
    private static func version(of directory: String) -> Int? {
        guard let account = try? ServerAccount.current(),
            let outcome = try? Program(executable: "\(directory)/postgres", arguments: ["--version"], account: account).run(),
            outcome.succeeded
        else { return nil }
        return majorVersion(in: outcome.output)
    }

    /// The major version in what `postgres --version` prints.
    static func majorVersion(in text: String) -> Int? {
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let digits = word.prefix { $0.isASCII && $0.isNumber }
            if let version = Int(digits) { return version }
        }
        return nil
    }
}
