import AdminProtocol
import ArgumentParser
import DaemonConfiguration
import DaemonLife
import Glibc
import Logging

/// `entrepotd`: the daemon of one warehouse instance.
@main
struct Entrepotd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entrepotd",
        abstract: "Keeps a shared warehouse's books, plans its rounds and reports every night.",
        discussion: """
            entrepotd --state DIR keeps everything of one instance under DIR, a PostgreSQL of its own included, and needs nothing else. \
            Other settings stand in a file (--config); Config/entrepotd.yaml shows every one with its default. \
            TERM or INT drains and ends, a second one forces; HUP reads roles, language and log level again.
            """,
        version: programVersion)

    @Option(help: ArgumentHelp("Directory of this instance.", valueName: "dir"))
    var state: String?

    @Option(
        help: ArgumentHelp(
            "Configuration file; without it and without --state, \(ConfigurationSources.usualFile) if there is one.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Admin socket.", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: String?

    @Flag(help: "Check the configuration and everything it points at, say all that is wrong, and end.")
    var check = false

    func run() async throws {
        let environment = Environment.variables()
        var flags: [ConfigurationSources.Flag] = []
        if let state { flags.append(.init(flag: "--state", key: "state.directory", value: state)) }
        if let socket { flags.append(.init(flag: "--socket", key: "socket.path", value: socket)) }
        if let logLevel { flags.append(.init(flag: "--log-level", key: "log.level", value: logLevel)) }
        let sources = ConfigurationSources(file: config, environment: environment, flags: flags)
        if check {
            let result = await DaemonCheck(sources: sources, parts: .assembled()).run()
            for line in result.lines { Self.say(line) }
            throw ExitCode(result.status.rawValue)
        }
        let isJournald = Journal.isConnected(to: environment["JOURNAL_STREAM"])
        let log = Logger(label: "entrepotd") { _ in Journal(isJournald: isJournald) }
        let status = await Daemon(sources: sources, parts: .assembled(), environment: environment, log: log, say: Self.say).run()
        throw ExitCode(status.rawValue)
    }

    /// One line on standard output, at once.
    @Sendable private static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}

/// The environment of this process.
enum Environment {
    static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text)
            if let equals = pair.firstIndex(of: "=") { variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...]) }
            entry += 1
        }
        return variables
    }
}
