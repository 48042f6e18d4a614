import Glibc
package import Logging

/// Dumps of the embedded database, one a night, the last few kept.
///
/// A dump (`pg_dump -Fc`) is written under a temporary name, synced and renamed: a file with a dump's name is whole. It restores into
/// the same or a later version of PostgreSQL with `pg_restore`.
package struct LogicalBackup: Sendable {
    /// Where the dumps lie; best on another disk than the state directory.
    package let directory: String
    /// How many dumps are kept; 0 keeps none and makes none.
    package let keptNights: Int
    /// When, local time of the machine.
    package let timeOfDay: BackupTime
    private let layout: ClusterLayout
    private let binDirectory: String?

    package init(layout: ClusterLayout, directory: String, keptNights: Int, timeOfDay: BackupTime, binDirectory: String? = nil) {
        self.layout = layout
        self.directory = directory
        self.keptNights = keptNights
        self.timeOfDay = timeOfDay
        self.binDirectory = binDirectory
    }

    /// Whether a dump is due: none was made since the last scheduled moment. A night missed while the service was down is due on start.
    ///
    /// - Parameter now: seconds since 1970.
    package func isDue(now: Int) -> Bool {
        guard keptNights > 0, let cluster = Files.facts(of: "\(layout.data)/PG_VERSION") else { return false }
        // A cluster made today has nothing to lose before its first night.
        return BackupTime.isDue(newest: newestDump() ?? cluster.st_mtim.tv_sec, scheduled: timeOfDay.latest(before: now))
    }

    /// Makes one dump now and removes those beyond the number kept; the path of the new one.
    ///
    /// - Parameter now: seconds since 1970, for its name.
    /// - Throws: `BACKUP.FAILED`; earlier dumps are untouched then.
    @discardableResult
    package func run(now: Int, log: Logger) async throws -> String {
        try await BlockingWork.run { try self.dump(now: now, log: log) }
    }

    private func dump(now: Int, log: Logger) throws(EmbeddedPostgresError) -> String {
        let path = "\(directory)/\(LogicalBackup.name(at: now))"
        let partial = "\(path).partial"
        do {
            try Files.makeDirectory(directory, mode: 0o700)
            for name in Files.names(in: directory) where name.hasSuffix(".dump.partial") { unlink("\(directory)/\(name)") }
            guard let version = try layout.dataVersion() else {
                throw EmbeddedPostgresError(.backupFailed, found: "there is no database yet", remedy: "Start the daemon first")
            }
            let installation = try PostgresInstallation.choose(
                dataVersion: version, from: PostgresInstallation.all(configured: binDirectory))
            let outcome = try Program(
                executable: installation.program("pg_dump"),
                arguments: [
                    "--format=custom", "--file=\(partial)", "--no-password",
                    "--dbname=\(EmbeddedCluster.url(for: .superuser, layout: layout))",
                ],
                account: try ServerAccount.current()
            ).run()
            guard outcome.succeeded else { throw failure("pg_dump ended with \(outcome.status): \(outcome.output)") }
            let descriptor = open(partial, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemCallError("open", partial) }
            defer { close(descriptor) }
            if fsync(descriptor) != 0 { throw SystemCallError("fsync", partial) }
            try Files.rename(partial, to: path)
        } catch let error as EmbeddedPostgresError {
            unlink(partial)
            throw error
        } catch {
            unlink(partial)
            throw failure("\(error)")
        }
        for old in dumps().dropLast(keptNights) {
            if unlink("\(directory)/\(old)") != 0 {
                log.warning("an old dump cannot be removed", metadata: ["reason": "\(SystemCallError("unlink", old))"])
            }
        }
        return path
    }

    private func failure(_ found: String) -> EmbeddedPostgresError {
        EmbeddedPostgresError(
            .backupFailed, found: "the dump into \(directory) failed: \(found)",
            remedy: "See that the directory is writable and has room; earlier dumps are untouched", retryHelps: true)
    }

    /// Names of whole dumps, oldest first: the name is the time in UTC.
    private func dumps() -> [String] {
        Files.names(in: directory).filter { $0.hasPrefix("entrepot-") && $0.hasSuffix(".dump") }
    }

    /// When the newest dump was made, seconds since 1970, by its name.
    private func newestDump() -> Int? { dumps().last.flatMap(LogicalBackup.time(of:)) }

    /// `entrepot-20261121T023000Z.dump`
    static func name(at now: Int) -> String {
        var moment = time_t(now)
        var parts = tm()
        gmtime_r(&moment, &parts)
        func digits(_ value: Int32, _ width: Int = 2) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "entrepot-\(digits(parts.tm_year + 1900, 4))\(digits(parts.tm_mon + 1))\(digits(parts.tm_mday))"
            + "T\(digits(parts.tm_hour))\(digits(parts.tm_min))\(digits(parts.tm_sec))Z.dump"
    }

    /// The time in a dump's name, nil for another name.
    static func time(of name: String) -> Int? {
        let bytes = Array(name.utf8)
        guard bytes.count == 30, name.hasPrefix("entrepot-"), name.hasSuffix("Z.dump"), bytes[17] == UInt8(ascii: "T") else { return nil }
        func number(_ start: Int, _ count: Int) -> Int32? {
            var value: Int32 = 0
            for byte in bytes[start..<start + count] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int32(byte - 48)
            }
            return value
        }
        guard let year = number(9, 4), let month = number(13, 2), let day = number(15, 2), let hour = number(18, 2),
            let minute = number(20, 2), let second = number(22, 2)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        return Int(timegm(&parts))
    }
}

/// A time of day in hours and minutes, local time of the machine.
package struct BackupTime: Equatable, Sendable {
    /// 0 to 23.
    package let hour: Int
    /// 0 to 59.
    package let minute: Int

    /// Nil outside 00:00 to 23:59.
    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// The last moment at or before `now` (seconds since 1970) when the machine's clock showed this time. On the day the clock leaps over
    /// it, mktime(3) gives a moment beside it, so that no night is left out.
    package func latest(before now: Int) -> Int {
        var moment = time_t(now)
        var today = tm()
        localtime_r(&moment, &today)
        for daysBack in 0...1 {
            var parts = today
            parts.tm_mday -= Int32(daysBack)
            (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (Int32(hour), Int32(minute), 0, -1)
            let candidate = Int(mktime(&parts))
            if candidate <= now { return candidate }
        }
        return now
    }

    /// Whether a scheduled moment still lacks its dump, the newest being of the given time.
    static func isDue(newest: Int, scheduled: Int) -> Bool { newest < scheduled }
}
