import EmbeddedPostgres
import Glibc
import Speech

/// The configuration read from all its sources, with everything that was wrong in them.
package struct ConfigurationReading: Equatable, Sendable {
    package var configuration: Configuration
    /// In the order of the sources: file, environment, flags, then contradictions between them.
    package var faults: [ConfigurationFault]
    /// The file that was read, nil when there was none.
    package var file: String?
    /// Names of the keys in the file.
    package var keysInFile: [String]
}

/// Where settings come from.
package struct ConfigurationSources: Equatable, Sendable {
    /// `--config`, nil when not given.
    package var file: String?
    /// Variables of the environment.
    package var environment: [String: String]
    /// `--state`, `--socket` and `--log-level`, by the key each stands for.
    package var flags: [Flag]

    /// A flag with its key and value.
    package struct Flag: Equatable, Sendable {
        package var flag: String
        package var key: String
        package var value: String

        package init(flag: String, key: String, value: String) {
            self.flag = flag
            self.key = key
            self.value = value
        }
    }

    /// Read when neither `--config`, `ENTREPOT_CONFIG` nor `--state` is given and it exists.
    package static let usualFile = "/etc/entrepot/entrepotd.yaml"
    /// Variables of the client and of this reader, which are no keys.
    private static let otherVariables = ["ENTREPOT_CONFIG", "ENTREPOT_SOCKET"]

    package init(file: String? = nil, environment: [String: String] = [:], flags: [Flag] = []) {
        self.file = file
        self.environment = environment
        self.flags = flags
    }

    /// Reads everything; never throws, because every fault is to be told.
    package func read() -> ConfigurationReading {
        var reading = ConfigurationReading(configuration: Configuration(), faults: [], file: nil, keysInFile: [])
        readFile(into: &reading)
        readEnvironment(into: &reading)
        for flag in flags {
            // The shell's word is relative to where the person stands.
            let value = flag.key.hasSuffix(".level") ? flag.value : Files.absolute(flag.value)
            set(flag.key, value, at: flag.flag, &reading)
        }
        reading.faults += contradictions(reading.configuration)
        return reading
    }

    private func readFile(into reading: inout ConfigurationReading) {
        let named = file ?? environment["ENTREPOT_CONFIG"]
        let hasState = flags.contains { $0.key == "state.directory" } || environment["ENTREPOT_STATE_DIRECTORY"] != nil
        guard let path = named ?? (hasState ? nil : ConfigurationSources.usualFile) else { return }
        do {
            guard let text = try Files.wholeText(of: path) else {
                if named == nil { return }
                throw SystemCallError("open", path, number: 2)
            }
            let file = ConfigurationFile(path: path, text: text, over: reading.configuration)
            reading.configuration = file.configuration
            reading.faults += file.faults
            reading.file = path
            reading.keysInFile = file.keys
        } catch {
            reading.faults.append(
                ConfigurationFault(
                    .fileUnreadable, at: path, found: "the configuration cannot be read (\(error))",
                    remedy: (error as? SystemCallError)?.number == EFBIG
                        ? "A configuration has at most 1 MiB: see that it is the right file"
                        : "Name an existing file with --config, readable for the daemon's account"))
        }
    }

    private func readEnvironment(into reading: inout ConfigurationReading) {
        let rows = ConfigurationKeys.all.filter { !$0.isMapping }
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("ENTREPOT_") {
            if let row = rows.first(where: { $0.variable == variable }) {
                if !value.isEmpty { set(row.name, value, at: "environment \(variable)", &reading) }
                continue
            }
            if ConfigurationSources.otherVariables.contains(variable) { continue }
            // A near miss is a misspelling; any other name belongs to somebody else.
            guard let nearest = NearestWords.nearest(to: variable, among: rows.map(\.variable)).first,
                NearestWords.distance(Array(variable.unicodeScalars), Array(nearest.unicodeScalars), bound: 2) != nil
            else { continue }
            reading.faults.append(
                ConfigurationFault(
                    .unknownKey, at: "environment \(variable)", found: "no key has this variable", remedy: "Did you mean \(nearest)?"))
        }
    }

    private func set(_ name: String, _ value: String, at place: String, _ reading: inout ConfigurationReading) {
        guard let row = ConfigurationKeys.named(name) else { return }
        if !row.apply(.scalar(value), &reading.configuration) {
            reading.faults.append(
                ConfigurationFault(.value, at: place, found: "\(name) cannot be \"\(value)\"", remedy: "It takes \(row.takes)"))
        }
    }

    private func contradictions(_ configuration: Configuration) -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        func add(_ place: String, _ found: String, _ remedy: String) {
            faults.append(ConfigurationFault(.contradiction, at: place, found: found, remedy: remedy))
        }
        let database = configuration.database
        if database.url != nil && database.urlFile != nil {
            add("database.url", "both database.url and database.url_file are given", "Keep the file")
        }
        if database.ownerURL != nil && database.ownerURLFile != nil {
            add("database.owner_url", "both database.owner_url and database.owner_url_file are given", "Keep the file")
        }
        if configuration.usesEmbeddedDatabase && (database.ownerURL != nil || database.ownerURLFile != nil) {
            add(
                "database.owner_url", "an owner is given, but no database.url or database.url_file for the application",
                "Give both for a server of yours, or neither for the embedded database")
        }
        let socket = configuration.socket
        if socket.maximumClientsPerUser > socket.maximumClients {
            add(
                "socket.max_clients_per_user", "\(socket.maximumClientsPerUser) for one user is more than \(socket.maximumClients) for all",
                "Lower it, or raise socket.max_clients")
        }
        if socket.reservedForAdministrators >= socket.maximumClients {
            add(
                "socket.reserved_for_administrators",
                "\(socket.reservedForAdministrators) of \(socket.maximumClients) clients leaves none for anybody else",
                "Lower it, or raise socket.max_clients")
        }
        return faults
    }
}
