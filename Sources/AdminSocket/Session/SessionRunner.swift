import AdminProtocol
import PlainJSON
import Speech

/// What work leads to.
enum SessionOutcome: Sendable {
    case answer(SessionAnswer)
    /// A watch that begins with this answer.
    case watching(Watch, SessionAnswer)
    /// A line of a batch that was looked at.
    case settle(Invocation, ReplyStyle, Refusal?)
    /// It is settled who speaks and what they mean from now on.
    case greeted(SessionActor, SessionDefaults, CommandSpec, ReplyStyle)
}

/// Does what a session decided, by the application's hooks and handlers.
struct SessionRunner: Sendable {
    let hooks: ServerHooks
    let codes: CodeTable

    /// Does a step; one that is an answer already needs no doing. `own` are the machinery's rows of `show status`.
    func perform(
        _ step: SessionStep, own: @Sendable () -> [(name: String, value: JSONValue)], _ context: CommandContext
    ) async -> SessionOutcome {
        switch step {
        case .answer(let answer), .stranger(let answer): return .answer(answer)
        case .run(let invocation, let style): return .answer(await run(invocation, style, context))
        case .watch(let invocation, let style):
            do throws(Refusal) {
                guard let watch = try await invocation.command.watch?(invocation, context) else {
                    return .answer(unoffered(invocation, style))
                }
                let answer = SessionAnswer(
                    body: .reply(CommandReply(pairs: watch.pairs)), command: invocation.command, style: style)
                return .watching(watch, answer)
            } catch {
                return .answer(SessionAnswer(body: .failure(error), command: invocation.command, style: style))
            }
        case .check(let invocation, let style): return .settle(invocation, style, await check(invocation, context))
        case .batch(let batch, let command, let style): return .answer(await run(batch, command, style, context))
        case .refused(let failure, let invocation, let style):
            return .answer(await refuse(failure, invocation, style, context.actor))
        case .hello(let words, let command, let style):
            do throws(Refusal) {
                return try await greet(words, command, style, context.actor)
            } catch {
                return .answer(SessionAnswer(body: .failure(error), command: command, style: style))
            }
        case .status(let command, let style): return .answer(await status(own(), command, style, context))
        }
    }

    /// Who speaks, and what they mean from now on: what they kept, and over it what they say now.
    private func greet(_ words: HelloWords, _ command: CommandSpec, _ style: ReplyStyle, _ speaker: SessionActor)
        async throws(Refusal) -> SessionOutcome
    {
        var (actor, defaults) = (speaker, words.defaults)
        if let code = words.person {
            actor = try await hooks.become(code, words.pin, speaker)
            let kept = hooks.defaults(actor)
            (defaults.place, defaults.owner, defaults.warehouse) = (kept.place, kept.owner, kept.warehouse)
            defaults.language = kept.language ?? defaults.language
            defaults.format = kept.format ?? defaults.format
        }
        if !words.asked.isEmpty { defaults = try await hooks.settle(words.asked, defaults, actor) }
        return .greeted(actor, defaults, command, style)
    }

    /// The answer of a command.
    private func run(_ invocation: Invocation, _ style: ReplyStyle, _ context: CommandContext) async -> SessionAnswer {
        func answer(_ body: SessionAnswer.Body) -> SessionAnswer {
            SessionAnswer(body: body, command: invocation.command, style: style)
        }
        guard let handler = invocation.command.handler else { return unoffered(invocation, style) }
        do {
            return answer(.reply(try await handler(invocation, context)))
        } catch {
            return answer(.failure(error))
        }
    }

    /// The answer to a command that nobody carries out here.
    private func unoffered(_ invocation: Invocation, _ style: ReplyStyle) -> SessionAnswer {
        let failure = Refusal(
            .commandUnavailable,
            Wording(
                "this instance does not offer \(invocation.command.words.english)",
                "cette instance n'offre pas \(invocation.command.words.french)"))
        return SessionAnswer(body: .failure(failure), command: invocation.command, style: style)
    }

    /// The verdict of a command's own check on a line of a batch; nil when it passes.
    private func check(_ invocation: Invocation, _ context: CommandContext) async -> Refusal? {
        guard let check = invocation.command.check else { return nil }
        do {
            try await check(invocation, context)
            return nil
        } catch {
            return error
        }
    }

    /// The answer of `end`: that of the command itself when it is one import, else one record a line.
    private func run(_ batch: BatchRequest, _ command: CommandSpec, _ style: ReplyStyle, _ context: CommandContext) async -> SessionAnswer {
        let single = batch.lines.count == 1 ? batch.lines.first.flatMap { $0.command.takesRows ? $0.command : nil } : nil
        let answered = single ?? command
        var style = style
        if single != nil, let list = batch.lines.first?.optionalText("columns") {
            // What was asked of the import holds for its answer, which comes at the end; the names were looked at with the line.
            style.columns = list.isEmpty ? nil : list.split(separator: ",").map(String.init)
        }
        do {
            let replies = try await hooks.runBatch(batch, context)
            if single != nil, var reply = replies.first {
                reply.state = batch.isDry ? .unchanged : reply.state ?? .changed
                return SessionAnswer(body: .reply(reply), command: answered, style: style)
            }
            var isChanged = false
            let records = zip(batch.lines, replies).map { line, reply -> JSONObject in
                if reply.state ?? .changed != .unchanged { isChanged = true }
                return [
                    "line": .integer(Int64(line.number)), "command": .string(line.command.words(style.language)),
                    "result": .object(reply.pairs), "message": JSONValue(reply.text?(style.language)),
                ]
            }
            let state: BookState = batch.isDry || !isChanged ? .unchanged : .changed
            var pairs: JSONObject = ["lines": .integer(Int64(batch.lines.count))]
            if batch.isDry { pairs["dry"] = true }
            if replies.contains(where: { $0.pairs["replayed"] != nil }) { pairs["replayed"] = true }
            let reply = CommandReply(
                records: records, pairs: pairs, state: state, warnings: replies.flatMap(\.warnings))
            return SessionAnswer(body: .reply(reply), command: command, style: style)
        } catch {
            return SessionAnswer(body: .failure(error), command: answered, style: style)
        }
    }

    /// Records a refusal of permission and answers it.
    private func refuse(_ failure: Refusal, _ invocation: Invocation, _ style: ReplyStyle, _ actor: SessionActor) async
        -> SessionAnswer
    {
        await hooks.refused(
            PermissionRefusal(actor: actor, command: invocation.id, line: invocation.maskedText, code: failure.code))
        return SessionAnswer(body: .failure(failure), command: invocation.command, style: style)
    }

    /// The answer of `show status`.
    private func status(_ own: [(name: String, value: JSONValue)], _ command: CommandSpec, _ style: ReplyStyle, _ context: CommandContext)
        async
        -> SessionAnswer
    {
        let rows = own + (await hooks.status(context))
        let reply = CommandReply(records: rows.map { ["name": .string($0.name), "value": $0.value] })
        return SessionAnswer(body: .reply(reply), command: command, style: style)
    }
}
