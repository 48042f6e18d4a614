import AdminProtocol
import Glibc
import PlainJSON
import Speech

/// Where everything goes: records to standard output, sentences, notices and progress to standard error.
final class Output {
    private let settings: Settings
    private var isProgressShown = false
    /// What the daemon calls things, when it was asked.
    var words = HouseWords()

    init(settings: Settings) {
        self.settings = settings
    }

    /// Writes octets whole; a reader that went away ends the program as a closed pipe would.
    static func write(_ octets: [UInt8], to descriptor: Int32) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { Glibc.exit(descriptor == STDOUT_FILENO ? 141 : ExitStatus.internalFault.rawValue) }
            rest = rest.dropFirst(count)
        }
    }

    /// A sentence on standard error.
    func say(_ text: String, ink: (String, Bool) -> String = { text, _ in text }) {
        endProgress()
        var lines = [VisibleText.of(text)]
        if settings.tellsTerminal {
            let terminal = Terminal.current
            lines = TextTable.wrapped(terminal.shown(lines[0]), within: terminal.columns)
        }
        for line in lines { Self.write(Array((ink(line, settings.coloursErrors) + "\n").utf8), to: STDERR_FILENO) }
    }

    /// What is sent, when asked to say so.
    func note(_ text: String) {
        if settings.isVerbose { say("> " + text) }
    }

    func notice(_ word: String, _ pairs: JSONObject, _ text: String?) {
        switch word {
        case "PROGRESS":
            guard let done = pairs.text("done").flatMap({ Int($0) }) else { return }
            progress(done: done, total: pairs.text("total").flatMap { Int($0) }, unit: pairs.text("unit") ?? "")
        case "BYE": if settings.isVerbose { say("* BYE \(pairs.text("reason") ?? "")") }
        default: say("! " + (text ?? pairs.values.map(\.plainText).joined(separator: " ")), ink: Ink.yellow)
        }
    }

    /// A bar on a terminal, nothing elsewhere.
    func progress(done: Int, total: Int?, unit: String) {
        guard settings.showsProgress else { return }
        isProgressShown = true
        let unit = VisibleText.of(unit)
        var text = "\r\u{1B}[K"
        if let total, total > 0 {
            let filled = min(30, done * 30 / total)
            text += "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled) + "] \(done)/\(total) \(unit)"
        } else {
            text += "\(done) \(unit)"
        }
        Self.write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Takes the bar away.
    func endProgress() {
        guard isProgressShown else { return }
        isProgressShown = false
        Self.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    /// The final: its sentence and its facts, on standard error; a person at a terminal is told nothing twice. Of a write that may have
    /// been booked, or may be tried again, its key is said with the line to type.
    func final(_ final: ReceivedFinal, prefix: String = "", write: KeyedRequest? = nil) {
        if final.code == nil, settings.tellsPerson {
            let text = FinalSentence.text(final, settings.language)
            if !text.isEmpty { say(prefix + text) }
            return
        }
        let hidden: Set<String> = settings.isVerbose || settings.format == .json ? [] : ["state", "retry"]
        let facts = zip(final.pairs.keys, final.pairs.values).filter { !hidden.contains($0.0) }
            .map { "\($0.0)=\($0.1.plainText)" }.joined(separator: " ")
        guard let code = final.code else {
            let parts = [final.text ?? "", facts].filter { !$0.isEmpty }
            if !parts.isEmpty { say(prefix + parts.joined(separator: "  ")) }
            return
        }
        say(
            prefix + code.rawValue + (final.text.map { ": " + $0 } ?? "") + (settings.isVerbose && !facts.isEmpty ? "  " + facts : ""),
            ink: Ink.red)
        guard let write else { return }
        if final.state == .unknown {
            say(write.unknown(settings.language))
        } else if final.retry == .sameKey {
            say(write.again(settings.language))
        }
    }

    /// A place for the records of one reply.
    func records(_ style: RecordStyle = RecordStyle()) -> RecordOutput {
        RecordOutput(settings: settings, reading: RecordReading(language: settings.language, words: words), style: style)
    }
}
