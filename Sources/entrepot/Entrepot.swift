// The client of the admin socket: one command, a script, or a conversation.
//
//   Entrepot          options, and which of the three it is
//   DaemonConnection  a blocking Unix socket that sends lines and reads lines
//   Conversation      one request and its whole reply, with retries that are safe and waits that end
//   KeyedRequest      a write under its key, and what to type to send it once more
//   Interruption      the same for somebody who ends the client while a write is on its way
//   CommandCatalogue  what the server says about its commands: do they write, do they take rows
//   ImportFile        a file of rows in whatever encoding a spreadsheet left it
//   Script            lines of a file or of standard input
//   InteractiveSession  a conversation at a terminal: LineEditor (libedit), HistoryFile, questions for what is missing
//   FetchedFile       a file that comes in chunks: checked, then written whole or not at all
//   Output            records as table, TSV or JSON on standard output, everything else on standard error
//   TextTable         records as a person reads them
//   FinalSentence     the last line as a person reads it
//   SocketAccess      whom the socket lets in, for somebody it does not
//   ExitStatus        what the shell is told
//
// On failure: the server's sentence on standard error, its code in the exit status. A request whose answer was lost is sent again
// only when that cannot book anything twice: reads, and writes under a key. Where that does not settle it, the key is said together
// with the line to type. What the server sends never steers the terminal.

import AdminProtocol
import ArgumentParser
import Glibc

@main
struct Entrepot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entrepot",
        abstract: "Talk to an entrepot daemon over its admin socket.",
        usage: """
            entrepot [options] COMMAND… [name=value…]
            entrepot [options] -f FILE
            entrepot [options] < FILE
            """,
        discussion: """
            Each word of the shell is one argument. `entrepot help` lists the daemon's commands, `entrepot help COMMAND` explains one.
            `entrepot donation import FILE.csv` reads the file itself and shows progress. `entrepot completion bash|zsh|fish` prints what \
            gives your shell the Tab key, `entrepot manual` the manual page, both made of the daemon's own commands.
            """,
        version: programVersion)

    @Option(help: "The daemon's socket; else ENTREPOT_SOCKET, else /run/entrepot/admin.sock.")
    var socket: String?

    @Flag(help: "Records as JSON, one object a line.")
    var json = false

    @Flag(help: "Records as tab-separated values with a header.")
    var tsv = false

    @Option(help: "Language of everything that is said: en or fr; else that of the environment.")
    var lang: SpokenLanguage?

    @Option(help: "The key that makes a retry safe; made by itself for writing commands.")
    var key: String?

    @Option(name: [.customShort("f"), .customLong("file")], help: "Run the lines of a file (- for standard input).")
    var file: String?

    @Option(name: .customLong("on-error"), help: "What a script does at an error: stop or continue.")
    var onError: OnError = .stop

    @Option(name: [.customShort("o"), .customLong("output")], help: "Write a fetched file here instead of to standard output.")
    var output: String?

    @Option(help: "Seconds of silence, beyond a command's own time, after which the server is given up.")
    var patience = 15

    @Flag(help: "Say on standard error what is sent, keys included.")
    var verbose = false

    @Argument(help: "The command and its arguments.")
    var words: [String] = []

    enum SpokenLanguage: String, ExpressibleByArgument {
        case en
        case fr
    }

    enum OnError: String, ExpressibleByArgument {
        case stop
        case `continue`
    }

    static func main() {
        main(
            CommandLine.arguments.dropFirst().map { word in
                // `-5` is a quantity that the house explains, not an option.
                let octets = Array(word.utf8)
                return octets.count > 1 && octets[0] == UInt8(ascii: "-") && (0x30...0x39).contains(octets[1])
                    ? "\u{2212}" + word.dropFirst() : word
            })
    }

    func validate() throws {
        guard (1...86_400).contains(patience) else { throw ValidationError("--patience takes 1 to 86400 seconds") }
    }

    func run() throws {
        // A reader of our output that went away (`| head`) ends us quietly, a server that went away is a failed write.
        signal(SIGPIPE, SIG_IGN)
        let settings = Settings(self)
        let output = Output(settings: settings)
        let status: ExitStatus
        do throws(ClientFault) {
            if words.first == "completion", words.count == 2, let shell = ShellCompletion(rawValue: words[1]) {
                Output.write(Array(shell.script.utf8), to: STDOUT_FILENO)
                status = .success
            } else if words == ["manual"] || words == ["manuel"] {
                var page = ManualPage(settings.language)
                let conversation = Conversation(settings: settings, output: output, allowsRepeats: false)
                _ = try conversation.exchange([ManualPage.question], isSafe: true, write: nil) { payload throws(ClientFault) in
                    page.add(payload)
                }
                Output.write(Array(page.text.utf8), to: STDOUT_FILENO)
                status = .success
            } else if !words.isEmpty {
                if file != nil { throw .usage("either a command or -f FILE, not both") }
                status = try SingleCommand(settings: settings, output: output).run(words)
            } else if let file, file != "-" {
                status = try Script(settings: settings, output: output, name: file, source: try LineSource(path: file)).run()
            } else {
                if file == nil, isatty(STDIN_FILENO) == 1 {
                    status = try InteractiveSession(settings: settings, output: output).run()
                } else {
                    status = try Script(
                        settings: settings, output: output, name: "stdin", source: LineSource(descriptor: STDIN_FILENO)
                    ).run()
                }
            }
        } catch {
            output.say("entrepot: \(error.text(settings.language))")
            Glibc.exit(error.status.rawValue)
        }
        Glibc.exit(status.rawValue)
    }
}
