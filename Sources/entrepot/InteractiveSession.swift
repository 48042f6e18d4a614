import AdminProtocol
import Glibc
import PlainJSON
import Speech

/// Where lines come from in a conversation with somebody.
protocol PromptReader: AnyObject {
    func read(_ prompt: String) -> LineEditor.Typed
    func remember(_ line: String)
    var complete: (String) -> [LineEditor.Candidate] { get set }
}

extension LineEditor: PromptReader {}

/// A prompt without an editor, for terminals that can do nothing but write on.
final class PlainPrompt: PromptReader {
    private let source = LineSource(descriptor: STDIN_FILENO)
    var complete: (String) -> [LineEditor.Candidate] = { _ in [] }

    func read(_ prompt: String) -> LineEditor.Typed {
        Output.write(Array(Terminal.current.shown(prompt).utf8), to: STDERR_FILENO)
        guard let octets = source.next() else {
            guard Interruption.taken() else { return .end }
            Output.write([0x0A], to: STDERR_FILENO)
            return .cancelled
        }
        return .line(String(decoding: octets, as: UTF8.self))
    }

    func remember(_ line: String) {}
}

/// A conversation at a terminal: a prompt that shows what sticks, questions for what is missing, and a session that outlives a slip, Ctrl-C
/// and a restart of the daemon.
///
/// On failure: what went wrong is said and the next line may be typed. A write whose answer was lost is told with its key, as everywhere.
final class InteractiveSession {
    private let settings: Settings
    private let output: Output
    private let reader: any PromptReader
    private let conversation: Conversation
    /// Asks for completions beside the conversation, so that Tab disturbs no batch.
    private let helper: Conversation
    private let history: HistoryFile?
    private var catalogue: CommandCatalogue
    private var who = ""
    private var account = ""
    private var place: String?
    private var owner: String?
    /// The key of the open batch.
    private var batchKey: String?
    /// What was answered last to the question for an argument.
    private var answers: [String: String] = [:]

    private var isFrench: Bool { settings.language == .french }
    private func said(_ english: String, _ french: String) -> String { isFrench ? french : english }

    init(settings: Settings, output: Output) {
        self.settings = settings
        self.output = output
        catalogue = CommandCatalogue(settings.language)
        let editor = Settings.environment("TERM") == "dumb" || Settings.environment("TERM") == nil ? nil : LineEditor()
        editor?.shown = { Terminal.current.shown($0) }
        reader = editor ?? PlainPrompt()
        history = editor == nil ? nil : HistoryFile.usual
        conversation = Conversation(settings: settings, output: output, allowsRepeats: false)
        helper = Conversation(settings: settings, output: output, allowsRepeats: false)
        conversation.hasReturned = { [said, output] in
            output.say(said("(the connection was lost; connected again)", "(la connexion était perdue ; elle est rétablie)"))
        }
    }

    /// Talks until somebody leaves.
    func run() throws(ClientFault) -> ExitStatus {
        try begin()
        Interruption.watch()
        for line in history?.load() ?? [] { reader.remember(line) }
        reader.complete = { [weak self] line in self?.candidates(line) ?? [] }
        while true {
            switch reader.read(prompt) {
            case .cancelled: continue
            case .end:
                output.say("")
                return .success
            case .line(let typed):
                let line = TypedLine.mended(typed)
                keep(typed)
                do throws(ClientFault) {
                    if try answer(line) { return .success }
                } catch {
                    output.endProgress()
                    output.say("entrepot: \(error.text(settings.language))", ink: Ink.red)
                    if batchKey != nil, error.isAfterSending || error.isUnreachable {
                        batchKey = nil
                        output.say(
                            said(
                                "the batch is lost and nothing of it was booked: begin it again",
                                "le lot est perdu et rien n'en est enregistré : le recommencer"))
                    }
                }
                _ = Interruption.taken()
            }
        }
    }

    /// Learns who speaks and what can be said, and greets.
    private func begin() throws(ClientFault) {
        var words = HouseWords()
        let final = try conversation.exchange(["hello"], isSafe: true, write: nil) { _ throws(ClientFault) in }
        if let family = final.code?.family, family == "BUSY" || family == "SHUTDOWN" { throw .turnedAway(final) }
        heard(final)
        account = who
        _ = try conversation.exchange([HouseWords.question, "help format=json"], isSafe: true, write: nil) { payload throws(ClientFault) in
            catalogue.add(payload)
            words.add(payload)
        }
        output.words = words
        let roles = final.pairs.text("roles") ?? ""
        output.say(
            said(
                "entrepot \(programVersion): you are \(who) (\(roles)). help tells what you can do, Tab completes, ? lists what can come next, quit leaves.",
                "entrepot \(programVersion) : vous êtes \(who) (\(roles)). aide dit ce que vous pouvez faire, Tab complète, ? montre la suite possible, quitter termine."
            ))
    }

    /// Takes what an answer to `hello` says of the session.
    private func heard(_ final: ReceivedFinal) {
        who = final.pairs.text("as") ?? who
        place = final.pairs.text("place").flatMap { $0.isEmpty ? nil : $0 }
        owner = final.pairs.text("owner").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `zoe calais/a1 abri> `: who speaks through a shared account, and what is meant when nothing is said.
    private var prompt: String {
        let parts = [who == account ? nil : who, place, owner, batchKey == nil ? nil : said("(batch)", "(lot)")].compactMap(\.self)
        let text = parts.isEmpty ? "entrepot" : parts.joined(separator: " ")
        // On a narrow terminal the line needs the room more than the prompt.
        return text.count > Terminal.current.columns / 2 ? "> " : text + "> "
    }

    private func keep(_ line: String) {
        guard line.contains(where: { !$0.isWhitespace }), !catalogue.isSecret(line) else { return }
        reader.remember(line)
        history?.append(line)
    }

    // MARK: One line

    /// Sends a line and shows its answer; true when it was the last.
    private func answer(_ line: String) throws(ClientFault) -> Bool {
        guard let typed = SaidLine(Array(line.utf8), isInBatch: batchKey != nil, &catalogue, settings.format) else { return false }
        if typed.isRow {
            try conversation.tell([typed.text])
            return false
        }
        if typed.isQuit { return true }
        if let tokens = typed.fileTokens, batchKey == nil {
            _ = try ImportCommand(settings: settings, output: output).run(tokens, verbs: typed.verbs, through: conversation)
            return false
        }
        if typed.isBegin { batchKey = typed.key }
        var text = typed.text
        while true {
            let records = output.records(typed.style)
            let write = keyed(typed, text)
            let final = try conversation.exchange([text], isSafe: batchKey == nil || typed.isBegin, write: write) {
                payload throws(ClientFault) in
                try records.add(payload)
            }
            output.endProgress()
            try records.finish(final)
            if batchKey == nil, let more = ask(final, behind: text, typed.entry) {
                text += " " + more
                continue
            }
            if typed.isEnd { batchKey = nil }
            if typed.isHello, final.code == nil {
                // What sticks from now on stands in the prompt.
                for one in [conversation, helper] { one.remember(typed.text) }
                heard(final)
            } else {
                output.final(final, write: write)
            }
            return false
        }
    }

    /// What to type to send a write once more.
    private func keyed(_ typed: SaidLine, _ text: String) -> KeyedRequest? {
        if typed.isEnd, let batchKey { return KeyedRequest(key: batchKey, line: "begin key=\(batchKey) … end") }
        guard typed.isWrite, batchKey == nil, let key = typed.key else { return nil }
        return KeyedRequest(key: key, line: text)
    }

    // MARK: Questions

    /// What is put behind a line that was refused for want of something, or of a second look; nil when it is left at that.
    private func ask(_ final: ReceivedFinal, behind line: String, _ entry: CommandCatalogue.Entry?) -> String? {
        switch final.code?.rawValue {
        case "ARG.MISSING":
            guard let name = final.pairs.text("argument") ?? final.pairs.text("arg") else { return nil }
            return question(for: name, behind: line, entry?.arguments[name], hint: final.pairs.text("arg") == nil ? nil : final.text)
        case "ARG.UNUSUAL": return confirmed(final, with: "sure=yes")
        case "CONFLICT.LOOKS-REPEATED": return confirmed(final, with: "again=yes")
        default: return nil
        }
    }

    private func question(for name: String, behind line: String, _ fact: CommandCatalogue.Fact?, hint: String?) -> String? {
        guard catalogue.isKnown(name) || fact != nil else { return nil }
        if let hint { output.say(hint) }
        let word = isFrench ? fact?.french ?? name : name
        let choices = fact?.choices.isEmpty == false ? " (\(fact?.choices.joined(separator: ", ") ?? ""))" : ""
        let last = answers[name].map { " [\($0)]" } ?? ""
        let text = "  " + word + (fact.map { ", " + $0.summary } ?? "") + choices
        // What does not fit in front of the answer stands above it.
        let isLong = text.count + last.count + 20 > Terminal.current.columns
        if isLong { output.say(text) }
        let before = reader.complete
        reader.complete = { [weak self] typed in
            (self?.candidates("\(line) \(name)=\(typed)") ?? []).map { candidate in
                LineEditor.Candidate(text: String(candidate.text.drop { $0 != "=" }.dropFirst()), meaning: candidate.meaning)
            }
        }
        defer { reader.complete = before }
        guard case .line(let typed) = reader.read((isLong ? "  " + word : text) + last + ": ") else { return nil }
        let trimmed = typed.split(separator: " ").joined(separator: " ")
        let unquoted =
            trimmed.count > 1 && trimmed.hasPrefix("\"") && trimmed.hasSuffix("\"") ? String(trimmed.dropFirst().dropLast()) : trimmed
        guard let value = unquoted.isEmpty ? answers[name] : unquoted else { return nil }
        answers[name] = value
        return RequestLine(tokens: [RequestToken(name: name, value: value)]).text
    }

    private func confirmed(_ final: ReceivedFinal, with addition: String) -> String? {
        output.say((final.code?.rawValue ?? "") + (final.text.map { ": " + $0 } ?? ""), ink: Ink.yellow)
        let typed = reader.read(said("  book it all the same? yes or no [no]: ", "  l'enregistrer quand même ? oui ou non [non] : "))
        guard case .line(let answer) = typed, ["yes", "y", "oui", "o"].contains(FoldedText(answer).text) else {
            return nil
        }
        return addition
    }

    // MARK: Completion

    /// What could stand behind a line, by the daemon.
    private func candidates(_ line: String) -> [LineEditor.Candidate] {
        var found: [LineEditor.Candidate] = []
        let request =
            RequestLine(tokens: [RequestToken(value: "complete"), RequestToken(value: line, isQuoted: true)]).text + " format=json"
        _ = try? helper.exchange([request], isSafe: true, write: nil) { payload throws(ClientFault) in
            guard case .object(let record)? = try? JSONParser.parse(payload), let text = record.text("text") else { return }
            found.append(LineEditor.Candidate(text: text, meaning: VisibleText.of(record.text("meaning") ?? "")))
        }
        return found
    }
}
