import AdminProtocol
import Logging
import NIOCore
import PlainJSON
import Speech

/// One client on its event loop: reads lines, keeps their order, starts one request at a time, writes its answer, and knows when to
/// stop reading, waiting or listening. Everything it remembers is touched on the event loop only.
///
/// A request is in one of two phases: its handler is at work (`working`), or its answer is being written (`writing`). Whatever ends
/// the first phase (the handler, the deadline, `cancel`, the end of the daemon) claims the request by its number; who comes later is
/// not heard. The next request starts when the reader has taken the answer.
final class SessionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Running {
        var number: UInt64
        var tag: String?
        var isWrite: Bool
        var style: ReplyStyle
        var command: CommandSpec?
        var isWriting = false
        var task: Task<Void, Never>?
        var timer: Scheduled<Void>?
    }

    private let core: ListenerCore
    private let eventLoop: any EventLoop
    private let executor: LoopExecutor
    private var channelContext: ChannelHandlerContext?
    private var state: SessionState?
    private var reader = RequestReader()
    private var queue = CircularBuffer<WaitingLine>(initialCapacity: 2)
    private var queuedRequests = 0
    private var queuedOctets = 0
    private var running: Running?
    private var nextNumber: UInt64 = 0
    private var memberID: UInt64?
    /// The peer said that it sends no more.
    private var inputEnded = false
    /// Nothing more is read as a request; what is queued is answered, then the connection closes.
    private var isFinishing = false
    /// The last word was written; what still comes in is let go.
    private var isClosing = false
    private var isDraining = false
    private var saidBye = false
    private var wantsRead = false
    private var lastRequest = NIODeadline.now()
    private var lastProgress = NIODeadline.uptimeNanoseconds(0)
    private var idleTimer: Scheduled<Void>?
    private var stallTimer: Scheduled<Void>?
    private var writesUnderway = 0

    init(core: ListenerCore, eventLoop: any EventLoop) {
        self.core = core
        self.eventLoop = eventLoop
        executor = LoopExecutor(eventLoop)
    }

    // MARK: Coming and going

    func channelActive(context: ChannelHandlerContext) {
        channelContext = context
        let peer = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { Peer.credentials(of: $0) }
        guard let peer, let credentials = peer else {
            core.logger.warning("a peer without credentials was turned away")
            context.close(promise: nil)
            return
        }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        Task { [core, eventLoop] in
            let actor = await core.hooks.identify(credentials)
            eventLoop.execute { bound.value.identified(actor) }
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        channelContext = nil
        if let memberID { core.registry.release(memberID) }
        memberID = nil
        idleTimer?.cancel()
        stallTimer?.cancel()
        running?.timer?.cancel()
        // A read stops with its client; a write that was handed over runs to its end, and nobody hears its answer.
        if let running, !running.isWrite || running.isWriting { running.task?.cancel() }
        running = nil
        queue.removeAll()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        core.logger.debug("a connection failed", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    private func identified(_ actor: SessionActor) {
        guard let context = channelContext else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let member = ClientRegistry.Member(
            drain: { [eventLoop] in eventLoop.execute { bound.value.drain() } },
            leave: { [eventLoop] in eventLoop.execute { bound.value.leave() } })
        guard let id = core.registry.admit(uid: actor.uid, isAdministrator: actor.isAdministrator, member) else {
            let code: ErrorCode = core.isDraining ? .shutdownDraining : .busyClients
            let text =
                core.isDraining
                ? Wording("the daemon is stopping", "le démon s'arrête")
                : Wording("too many clients are connected; try again shortly", "trop de clients connectés ; réessayez bientôt")
            let final = ReplyFinal(code: code, state: .unchanged, retry: core.table.codes.retry(for: code), text: text)
            var octets: [UInt8] = []
            ReplyEncoder.append(final, tag: nil, language: core.configuration.language, to: &octets)
            isFinishing = true
            send(octets) { [self] _ in closeBehindLastWord() }
            return
        }
        memberID = id
        state = SessionState(
            table: core.table, limits: core.configuration.limits, version: core.configuration.version, actor: actor,
            language: core.configuration.language)
        var octets: [UInt8] = []
        ReplyEncoder.appendGreeting(
            [
                "version": .string(core.configuration.version), "as": .string(actor.name),
                "lang": .string(core.configuration.language.rawValue),
            ], to: &octets)
        lastRequest = .now()
        armIdleTimer()
        // What arrived before the peer was known waits in the reader; the greeting stands in front of its answers.
        send(octets) { [self] _ in advance() }
        resumeReading(context)
    }

    /// The listener stops: say so, answer what waits, leave.
    private func drain() {
        guard !isDraining else { return }
        isDraining = true
        isFinishing = true
        if running?.isWriting != true { sayBye(reason: "shutdown") }
        advance()
    }

    /// The deadline of a shutdown passed: answer what is at work, then leave, heard or not.
    private func leave() {
        guard let running, !running.isWriting else {
            channelContext?.close(promise: nil)
            return
        }
        queue.removeAll()
        isFinishing = true
        if !running.isWrite { running.task?.cancel() }
        let state: BookState = running.isWrite ? .unknown : .unchanged
        conclude(
            running.number,
            .failure(
                Refusal(
                    .shutdownDraining, state: state, retry: running.isWrite ? .sameKey : nil,
                    Wording("the daemon stopped before the answer", "le démon s'est arrêté avant la réponse"))))
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.scheduleTask(in: .milliseconds(500)) { bound.value.channelContext?.close(promise: nil) }
    }

    private func sayBye(reason: String) {
        guard !saidBye, let state else { return }
        saidBye = true
        var octets: [UInt8] = []
        ReplyEncoder.append(Notice(.bye, pairs: ["reason": .string(reason)]), language: state.language, to: &octets)
        send(octets) { [self] _ in advance() }
    }

    private func closeBehindLastWord() {
        guard let context = channelContext, !isClosing else { return }
        isClosing = true
        idleTimer?.cancel()
        if inputEnded {
            context.close(promise: nil)
            return
        }
        // Closing with unread input would take our last words back (ECONNRESET): end our side, read theirs to its end. unix(7)
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.scheduleTask(in: TimeAmount(core.configuration.limits.drain)) { bound.value.channelContext?.close(promise: nil) }
        resumeReading(context)
    }

    // MARK: Reading

    func read(context: ChannelHandlerContext) {
        if mayRead {
            context.read()
        } else {
            wantsRead = true
        }
    }

    private var mayRead: Bool {
        if isClosing { return true }
        return state != nil && !isFinishing && hasRoom
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        guard wantsRead, mayRead else { return }
        wantsRead = false
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isClosing || isFinishing { return }
        reader.append(unwrapInboundIn(data).readableBytesView)
        advance()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        inputEnded = true
        if isClosing {
            context.close(promise: nil)
        } else {
            advance()
        }
    }

    private var hasRoom: Bool {
        let limits = core.configuration.limits
        return queuedRequests < limits.queuedRequests && queuedOctets < limits.queuedOctets
    }

    /// Takes lines out of the reader while there is room for them; at the end of the input, its last word.
    private func takeLines() {
        while !isFinishing, hasRoom {
            guard let event = reader.next() else {
                if inputEnded {
                    if let refusal = reader.finish() { enqueue(.refusal(refusal)) }
                    isFinishing = true
                }
                return
            }
            lastRequest = .now()
            switch event {
            case .data(let row): enqueue(.row(row))
            case .refuse(let refusal): enqueue(.refusal(refusal))
            case .close(let refusal):
                enqueue(.close(refusal))
                isFinishing = true
            case .command(let request):
                if core.table.command(leading: request.tokens)?.id == "cancel" {
                    enqueue(.cancel(request, found: cancel(request)))
                } else {
                    enqueue(.request(request))
                }
            }
        }
    }

    private func enqueue(_ line: WaitingLine) {
        queue.append(line)
        queuedOctets += line.octets
        if line.isRequest { queuedRequests += 1 }
    }

    /// Acts on a `cancel` when it is read: a waiting request is marked, a read at work is stopped, a write is left alone.
    private func cancel(_ request: RequestLine) -> Bool {
        guard let invocation = try? core.table.parse(request), let typed = invocation.optionalText("tag") else { return false }
        let tag = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
        if let running, running.tag == tag {
            guard !running.isWrite, !running.isWriting else { return false }
            running.task?.cancel()
            conclude(running.number, .failure(.cancelled))
            return true
        }
        for index in queue.indices {
            if case .request(let waiting) = queue[index], waiting.tag == tag {
                queue[index] = .cancelled(waiting)
                return true
            }
        }
        return false
    }

    // MARK: One request at a time

    private func advance() {
        guard let context = channelContext, state != nil, !isClosing else { return }
        while true {
            takeLines()
            guard running == nil, writesUnderway == 0, let line = queue.popFirst() else { break }
            queuedOctets -= line.octets
            if line.isRequest { queuedRequests -= 1 }
            handle(line)
        }
        resumeReading(context)
        guard isFinishing, running == nil, queue.isEmpty, writesUnderway == 0 else { return }
        if isDraining { sayBye(reason: "shutdown") }
        if writesUnderway == 0 { closeBehindLastWord() }
    }

    /// Starts what a line asks for. The session's state is changed in place: a copy would copy a batch of thousands of rows.
    private func handle(_ line: WaitingLine) {
        guard let language = state?.language, let format = state?.format else { return }
        let style = ReplyStyle(tag: nil, language: language, format: format)
        switch line {
        case .row(let row):
            if let notice = state?.take(row: row) {
                var octets: [UInt8] = []
                ReplyEncoder.append(notice, language: language, to: &octets)
                send(octets) { [self] _ in advance() }
            }
        case .refusal(let refusal):
            if let answer = state?.interpret(refusal) { start(.answer(answer), request: nil) }
        case .close(let refusal):
            if let answer = state?.interpret(refusal, closing: "protocol") { start(.answer(answer), request: nil) }
        case .cancelled(let request): start(.answer(Self.failed(.cancelled, request, style)), request: request)
        case .cancel(let request, let found):
            guard var step = state?.interpret(request) else { return }
            if case .answer(var answer) = step, case .reply(var reply) = answer.body {
                reply.pairs = ["cancelled": .boolean(found)]
                answer.body = .reply(reply)
                step = .answer(answer)
            }
            start(step, request: request)
        case .request(let request) where isDraining:
            let failure = Refusal(
                .shutdownDraining,
                Wording("the daemon is stopping; send it again shortly", "le démon s'arrête ; renvoyez-la bientôt"))
            start(.answer(Self.failed(failure, request, style)), request: request)
        case .request(let request):
            if let step = state?.interpret(request) { start(step, request: request) }
        }
    }

    private static func failed(_ failure: Refusal, _ request: RequestLine, _ style: ReplyStyle) -> SessionAnswer {
        var style = style
        style.tag = request.tag
        return SessionAnswer(body: .failure(failure), command: nil, style: style)
    }

    private func start(_ step: SessionStep, request: RequestLine?) {
        guard let state else { return }
        nextNumber += 1
        let number = nextNumber
        switch step {
        case .answer(let answer):
            running = Running(number: number, tag: request?.tag, isWrite: false, style: answer.style, command: answer.command)
            deliver(number, answer)
        case .run(let invocation, let style):
            let allowed = duration(of: invocation)
            begin(number, request, isWrite: invocation.command.effect == .write, style, invocation.command, allowed)
            work(number, state, allowed, isShort: invocation.command.isShort) { runner, context in
                .answer(await runner.run(invocation, style, context))
            }
        case .check(let invocation, let style):
            begin(number, request, isWrite: false, style, invocation.command, core.configuration.limits.command)
            work(number, state, core.configuration.limits.command) { runner, context in
                .settle(invocation, style, await runner.check(invocation, context))
            }
        case .batch(let batch, let command, let style):
            // An import of thousands of rows is one command of a batch; the longest time-out of its lines counts.
            let allowed = batch.lines.map(duration(of:)).reduce(core.configuration.limits.command * 4) { max($0, $1) }
            begin(number, request, isWrite: true, style, command, allowed)
            work(number, state, allowed) { runner, context in .answer(await runner.run(batch, command, style, context)) }
        case .refused(let failure, let invocation, let style):
            begin(number, request, isWrite: true, style, invocation.command, core.configuration.limits.command)
            let actor = state.actor
            work(number, state, core.configuration.limits.command) { runner, _ in
                .answer(await runner.refuse(failure, invocation, style, actor))
            }
        case .become(let code, let pin, let command, let style):
            begin(number, request, isWrite: false, style, command, core.configuration.limits.command)
            let (actor, hooks) = (state.actor, core.hooks)
            work(number, state, core.configuration.limits.command) { _, _ in
                do throws(Refusal) {
                    return .become(try await hooks.become(code, pin, actor), command, style)
                } catch {
                    return .answer(SessionAnswer(body: .failure(error), command: command, style: style))
                }
            }
        case .status(let command, let style):
            begin(number, request, isWrite: false, style, command, core.configuration.limits.command)
            let own: [(name: String, value: JSONValue)] = core.status()
            work(number, state, core.configuration.limits.command) { runner, context in
                .answer(await runner.status(own, command, style, context))
            }
        }
    }

    private func duration(of invocation: Invocation) -> Duration {
        let limits = core.configuration.limits
        guard let typed = invocation.optionalText("timeout"), let milliseconds = ArgumentForm.milliseconds(typed) else {
            return limits.command
        }
        return min(.milliseconds(milliseconds), limits.longestCommand)
    }

    private func begin(
        _ number: UInt64, _ request: RequestLine?, isWrite: Bool, _ style: ReplyStyle, _ command: CommandSpec, _ allowed: Duration
    ) {
        // A write knows its deadline itself and can say `unchanged`; only when it does not come back is it answered `unknown`.
        let patience = isWrite ? allowed + core.configuration.limits.writeGrace : allowed
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let timer = eventLoop.scheduleTask(in: TimeAmount(patience)) { bound.value.timedOut(number) }
        running = Running(number: number, tag: request?.tag, isWrite: isWrite, style: style, command: command, timer: timer)
    }

    /// What work leads to.
    private enum Outcome: Sendable {
        case answer(SessionAnswer)
        case settle(Invocation, ReplyStyle, Refusal?)
        case become(SessionActor, CommandSpec, ReplyStyle)
    }

    private func work(
        _ number: UInt64, _ state: SessionState, _ allowed: Duration, isShort: Bool = false,
        _ body: @escaping @Sendable (SessionRunner, CommandContext) async -> Outcome
    ) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let style = running?.style
        let context = CommandContext(
            actor: state.actor, language: style?.language ?? state.language, defaultPlace: state.defaultPlace,
            defaultOwner: state.defaultOwner, repeats: state.repeats, deadline: .now + allowed,
            progress: { [eventLoop] progress in eventLoop.execute { bound.value.report(progress, of: number) } },
            unexpected: { [core] error, command, state in core.unexpected(error, command, state) }, services: core.hooks.services)
        if isShort { core.shortWork.add(1) }
        let task = Task(executorPreference: isShort ? executor : nil) { [core, eventLoop] in
            let outcome = await body(core.runner, context)
            // A small answer is written here, so that the event loop only passes octets on.
            var octets: [UInt8]?
            if case .answer(let answer) = outcome, ReplyWriter.isSmall(answer) {
                octets = await ReplyWriter.whole(answer, codes: core.table.codes)
            }
            eventLoop.execute { [octets] in bound.value.worked(number, outcome, octets) }
            if isShort { core.shortWork.add(-1) }
        }
        running?.task = task
    }

    private func worked(_ number: UInt64, _ outcome: Outcome, _ octets: [UInt8]?) {
        guard running?.number == number, running?.isWriting == false else { return }
        switch outcome {
        case .answer(let answer): deliver(number, answer, octets)
        case .settle(let invocation, let style, let verdict):
            if let answer = state?.settle(invocation, style, verdict) { deliver(number, answer) }
        case .become(let actor, let command, let style):
            state?.actor = actor
            if let answer = state?.helloAnswer(command, style) { deliver(number, answer) }
        }
    }

    private func timedOut(_ number: UInt64) {
        guard let running, running.number == number, !running.isWriting else { return }
        if !running.isWrite { running.task?.cancel() }
        conclude(number, .failure(.timedOut(state: running.isWrite ? .unknown : .unchanged)))
    }

    /// Ends the working phase from outside.
    private func conclude(_ number: UInt64, _ body: SessionAnswer.Body) {
        guard let running, running.number == number, !running.isWriting else { return }
        deliver(number, SessionAnswer(body: body, command: running.command, style: running.style))
    }

    private func report(_ progress: CommandProgress, of number: UInt64) {
        guard let state, let running, running.number == number, !running.isWriting, writesUnderway == 0 else { return }
        let isLast = progress.total.map { progress.done >= $0 } ?? false
        let now = NIODeadline.now()
        guard isLast || now - lastProgress >= .milliseconds(100) else { return }
        lastProgress = now
        var octets: [UInt8] = []
        let pairs: JSONObject = [
            "tag": JSONValue(running.tag), "done": .integer(progress.done), "total": JSONValue(progress.total),
            "unit": .string(progress.unit),
        ]
        ReplyEncoder.append(Notice(.progress, pairs: pairs), language: state.language, to: &octets)
        send(octets) { [self] _ in advance() }
    }

    // MARK: Writing

    private func deliver(_ number: UInt64, _ answer: SessionAnswer, _ octets: [UInt8]? = nil) {
        running?.timer?.cancel()
        running?.isWriting = true
        if answer.closing != nil {
            isFinishing = true
            saidBye = true
            queue.removeAll()
            queuedRequests = 0
            queuedOctets = 0
        }
        if let octets {
            send(octets) { [self] _ in delivered(number) }
            return
        }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let task = Task { [core, eventLoop] in
            if ReplyWriter.isSmall(answer) {
                let octets = await ReplyWriter.whole(answer, codes: core.table.codes)
                eventLoop.execute { bound.value.send(octets) { _ in bound.value.delivered(number) } }
                return
            }
            let writer = ReplyWriter(codes: core.table.codes) { piece in
                await withCheckedContinuation { continuation in
                    eventLoop.execute { bound.value.send(piece) { continuation.resume(returning: $0) } }
                }
            }
            _ = await writer.write(answer)
            eventLoop.execute { bound.value.delivered(number) }
        }
        running?.task = task
    }

    private func delivered(_ number: UInt64) {
        guard running?.number == number else { return }
        running = nil
        lastRequest = .now()
        if isDraining { sayBye(reason: "shutdown") }
        advance()
    }

    /// Writes octets; `taken` is told when the reader's side has them, or that it never will.
    private func send(_ octets: [UInt8], taken: @escaping (Bool) -> Void) {
        guard let context = channelContext, !isClosing else { return taken(false) }
        writesUnderway += 1
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] result in
            writesUnderway -= 1
            stallTimer?.cancel()
            stallTimer = nil
            if writesUnderway > 0 { armStallTimer() }
            if case .success = result { taken(true) } else { taken(false) }
        }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: octets)), promise: promise)
        // Most answers are taken at once and need no watch.
        if writesUnderway > 0, stallTimer == nil { armStallTimer() }
    }

    private func armStallTimer() {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        stallTimer = eventLoop.scheduleTask(in: TimeAmount(core.configuration.limits.stalledReader)) { bound.value.stalled() }
    }

    private func stalled() {
        core.logger.notice("a reader took nothing and was closed", metadata: ["account": "\(state?.actor.account ?? "?")"])
        channelContext?.close(promise: nil)
    }

    // MARK: Idleness

    private func armIdleTimer() {
        let limit = TimeAmount(core.configuration.limits.idle)
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        idleTimer = eventLoop.scheduleTask(deadline: lastRequest + limit) { bound.value.idleCheck() }
    }

    private func idleCheck() {
        guard channelContext != nil, !isClosing else { return }
        let limit = TimeAmount(core.configuration.limits.idle)
        if running != nil || !queue.isEmpty { lastRequest = .now() }
        guard NIODeadline.now() >= lastRequest + limit else { return armIdleTimer() }
        isFinishing = true
        sayBye(reason: "idle")
        advance()
    }
}
