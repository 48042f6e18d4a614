import Glibc
package import Logging
import Synchronization

/// Log lines on standard error, as journald or a person reads them.
///
/// Under journald a line begins with its priority in angle brackets (sd-daemon(3)) and journald adds the time; elsewhere it begins with
/// the time in UTC. A line break in a message cannot begin a line of its own.
package struct Journal: LogHandler {
    /// The level of all journals that have none of their own; SIGHUP may change it.
    private static let sharedLevel = Mutex(Logger.Level.info)

    /// Sets the level of the whole daemon.
    package static func setLevel(_ name: String) {
        guard let level = Logger.Level(rawValue: name) else { return }
        sharedLevel.withLock { $0 = level }
    }

    package var metadata: Logger.Metadata = [:]
    private var ownLevel: Logger.Level?
    private let isJournald: Bool

    package init(isJournald: Bool) { self.isJournald = isJournald }

    package var logLevel: Logger.Level {
        get { ownLevel ?? Journal.sharedLevel.withLock { $0 } }
        set { ownLevel = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        var line = isJournald ? "<\(Journal.priority(of: event.level))>" : "\(Journal.now()) \(event.level.rawValue) "
        line += Journal.text(event.message.description, all)
        line += "\n"
        let bytes = Array(line.utf8)
        // One write for a line, so that lines of several threads do not mix; a log that is full or closed stops nobody.
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// Message and pairs in the order of their names, on one line.
    static func text(_ message: String, _ metadata: Logger.Metadata) -> String {
        var text = oneLine(message)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let plain = oneLine("\(value)")
            let isBare = !plain.isEmpty && !plain.contains { $0 == " " || $0 == "\"" || $0 == "=" }
            text +=
                " \(key)="
                + (isBare ? plain : "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\"")
        }
        return text
    }

    private static func oneLine(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case _ where scalar.value < 32 || scalar.value == 127: result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        while result.hasSuffix("\\n") { result.removeLast(2) }
        return result
    }

    /// Priorities of syslog(3).
    static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// Whether standard error goes to journald: JOURNAL_STREAM names its device and inode. systemd.exec(5)
    package static func isConnected(to stream: String?) -> Bool {
        guard let stream else { return false }
        var facts = stat()
        return fstat(STDERR_FILENO, &facts) == 0 && stream == "\(facts.st_dev):\(facts.st_ino)"
    }

    /// `2026-11-21T11:49:47Z`
    private static func now() -> String {
        var moment = time(nil)
        var parts = tm()
        gmtime_r(&moment, &parts)
        func digits(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
            + "T\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec))Z"
    }
}
