package import DaemonConfiguration
import EmbeddedPostgres
import Measures

/// `entrepotd --check`: everything that is wrong, at once, changing nothing.
package struct DaemonCheck: Sendable {
    package var sources: ConfigurationSources
    package var parts: DaemonParts

    package init(sources: ConfigurationSources, parts: DaemonParts) {
        self.sources = sources
        self.parts = parts
    }

    /// The lines to print and the status to exit with.
    package func run() async -> (lines: [String], status: DaemonExit) {
        let reading = sources.read()
        let configuration = reading.configuration
        let executable = SchemaLocation.runningExecutable()
        var faults = reading.faults
        faults += ConfigurationCheck(
            configuration: configuration, executable: executable,
            installations: PostgresInstallation.all(configured: configuration.database.binDirectory)
        ).run()
        var notes = ["file: \(reading.file ?? "none")", "state directory: \(configuration.stateDirectory)"]
        if let holder = StateLock.runningHolder(of: configuration.stateDirectory) {
            notes.append("a daemon is running on it: pid \(holder)")
        }
        let schema = SchemaLocation.find(configured: configuration.schemaDirectory, executable: executable)
        if let schema { notes.append("schema directory: \(schema)") }
        notes.append("admin socket: \(configuration.socketPath)")
        let (note, databaseFaults, codes) = await database(configuration, schema: schema)
        notes.append(note)
        faults += databaseFaults
        faults += codes?.faults(in: configuration.roles) ?? []
        var unseen: [String] = []
        if codes == nil, (configuration.roles.users + configuration.roles.groups).contains(where: \.isLimited) {
            unseen.append(
                "roles: whether their organisations and warehouses exist was not looked at, the database has none to compare with")
        }
        notes += unseen
        guard faults.isEmpty else {
            let count = faults.count == 1 ? "1 fault" : "\(faults.count) faults"
            return (faults.map(\.description) + unseen + ["\(count) found"], DaemonExit.worst(of: faults.map(\.status)))
        }
        return (notes + ["all is well"], .ok)
    }

    /// A line on the database, what is wrong with it, and the codes it knows.
    private func database(_ configuration: Configuration, schema: String?) async -> (String, [ConfigurationFault], RoleCodes?) {
        let address: DatabaseAddress
        let kind: String
        do {
            if let external = try DatabaseAddress.read(configuration.database) {
                address = external
                kind = "configured"
            } else {
                let layout = ClusterLayout(state: Files.resolved(configuration.stateDirectory) ?? configuration.stateDirectory)
                guard UnixSocketProbe.accepts(layout.socket) else {
                    return ("database: embedded, not running; checked at the start", [], nil)
                }
                address = DatabaseAddress(
                    application: EmbeddedCluster.url(for: .daemon, layout: layout), owner: EmbeddedCluster.url(for: .owner, layout: layout))
                kind = "embedded"
            }
        } catch {
            // Told already by the check of the machine.
            return ("database: configured", [], nil)
        }
        guard let schema else { return ("database: \(kind)", [], nil) }
        do {
            let findings = try await parts.inspect(InspectionOrder(applicationURL: address.application, schemaDirectory: schema))
            // A schema that is behind is no fault where the daemon migrates at its start.
            let faults = findings.faults.filter { !($0.code == .schema && address.owner != nil) }
            return ("database: \(kind), schema \(findings.schemaVersion ?? "not made yet")", faults, findings.codes)
        } catch let fault as ConfigurationFault {
            return ("database: \(kind)", [fault], nil)
        } catch {
            let key = configuration.database.urlFile == nil ? "database.url" : "database.url_file"
            return (
                "database: \(kind)",
                [
                    ConfigurationFault(
                        .database, at: key, found: "the database cannot be reached (\(error))",
                        remedy: "Start the server, or correct the connection string", status: .unavailable)
                ], nil
            )
        }
    }
}
