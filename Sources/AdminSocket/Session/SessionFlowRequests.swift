import AdminProtocol
import PlainJSON
import Speech

/// One request at a time: who speaks, what it leads to, its answer.
extension SessionFlow {
    /// Goes on as far as can be gone: takes lines, starts the next request, ends.
    mutating func advance(at now: ContinuousClock.Instant) -> [SessionAction] {
        guard stage == .open || stage == .finishing else { return [] }
        var actions = tellHeld()
        while true {
            actions += takeLines(at: now)
            guard current == nil, unheard == 0, let line = waiting.popFirst() else { break }
            actions += handle(line)
        }
        if mayRead { actions.append(.read) }
        guard stage == .finishing, current == nil, waiting.isEmpty, unheard == 0 else { return actions }
        if isDraining { actions += bye("shutdown") }
        guard unheard == 0 else { return actions }
        stage = .lastWord
        // Who was not let in, or has no role, holds no descriptor for a courtesy.
        let isShort = state == nil || strangerSince != nil
        return actions + (inputEnded || isShort ? [.close] : [.end(letting: limits.drain), .read])
    }

    /// Starts what a line asks for. The session's state is changed in place: a copy would copy a batch of thousands of rows.
    private mutating func handle(_ line: WaitingLine) -> [SessionAction] {
        guard let language = state?.language, let format = state?.format, let actor = state?.actor else { return [] }
        if strangerSince != nil { strangerLines += 1 }
        let style = ReplyStyle(tag: nil, language: language, format: format)
        switch line {
        case .row(let row):
            if strangerSince != nil, strangerLines >= limits.strangerLines {
                stage = .finishing
                waiting.removeAll()
                return bye("stranger")
            }
            guard let notice = state?.take(row: row) else { return [] }
            var octets: [UInt8] = []
            ReplyEncoder.append(notice, language: language, to: &octets)
            unheard += 1
            return [.say(octets)]
        case .refusal(let refusal): return start(state?.interpret(refusal), tag: refusal.tag)
        case .close(let refusal): return start(state?.interpret(refusal, closing: "protocol"), tag: refusal.tag)
        case .cancelled(let request): return start(Self.failed(.cancelled, request, style), tag: request.tag)
        case .cancel(let request, let found):
            guard let step = state?.interpret(request) else { return [] }
            guard case .answer(var answer) = step else { return start(step, newNumber(), tag: request.tag) }
            if case .reply(var reply) = answer.body {
                reply.pairs = ["cancelled": .boolean(found)]
                answer.body = .reply(reply)
            }
            return start(answer, tag: request.tag)
        case .request(let request) where isDraining:
            let failure = Refusal(
                .shutdownDraining,
                Wording("the daemon is stopping; send it again shortly", "le démon s'arrête ; renvoyez-la bientôt"))
            return start(Self.failed(failure, request, style), tag: request.tag)
        case .request(let request):
            let number = newNumber()
            var style = style
            style.tag = request.tag
            current = Current(number: number, tag: request.tag, style: style, phase: .recalling(request))
            return [.recall(number, actor, within: limits.command)]
        }
    }

    /// It is known who speaks now: a role taken away or limited since the last request holds from here on.
    mutating func recalled(_ number: UInt64, _ actor: SessionActor, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard let current, current.number == number, case .recalling(let request) = current.phase else { return [] }
        let wasStranger = strangerSince != nil
        settle(actor, at: now)
        guard let step = state?.interpret(request) else { return [] }
        return start(step, number, tag: request.tag) + (wasStranger == (strangerSince != nil) ? [] : [.wake(wakeTime)])
    }

    /// A request's work came back.
    mutating func worked(_ number: UInt64, _ outcome: SessionOutcome, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard let current, current.number == number, case .working = current.phase, let answer = state?.conclude(outcome) else { return [] }
        if case .watching(let watch, _) = outcome { return began(watch, answer) }
        if let actor = state?.actor { settle(actor, at: now) }
        return deliver(answer)
    }

    /// A request's work did not come back in time.
    mutating func timedOut(_ number: UInt64) -> [SessionAction] {
        guard let current, current.number == number, !current.isAnswering else { return [] }
        return conclude(.failure(.timedOut(state: current.isWrite ? .unknown : .unchanged)))
    }

    /// The reader has taken an answer.
    mutating func delivered(_ number: UInt64, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard current?.number == number else { return [] }
        current = nil
        lastRequest = now
        let lastWords = isDraining ? bye("shutdown") : farewell.map { bye($0) } ?? []
        return lastWords + advance(at: now)
    }

    /// A request's work tells how far it is: passed on at most ten times a second, and only to a reader that keeps up.
    mutating func progressed(_ number: UInt64, _ progress: CommandProgress, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard let current, current.number == number, case .working = current.phase, unheard == 0, let language = state?.language else {
            return []
        }
        let isLast = progress.total.map { progress.done >= $0 } ?? false
        if !isLast, let lastProgress, now - lastProgress < .milliseconds(100) { return [] }
        lastProgress = now
        var octets: [UInt8] = []
        let pairs: JSONObject = [
            "tag": JSONValue(current.tag), "done": .integer(progress.done), "total": JSONValue(progress.total),
            "unit": .string(progress.unit),
        ]
        ReplyEncoder.append(Notice(.progress, pairs: pairs), language: language, to: &octets)
        unheard += 1
        return [.say(octets)]
    }

    /// Answers the request at work from outside; work that can be stopped is stopped.
    mutating func conclude(_ body: SessionAnswer.Body) -> [SessionAction] {
        guard let current, !current.isAnswering else { return [] }
        let stopping: [SessionAction] = current.isWrite ? [] : [.stop(current.number)]
        return stopping + deliver(SessionAnswer(body: body, command: current.command, style: current.style))
    }

    private mutating func newNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }

    private mutating func settle(_ actor: SessionActor, at now: ContinuousClock.Instant) {
        state?.actor = actor
        guard actor.roles.isEmpty else {
            strangerSince = nil
            strangerLines = 0
            return
        }
        if strangerSince == nil {
            strangerSince = now
            strangerLines = 1
        }
    }

    private mutating func start(_ answer: SessionAnswer?, tag: String?) -> [SessionAction] {
        answer.map { start(.answer($0), newNumber(), tag: tag) } ?? []
    }

    private mutating func start(_ step: SessionStep, _ number: UInt64, tag: String?) -> [SessionAction] {
        func work(_ command: CommandSpec, _ style: ReplyStyle, isWrite: Bool = false, _ allowed: Duration? = nil) -> [SessionAction] {
            current = Current(number: number, tag: tag, isWrite: isWrite, style: style, command: command, phase: .working)
            guard let circumstances = state?.circumstances else { return [] }
            let allowed = allowed ?? limits.command
            return [
                .work(
                    SessionWork(
                        number: number, step: step, circumstances: circumstances, allowed: allowed,
                        patience: isWrite ? allowed + limits.writeGrace : allowed, isShort: step.isShort))
            ]
        }
        switch step {
        case .answer(let answer), .stranger(let answer):
            current = Current(number: number, tag: tag, style: answer.style, command: answer.command, phase: .working)
            guard case .stranger = step, let account = state?.actor.account else { return deliver(answer) }
            return [.countStranger(account: account)] + deliver(answer)
        case .run(let invocation, let style):
            return work(invocation.command, style, isWrite: invocation.command.effect == .write, duration(of: invocation))
        case .check(let invocation, let style): return work(invocation.command, style)
        case .watch(let invocation, let style):
            guard watches.count < limits.watches else {
                let failure = Refusal(
                    "BUSY.WATCHES", ["watches": .integer(Int64(watches.count))],
                    Wording(
                        "this session watches \(watches.count) times already: end one with cancel and its name, such as cancel w1",
                        "cette session suit déjà \(watches.count) fois : en finir une avec annuler et son nom, comme annuler w1"))
                return start(.answer(SessionAnswer(body: .failure(failure), command: invocation.command, style: style)), number, tag: tag)
            }
            return work(invocation.command, style, duration(of: invocation))
        case .batch(let batch, let command, let style):
            // An import of thousands of rows is one command of a batch; the longest time-out of its lines counts.
            let allowed = batch.lines.map(duration(of:)).reduce(limits.command * 4) { max($0, $1) }
            return work(command, style, isWrite: true, allowed)
        // A refusal is recorded even when its client leaves.
        case .refused(_, let invocation, let style): return work(invocation.command, style, isWrite: true)
        case .hello(_, let command, let style), .status(let command, let style): return work(command, style)
        }
    }

    private func duration(of invocation: Invocation) -> Duration {
        guard let typed = invocation.optionalText("timeout"), let milliseconds = TypedDuration.milliseconds(typed) else {
            return limits.command
        }
        return min(.milliseconds(milliseconds), limits.longestCommand)
    }

    mutating func deliver(_ answer: SessionAnswer) -> [SessionAction] {
        guard let number = current?.number else { return [] }
        current?.phase = .answering
        var answer = answer
        if strangerSince != nil, strangerLines >= limits.strangerLines, answer.closing == nil { answer.closing = "stranger" }
        if answer.closing != nil {
            if stage == .open { stage = .finishing }
            saidBye = true
            waiting.removeAll()
        }
        return [.deliver(number, answer)]
    }

    private static func failed(_ failure: Refusal, _ request: RequestLine, _ style: ReplyStyle) -> SessionAnswer {
        var style = style
        style.tag = request.tag
        return SessionAnswer(body: .failure(failure), command: nil, style: style)
    }
}

extension SessionStep {
    /// Whether its work is short, mostly waiting for the database.
    fileprivate var isShort: Bool {
        if case .run(let invocation, _) = self { return invocation.command.isShort }
        return false
    }
}
