import AdminProtocol
import PlainJSON
import Speech

/// One client's conversation from coming to leaving, as a value: it says what to do, and is told what was done.
///
///     greeting → open → finishing → lastWord → closed
///
///     greeting    who it is has been asked; nothing is read
///     open        lines are read while there is room for them; one request at a time, in their order
///     finishing   no more lines are taken (end of input, quit, noise, idleness, shutdown); what waits is answered
///     lastWord    all is said; what still comes in is let go
///     closed      the connection is gone
///
/// A request goes through three phases: who speaks is looked up (`recalling`), its work is done (`working`), its answer is written
/// (`answering`). Whatever ends the work (the work itself, the deadline, `cancel`, the end of the daemon) claims the request by its
/// number; who comes later is not heard. The next request starts when the reader has taken the answer.
///
/// On failure: a peer that may not come in, and one without any role that says or stays too much, is told why and closed at once. No
/// I/O and no clock here: the time comes as an argument.
struct SessionFlow: Sendable {
    enum Stage: Sendable {
        case greeting
        case open
        case finishing
        case lastWord
        case closed
    }

    /// The request at work.
    struct Current: Sendable {
        enum Phase: Sendable {
            case recalling(RequestLine)
            case working
            case answering
        }

        let number: UInt64
        let tag: String?
        var isWrite = false
        var style: ReplyStyle
        var command: CommandSpec?
        var phase: Phase

        var isAnswering: Bool {
            if case .answering = phase { return true }
            return false
        }
    }

    let table: CommandTable
    let limits: ServerLimits
    private let version: String
    private let language: Language
    private let allowance: BatchAllowance
    var stage = Stage.greeting
    /// What was said; nil until it is known who speaks.
    var state: SessionState?
    private var reader = RequestReader()
    var waiting = WaitingLines()
    var current: Current?
    var watches: [Watching] = []
    var lastWatch = 0
    var lastNumber: UInt64 = 0
    var inputEnded = false
    var isDraining = false
    var saidBye = false
    /// Why the session ends once what is at work is answered.
    var farewell: String?
    /// Notices the reader has not taken yet; no request starts before.
    var unheard = 0
    var lastRequest: ContinuousClock.Instant
    var lastProgress: ContinuousClock.Instant?
    /// Since when an account without any role speaks, and its lines.
    var strangerSince: ContinuousClock.Instant?
    var strangerLines = 0

    init(
        table: CommandTable, limits: ServerLimits, version: String, language: Language, allowance: BatchAllowance,
        at now: ContinuousClock.Instant
    ) {
        self.table = table
        self.limits = limits
        self.version = version
        self.language = language
        self.allowance = allowance
        lastRequest = now
    }

    /// Whether octets may be read: lines there is room for, and behind the last word what is let go.
    var mayRead: Bool {
        switch stage {
        case .open: hasRoom
        case .lastWord: true
        case .greeting, .finishing, .closed: false
        }
    }

    // MARK: Coming and going

    /// It is known who came, and whether there is a place: greets, or says why not.
    mutating func identified(
        _ actor: SessionActor, meaning defaults: SessionDefaults = SessionDefaults(), isAdmitted: Bool, isStopping: Bool,
        at now: ContinuousClock.Instant
    ) -> [SessionAction] {
        guard stage == .greeting else { return [] }
        guard isAdmitted else {
            stage = .finishing
            unheard += 1
            return [.say(turnedAway(isStopping))]
        }
        stage = .open
        lastRequest = now
        state = SessionState(table: table, limits: limits, version: version, allowance: allowance, actor: actor, language: language)
        state?.defaults = defaults
        if actor.roles.isEmpty { strangerSince = now }
        var octets: [UInt8] = []
        ReplyEncoder.appendGreeting(
            [
                "version": .string(version), "as": .string(actor.name), "lang": .string((state?.language ?? language).rawValue),
                // How long a client waits for an answer at least.
                "timeout": .string("\(limits.command.milliseconds)ms"),
            ], to: &octets)
        unheard += 1
        return [.say(octets), .wake(wakeTime), .read]
    }

    /// The reader has taken a notice.
    mutating func said(at now: ContinuousClock.Instant) -> [SessionAction] {
        unheard -= 1
        return advance(at: now)
    }

    /// The listener stops: say so, answer what waits, leave.
    mutating func drain(at now: ContinuousClock.Instant) -> [SessionAction] {
        guard !isDraining else { return [] }
        isDraining = true
        var actions: [SessionAction] = []
        if stage == .open { stage = .finishing }
        if current?.isAnswering != true { actions += bye("shutdown") }
        return actions + advance(at: now)
    }

    /// Somebody looked whether the person may still speak: a session of one who has ended is told so and closed; what is at work is answered.
    mutating func reviewed(_ actor: SessionActor, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard stage == .open || stage == .finishing, let speaking = state?.actor, speaking.person == actor.person else { return [] }
        state?.actor = actor
        guard actor.ended != nil, stage == .open else { return [] }
        stage = .finishing
        waiting.removeAll()
        farewell = "ended"
        return (current == nil ? bye("ended") : []) + advance(at: now)
    }

    /// The deadline of a shutdown passed: answer what is at work, then leave, heard or not.
    mutating func leave(at now: ContinuousClock.Instant) -> [SessionAction] {
        guard let current, !current.isAnswering else { return [.close] }
        waiting.removeAll()
        if stage == .open { stage = .finishing }
        let failure = Refusal(
            .shutdownDraining, state: current.isWrite ? .unknown : .unchanged, retry: current.isWrite ? .sameKey : nil,
            Wording("the daemon stopped before the answer", "le démon s'est arrêté avant la réponse"))
        return conclude(.failure(failure)) + [.closeSoon]
    }

    /// The connection is gone. A read stops with its client; a write that was handed over runs to its end, and nobody hears its answer.
    mutating func closed() -> [SessionAction] {
        defer {
            stage = .closed
            current = nil
            state = nil
            waiting.removeAll()
        }
        guard let current, !current.isWrite || current.isAnswering else { return [] }
        return [.stop(current.number)]
    }

    /// The time asked for by `wake` has come: a client that was silent too long, or a stranger that stayed too long, is told so.
    mutating func wake(at now: ContinuousClock.Instant) -> [SessionAction] {
        guard stage == .open || stage == .finishing else { return [] }
        if current != nil || !waiting.isEmpty || !watches.isEmpty { lastRequest = now }
        guard now >= wakeTime else { return [.wake(wakeTime)] }
        let isStranger = strangerSince.map { now >= $0 + limits.strangerTime } ?? false
        stage = .finishing
        return bye(isStranger ? "stranger" : "idle") + advance(at: now)
    }

    var wakeTime: ContinuousClock.Instant {
        let idle = lastRequest + limits.idle
        return strangerSince.map { min($0 + limits.strangerTime, idle) } ?? idle
    }

    private func turnedAway(_ isStopping: Bool) -> [UInt8] {
        let code: ErrorCode = isStopping ? .shutdownDraining : .busyClients
        let text =
            isStopping
            ? Wording("the daemon is stopping", "le démon s'arrête")
            : Wording("too many clients are connected; try again shortly", "trop de clients connectés ; réessayez bientôt")
        var octets: [UInt8] = []
        ReplyEncoder.append(
            ReplyFinal(code: code, state: .unchanged, retry: table.codes.retry(for: code), text: text), tag: nil, language: language,
            to: &octets)
        return octets
    }

    mutating func bye(_ reason: String) -> [SessionAction] {
        guard !saidBye, let state else { return [] }
        saidBye = true
        unheard += 1
        var octets: [UInt8] = []
        ReplyEncoder.append(Notice(.bye, pairs: ["reason": .string(reason)]), language: state.language, to: &octets)
        return [.say(octets)]
    }

    // MARK: Reading

    /// Octets came in.
    mutating func received(_ octets: some Collection<UInt8>, at now: ContinuousClock.Instant) -> [SessionAction] {
        guard stage == .greeting || stage == .open else { return [] }
        reader.append(octets)
        return advance(at: now)
    }

    /// The peer sends no more: what it sent is answered, then the connection closes.
    mutating func inputClosed(at now: ContinuousClock.Instant) -> [SessionAction] {
        inputEnded = true
        return stage == .lastWord ? [.close] : advance(at: now)
    }

    private var hasRoom: Bool { waiting.requests < limits.queuedRequests && waiting.octets < limits.queuedOctets }

    /// Takes lines out of the reader while there is room for them; at the end of the input, its last word.
    mutating func takeLines(at now: ContinuousClock.Instant) -> [SessionAction] {
        var actions: [SessionAction] = []
        while stage == .open, hasRoom {
            guard let event = reader.next() else {
                if inputEnded {
                    if let refusal = reader.finish() { waiting.append(.refusal(refusal)) }
                    stage = .finishing
                }
                break
            }
            lastRequest = now
            switch event {
            case .data(let row): waiting.append(.row(row))
            case .refuse(let refusal): waiting.append(.refusal(refusal))
            case .close(let refusal):
                waiting.append(.close(refusal))
                stage = .finishing
            case .command(let request):
                let isCancel = strangerSince == nil && table.command(leading: request.tokens)?.id == "cancel"
                if isCancel {
                    let (found, stopped) = cancel(request)
                    waiting.append(.cancel(request, found: found))
                    actions += stopped
                } else {
                    waiting.append(.request(request))
                }
            }
        }
        return actions
    }

    /// Acts on a `cancel` when it is read: a waiting request is marked, a read at work is stopped, a write is left alone.
    private mutating func cancel(_ request: RequestLine) -> (found: Bool, [SessionAction]) {
        guard let invocation = try? table.parse(request), let typed = invocation.optionalText("tag") else { return (false, []) }
        let tag = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
        if let current, current.tag == tag {
            guard !current.isWrite, !current.isAnswering else { return (false, []) }
            return (true, conclude(.failure(.cancelled)))
        }
        let ended = endWatch(named: tag)
        return ended.isEmpty ? (waiting.cancel(tag), []) : (true, ended)
    }
}
