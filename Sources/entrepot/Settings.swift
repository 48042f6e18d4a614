import AdminProtocol
import Glibc
import Speech

/// How this run talks and writes, from options and environment.
struct Settings {
    let socketPath: String
    let language: Language
    let format: OutputFormat
    let key: String?
    /// The words the client was started with, options included.
    let words: [String]
    let outputPath: String?
    let stopsAtError: Bool
    /// Seconds of silence, beyond a command's own time, after which the server is given up.
    let patience: Int
    let isVerbose: Bool
    /// Whether standard output is a terminal.
    let isTerminal: Bool
    /// Whether standard output may carry colours (https://no-color.org).
    let usesColour: Bool
    /// Whether standard error is a terminal, and one that may carry colours.
    let tellsTerminal: Bool
    let coloursErrors: Bool
    /// Whether standard error is a terminal that can show progress.
    let showsProgress: Bool
    /// Whether a person reads standard output and types at standard input, so that a long answer may be shown page by page.
    let pages: Bool
    /// Whether finals are read by a person at a terminal who did not ask for everything.
    let tellsPerson: Bool

    enum OutputFormat {
        case table
        case tsv
        case json
    }

    init(_ options: Entrepot) {
        socketPath = options.socket ?? Self.environment("ENTREPOT_SOCKET") ?? "/run/entrepot/admin.sock"
        isTerminal = isatty(STDOUT_FILENO) == 1
        let locale =
            options.lang?.rawValue ?? Self.environment("LC_ALL") ?? Self.environment("LC_MESSAGES") ?? Self.environment("LANG") ?? "en"
        language = locale.lowercased().hasPrefix("fr") ? .french : .english
        format = options.json ? .json : options.tsv || !isTerminal ? .tsv : .table
        key = options.key
        words = Array(CommandLine.arguments.dropFirst())
        outputPath = options.output
        patience = options.patience
        stopsAtError = options.onError == .stop
        isVerbose = options.verbose
        pages = isTerminal && isatty(STDIN_FILENO) == 1 && Self.environment("TERM") != "dumb"
        usesColour = isTerminal && Self.environment("NO_COLOR") == nil && Self.environment("TERM") != "dumb"
        tellsTerminal = isatty(STDERR_FILENO) == 1
        coloursErrors = tellsTerminal && Self.environment("NO_COLOR") == nil && Self.environment("TERM") != "dumb"
        tellsPerson = isatty(STDERR_FILENO) == 1 && !options.verbose && !options.json
        showsProgress = isatty(STDERR_FILENO) == 1 && Self.environment("TERM") != "dumb"
    }

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
