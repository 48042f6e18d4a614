import EmbeddedPostgres
import Glibc

/// The connection strings of a server that is not the embedded one.
package struct DatabaseAddress: Equatable, Sendable {
    /// For the application's role.
    package var application: String
    /// For the owner's role; nil: the daemon runs no migrations.
    package var owner: String?

    package init(application: String, owner: String?) {
        self.application = application
        self.owner = owner
    }

    /// Reads them from the settings and from the files these name; nil with the embedded database.
    ///
    /// - Throws: `ConfigurationFault` `CHECK.SECRET` for a file that is missing, empty or open to everybody.
    package static func read(_ settings: DatabaseSettings) throws(ConfigurationFault) -> DatabaseAddress? {
        let application = try settings.urlFile.map { path throws(ConfigurationFault) in try secret(path, key: "database.url_file") }
        guard let application = application ?? settings.url else { return nil }
        let owner = try settings.ownerURLFile.map { path throws(ConfigurationFault) in try secret(path, key: "database.owner_url_file") }
        return DatabaseAddress(application: application, owner: owner ?? settings.ownerURL)
    }

    private static func secret(_ path: String, key: String) throws(ConfigurationFault) -> String {
        func fault(_ found: String, _ remedy: String) -> ConfigurationFault {
            ConfigurationFault(.secret, at: key, found: found, remedy: remedy)
        }
        let text: String
        do {
            text = try Files.wholeText(of: path, limit: 65_536) ?? ""
        } catch {
            throw fault("\(path) cannot be read (\(error))", "Let the daemon's account read it")
        }
        guard let facts = Files.facts(of: path) else { throw fault("\(path) does not exist", "Write the connection string into it") }
        guard facts.st_mode & 0o007 == 0 else { throw fault("\(path) is open to every account", "chmod o= \(path)") }
        let line = String(text.prefix { $0 != "\n" && $0 != "\r\n" })
        guard !line.isEmpty else { throw fault("\(path) has an empty first line", "Write the connection string into it") }
        return line
    }
}
