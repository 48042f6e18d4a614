package import Measures
import Speech

/// A value as it was written, before it is known what it should be.
package enum WrittenValue: Equatable, Sendable {
    case scalar(String)
    case list([String])
    case roles([AccountRoles])
}

/// One setting: its name, what it takes, and where in the configuration it goes.
package struct ConfigurationKey: Sendable {
    /// Dotted name as in the file.
    package let name: String
    /// What it takes, in words for an error.
    package let takes: String
    /// Puts a value in place; false when it is none that the key takes.
    let apply: @Sendable (WrittenValue, inout Configuration) -> Bool

    /// Its environment variable.
    package var variable: String {
        "ENTREPOT_" + String(name.map { $0 == "." ? "_" : $0 }).uppercased()
    }

    /// Mappings and lists of roles stand in the file only.
    package var isMapping: Bool { name.hasPrefix("roles.") }

    typealias Path<Value> = any WritableKeyPath<Configuration, Value> & Sendable

    static func integer(_ name: String, _ range: ClosedRange<Int>, _ path: Path<Int>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: "a whole number from \(range.lowerBound) to \(range.upperBound)") { value, configuration in
            guard case .scalar(let text) = value, let number = Int(text), range.contains(number) else { return false }
            configuration[keyPath: path] = number
            return true
        }
    }

    static func text(_ name: String, _ takes: String, _ path: Path<String?>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: takes) { value, configuration in
            guard case .scalar(let text) = value, isPlain(text) else { return false }
            configuration[keyPath: path] = text
            return true
        }
    }

    static func path(_ name: String, _ path: Path<String?>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: "a path that begins with /") { value, configuration in
            guard case .scalar(let text) = value, text.hasPrefix("/"), isPlain(text) else { return false }
            configuration[keyPath: path] = withoutTrailingSlash(text)
            return true
        }
    }

    static func path(_ name: String, _ path: Path<String>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: "a path that begins with /") { value, configuration in
            guard case .scalar(let text) = value, text.hasPrefix("/"), isPlain(text) else { return false }
            configuration[keyPath: path] = withoutTrailingSlash(text)
            return true
        }
    }

    static func timeOfDay(_ name: String, _ path: Path<TimeOfDay>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: "a time from \"00:00\" to \"23:59\", in quotes") { value, configuration in
            guard case .scalar(let text) = value, let time = TimeOfDay(text) else { return false }
            configuration[keyPath: path] = time
            return true
        }
    }

    static func choice(_ name: String, _ words: [String], _ set: @escaping @Sendable (String, inout Configuration) -> Void)
        -> ConfigurationKey
    {
        ConfigurationKey(name: name, takes: "one of \(words.joined(separator: ", "))") { value, configuration in
            guard case .scalar(let text) = value, words.contains(text) else { return false }
            set(text, &configuration)
            return true
        }
    }

    static func roles(_ name: String, _ path: Path<[AccountRoles]>) -> ConfigurationKey {
        ConfigurationKey(name: name, takes: "a mapping of accounts to lists of roles") { value, configuration in
            guard case .roles(let grants) = value else { return false }
            configuration[keyPath: path] = grants
            return true
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

/// All settings there are, in the order of the file.
package enum ConfigurationKeys {
    package static let logLevels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

    package static let all: [ConfigurationKey] = [
        .path("state.directory", \.stateDirectory),

        .path("socket.path", \.socket.path),
        ConfigurationKey(name: "socket.mode", takes: "permission bits in octal and in quotes, such as \"0660\"") { value, configuration in
            guard case .scalar(let text) = value, (3...4).contains(text.utf8.count), let mode = UInt32(text, radix: 8), mode <= 0o777 else {
                return false
            }
            configuration.socket.mode = mode
            return true
        },
        .text("socket.group", "the name of a group", \.socket.group),
        .integer("socket.max_clients", 1...65_536, \.socket.maximumClients),
        .integer("socket.max_clients_per_user", 1...65_536, \.socket.maximumClientsPerUser),
        .integer("socket.reserved_for_administrators", 0...1000, \.socket.reservedForAdministrators),
        .integer("socket.max_queued_requests", 1...100_000, \.socket.maximumQueuedRequests),
        .integer("socket.idle_minutes", 1...10_080, \.socket.idleMinutes),
        .integer("socket.command_timeout_seconds", 1...86_400, \.socket.commandTimeoutSeconds),
        .integer("socket.longest_command_seconds", 1...604_800, \.socket.longestCommandSeconds),
        .integer("socket.write_grace_seconds", 0...3_600, \.socket.writeGraceSeconds),
        .integer("socket.stranger_lines", 1...10_000, \.socket.strangerLines),
        .integer("socket.stranger_seconds", 1...3_600, \.socket.strangerSeconds),
        .integer("socket.max_stranger_clients", 1...65_536, \.socket.maximumStrangerClients),
        .integer("socket.max_batch_lines", 1...1_000_000, \.socket.maximumBatchLines),
        .integer("socket.max_batch_megabytes", 1...4_096, \.socket.maximumBatchMegabytes),
        .integer("socket.max_batches_megabytes", 1...65_536, \.socket.maximumBatchesMegabytes),
        .integer("socket.max_watches", 1...1_000, \.socket.maximumWatches),
        .integer("socket.watch_tick_seconds", 1...3_600, \.socket.watchTickSeconds),
        .integer("socket.stalled_reader_seconds", 1...86_400, \.socket.stalledReaderSeconds),

        .text("database.url", "a connection string of PostgreSQL", \.database.url),
        .path("database.url_file", \.database.urlFile),
        .text("database.owner_url", "a connection string of PostgreSQL", \.database.ownerURL),
        .path("database.owner_url_file", \.database.ownerURLFile),
        .integer("database.pool_size", 1...200, \.database.poolSize),
        .path("database.bin_directory", \.database.binDirectory),

        .path("schema.directory", \.schemaDirectory),

        .path("backup.directory", \.backup.directory),
        .integer("backup.keep_nights", 0...3660, \.backup.keepNights),
        .timeOfDay("backup.at", \.backup.at),

        .roles("roles.users", \.roles.users),
        .roles("roles.groups", \.roles.groups),

        .choice("language", Language.allCases.map(\.rawValue)) { word, configuration in
            if let language = Language(rawValue: word) { configuration.language = language }
        },
        .choice("log.level", logLevels) { word, configuration in configuration.logLevel = word },
        .path("reports.directory", \.reportsDirectory),

        .integer("rules.loss_review_above_base_units", 0...1_000_000_000, \.rules.lossReviewAboveBaseUnits),
        .integer("rules.second_count_above_percent", 0...1_000_000, \.rules.secondCountAbovePercent),

        .integer("clock.largest_leap_days", 1...3660, \.clock.largestLeapDays),
        .integer("clock.longest_stop_days", 1...36_600, \.clock.longestStopDays),

        .integer("stop.drain_seconds", 0...600, \.drainSeconds),
    ]

    /// The key of a name, nil when there is none.
    package static func named(_ name: String) -> ConfigurationKey? { all.first { $0.name == name } }
}
