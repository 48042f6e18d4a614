import AdminProtocol
import Measures
import PlainJSON
import Speech

/// What a request leads to.
enum SessionStep: Sendable {
    case answer(SessionAnswer)
    case run(Invocation, ReplyStyle)
    /// Something is to be told from now on.
    case watch(Invocation, ReplyStyle)
    /// Refused because the account has no role at all: to be counted, then answered.
    case stranger(SessionAnswer)
    /// A line of a batch that must still pass its command's own check.
    case check(Invocation, ReplyStyle)
    case batch(BatchRequest, CommandSpec, ReplyStyle)
    /// Refused for want of a role: to be recorded, then answered.
    case refused(Refusal, Invocation, ReplyStyle)
    case hello(HelloWords, CommandSpec, ReplyStyle)
    case status(CommandSpec, ReplyStyle)
}

/// One conversation as a value: what was said so far decides what the next request leads to. No I/O, no clock.
struct SessionState: Sendable {
    let table: CommandTable
    let limits: ServerLimits
    let version: String
    /// What this session and all others may hold in open batches.
    let allowance: BatchAllowance
    var actor: SessionActor
    var language: Language
    var format: RecordFormat = .table
    var repeats: RepeatPolicy = .refuse
    var defaultPlace: String?
    var defaultOwner: String?
    var defaultWarehouse: String?
    /// Whether what this session says is kept for the next ones.
    private var isKeeping = true
    private(set) var batch: OpenBatch?
    /// Whether stray rows were already complained about.
    private var saidStray = false

    /// Who speaks and how, for the work of a request.
    var circumstances: SessionCircumstances {
        SessionCircumstances(
            actor: actor, language: language, defaultPlace: defaultPlace, defaultOwner: defaultOwner,
            defaultWarehouse: defaultWarehouse, repeats: repeats)
    }

    /// What holds in this session.
    var defaults: SessionDefaults {
        get {
            SessionDefaults(
                place: defaultPlace, owner: defaultOwner, warehouse: defaultWarehouse, language: language, format: format)
        }
        set {
            (defaultPlace, defaultOwner, defaultWarehouse) = (newValue.place, newValue.owner, newValue.warehouse)
            language = newValue.language ?? language
            format = newValue.format ?? format
        }
    }

    /// What an account without any role may say: who it is, and that it is there.
    private static let strangerCommands: Set<String> = ["hello", "ping", "quit"]

    init(
        table: CommandTable, limits: ServerLimits, version: String, allowance: BatchAllowance, actor: SessionActor, language: Language
    ) {
        self.table = table
        self.limits = limits
        self.version = version
        self.allowance = allowance
        self.actor = actor
        self.language = language
    }

    /// Decides what a request leads to, and remembers what it changes in the session.
    mutating func interpret(_ request: RequestLine) -> SessionStep {
        saidStray = false
        var style = ReplyStyle(tag: request.tag, language: language, format: format)
        let named = table.command(leading: request.tokens)
        if let ended = actor.ended {
            return .answer(SessionAnswer(body: .failure(ended), command: named, style: style, closing: "ended"))
        }
        if actor.roles.isEmpty, !Self.strangerCommands.contains(named?.id ?? "") {
            // Before anything is read, compared or suggested: who has no role costs as little as can be.
            let failure = CommandTable.unknownAccount(actor)
            batch?.refuse(failure)
            return .stranger(SessionAnswer(body: .failure(failure), command: nil, style: style))
        }
        let invocation: Invocation
        do {
            invocation = try table.parse(request, defaultPlace: defaultPlace, defaultOwner: defaultOwner, language: language)
        } catch {
            return .answer(SessionAnswer(body: .failure(refuse(error, named)), command: named, style: style))
        }
        applyCommon(invocation, to: &style)
        do throws(Refusal) {
            try settleColumns(invocation, in: &style)
            if invocation.command.effect == .session { return try session(invocation, style) }
            do {
                try table.authorise(actor, for: invocation.command)
            } catch {
                batch?.refuse(error)
                return .refused(error, invocation, style)
            }
            if batch != nil {
                guard invocation.command.effect == .write else {
                    throw Refusal(
                        .batchRead, ["command": .string(invocation.command.words.english)],
                        Wording(
                            "\(invocation.command.words.english) does not write; ask it before begin or after end",
                            "\(invocation.command.words.french) n'écrit pas ; demandez-le avant début ou après fin"))
                }
                return .check(invocation, style)
            }
            return invocation.command.watch == nil ? .run(invocation, style) : .watch(invocation, style)
        } catch {
            // A batch whose lines are no longer allowed at its end.
            if error.code == .permissionRole { return .refused(error, invocation, style) }
            return .answer(SessionAnswer(body: .failure(refuse(error, invocation.command)), command: invocation.command, style: style))
        }
    }

    /// Remembers in the open batch that a line was refused. A refused `begin` opens a batch that will not run, because its lines may be
    /// on their way already and must not be booked one by one.
    private mutating func refuse(_ failure: Refusal, _ command: CommandSpec?) -> Refusal {
        guard batch == nil else {
            batch?.refuse(failure)
            return failure
        }
        guard command?.id == "begin" else { return failure }
        batch = OpenBatch(refused: failure, of: allowance)
        var told = failure
        told.figures["poisoned"] = "yes"
        return told
    }

    /// The answer to a line that could not be read.
    mutating func interpret(_ refusal: LineRefusal, closing: String? = nil) -> SessionAnswer {
        batch?.refuse(Refusal(refusal.code, refusal.text))
        let style = ReplyStyle(tag: refusal.tag, language: language, format: format)
        return SessionAnswer(body: .refusal(refusal), command: nil, style: style, closing: closing)
    }

    /// Takes a row of data; answers a warning when nobody waits for rows, once for a run of them.
    mutating func take(row: String) -> Notice? {
        if batch != nil {
            batch?.take(row: row, limits: limits)
            return nil
        }
        if saidStray { return nil }
        saidStray = true
        return Notice(
            .warn, pairs: ["code": .string(ErrorCode.batchRows.rawValue)],
            text: Wording(
                "rows of data stand between begin and end, behind a command that takes them",
                "les rangées de données vont entre début et fin, après une commande qui en prend"))
    }

    /// Puts a checked line into the batch, or poisons the batch with the reason it was refused for.
    private mutating func settle(_ invocation: Invocation, _ style: ReplyStyle, _ verdict: Refusal?) -> SessionAnswer {
        do throws(Refusal) {
            if let verdict { throw verdict }
            let number = try batch?.take(invocation, limits: limits) ?? 0
            var pairs: JSONObject = ["queued": .integer(Int64(number))]
            if batch?.poison != nil { pairs["poisoned"] = true }
            return SessionAnswer(
                body: .reply(CommandReply(pairs: pairs, state: .unchanged)), command: invocation.command, style: style)
        } catch {
            if verdict == nil { batch?.spoil(error) } else { batch?.refuse(error) }
            return SessionAnswer(body: .failure(error), command: invocation.command, style: style)
        }
    }

    private func applyCommon(_ invocation: Invocation, to style: inout ReplyStyle) {
        func isOwn(_ name: String) -> Bool { invocation.command.arguments.contains { $0.name == name } }
        if let code = invocation.optionalText("lang"), let wanted = Language(rawValue: code), !isOwn("lang") {
            style.language = wanted
        }
        if let word = invocation.optionalText("format"), let wanted = RecordFormat(rawValue: word), !isOwn("format") {
            style.format = wanted
        }
    }

    private func settleColumns(_ invocation: Invocation, in style: inout ReplyStyle) throws(Refusal) {
        let declared = invocation.command.reply
        guard !declared.isEmpty, !invocation.command.arguments.contains(where: { $0.name == "columns" }),
            let list = invocation.optionalText("columns")
        else { return }
        let wanted = list.split(separator: ",").map { KeyWords.key(String($0), among: declared) ?? String($0) }
        for column in wanted where !declared.contains(column) {
            throw ArgumentRefusal.value(
                "columns", column,
                hint: Wording("one of \(declared.joined(separator: ","))", "un de \(declared.joined(separator: ","))"),
                nearest: NearestWords.nearest(to: column, among: declared))
        }
        style.columns = wanted.isEmpty ? nil : wanted
    }

    private mutating func session(_ invocation: Invocation, _ style: ReplyStyle) throws(Refusal) -> SessionStep {
        let command = invocation.command
        func answer(_ reply: CommandReply, closing: String? = nil) -> SessionStep {
            .answer(SessionAnswer(body: .reply(reply), command: command, style: style, closing: closing))
        }
        switch invocation.id {
        case "ping": return answer(CommandReply(pairs: ["pong": true]))
        case "quit": return answer(CommandReply(), closing: "quit")
        case "hello": return hello(invocation, style)
        case "help": return .answer(SessionAnswer(body: try help(invocation, style), command: command, style: style))
        case "begin":
            if batch != nil {
                throw Refusal(
                    .batchOpen,
                    Wording(
                        "a batch is open already; end or abort it first", "un lot est déjà ouvert ; fin ou abandonner d'abord"))
            }
            batch = OpenBatch(key: invocation.key, of: allowance)
            return answer(CommandReply(state: .unchanged))
        case "abort":
            let open = try closeBatch()
            return answer(CommandReply(pairs: ["dropped": .integer(Int64(open.typed))], state: .unchanged))
        case "end":
            let open = try closeBatch()
            if let refusal = open.refusal { throw refusal }
            // Who was allowed the lines when they were typed may have lost the role since.
            for line in open.lines { try table.authorise(actor, for: line.command) }
            if open.lines.isEmpty { return answer(CommandReply(pairs: ["lines": 0], state: .unchanged)) }
            var request = BatchRequest(key: open.key, lines: open.lines, isDry: invocation.flag("dry"))
            request.share = open.share
            return .batch(request, command, style)
        case "show.limits": return answer(CommandReply(records: limits.records(style.language)))
        case "show.version":
            return answer(
                CommandReply(records: [
                    ["name": "entrepot", "value": .string(version)], ["name": "protocol", "value": .string(protocolVersion)],
                ]))
        case "show.codes":
            let records = table.codes.rows.map { row in
                JSONObject([
                    ("code", .string(row.code.rawValue)), ("meaning", .string(row.meaning(style.language))),
                    ("retry", .string(row.retry.text)),
                ])
            }
            return answer(CommandReply(records: records))
        case "show.status": return .status(command, style)
        default:
            // `cancel` acts when it is read, so it never comes here from a socket; without one there is nothing to cancel.
            return answer(CommandReply(pairs: ["cancelled": false]))
        }
    }

    private mutating func closeBatch() throws(Refusal) -> OpenBatch {
        guard let open = batch else {
            throw Refusal(
                .batchNone, Wording("no batch is open; begin opens one", "aucun lot n'est ouvert ; début en ouvre un"))
        }
        batch = nil
        return open
    }

    private mutating func hello(_ invocation: Invocation, _ style: ReplyStyle) -> SessionStep {
        if let word = invocation.optionalText("repeats") { repeats = RepeatPolicy(rawValue: word) ?? repeats }
        let keep = invocation.optionalFlag("keep")
        isKeeping = keep ?? isKeeping
        let asked = AskedDefaults(
            place: invocation.optionalText("place"), owner: invocation.optionalText("owner"),
            warehouse: invocation.optionalText("warehouse"), language: invocation.optionalText("lang").flatMap(Language.init),
            format: invocation.optionalText("format").flatMap(RecordFormat.init),
            keeping: isKeeping ? (keep == true ? .everything : .usual) : .nothing)
        let person = invocation.optionalText("as")
        guard person != nil || !asked.isEmpty else { return .answer(helloAnswer(invocation.command, style)) }
        let words = HelloWords(person: person, pin: invocation.optionalText("pin"), asked: asked, defaults: defaults)
        return .hello(words, invocation.command, style)
    }

    /// The answer that work led to, remembered where the session is changed by it.
    mutating func conclude(_ outcome: SessionOutcome) -> SessionAnswer {
        switch outcome {
        case .answer(let answer), .watching(_, let answer): return answer
        case .settle(let invocation, let style, let verdict): return settle(invocation, style, verdict)
        case .greeted(let person, let agreed, let command, var style):
            actor = person
            defaults = agreed
            (style.language, style.format) = (language, format)
            return helloAnswer(command, style)
        }
    }

    /// The answer to `hello`: how the session speaks from now on.
    private func helloAnswer(_ command: CommandSpec, _ style: ReplyStyle) -> SessionAnswer {
        let pairs: JSONObject = [
            "lang": .string(language.rawValue), "format": .string(format.rawValue), "as": .string(actor.name),
            "roles": .string(actor.roles.map(\.role.rawValue).joined(separator: ",")), "repeats": .string(repeats.rawValue),
            "place": JSONValue(defaultPlace), "owner": JSONValue(defaultOwner), "warehouse": JSONValue(defaultWarehouse),
        ]
        return SessionAnswer(body: .reply(CommandReply(pairs: pairs)), command: command, style: style)
    }

    private func help(_ invocation: Invocation, _ style: ReplyStyle) throws(Refusal) -> SessionAnswer.Body {
        let topics = try table.helpTopics(invocation.texts("command"), for: actor, language: style.language)
        if style.format == .json {
            return .reply(CommandReply(records: topics.map { table.helpRecord($0, language: style.language) }))
        }
        let words = invocation.texts("command")
        if style.format == .table, style.columns == nil {
            let page = HelpPage(table: table, actor: actor, language: style.language)
            return .lines(page.lines(words, topics), [:])
        }
        var records = topics.map { spec -> JSONObject in
            if style.columns != nil { return table.helpRecord(spec, language: style.language) }
            return ["command": .string(spec.words(style.language)), "summary": .string(spec.summary(style.language))]
        }
        // What the page of each command only names is explained once, at the end of the overview.
        if words.isEmpty, style.columns == nil {
            records += HelpPage(table: table, actor: actor, language: style.language).commonArguments.map { argument in
                let name = style.language == .french ? argument.french ?? argument.name : argument.name
                return ["command": .string("… \(name)="), "summary": .string(argument.summary(style.language))]
            }
        }
        return .reply(CommandReply(records: records, columns: style.columns ?? ["command", "summary"]))
    }
}
