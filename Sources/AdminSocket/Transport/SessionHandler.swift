import AdminProtocol
import Logging
import NIOCore

/// One client on its event loop: hands what happens to a `SessionFlow` and does what the flow says. It decides nothing itself; it knows
/// the socket, the timers, the tasks, and whether the reader takes what is written. Everything here is touched on the event loop only.
final class SessionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let core: ListenerCore
    let eventLoop: any EventLoop
    private let executor: LoopExecutor
    private(set) var flow: SessionFlow
    private var channelContext: ChannelHandlerContext?
    private(set) var peer: PeerCredentials?
    /// The watches under way, and who waits until the reader has what they said.
    var watchTasks: [String: Task<Void, Never>] = [:]
    var tellers: [String: CheckedContinuation<Bool, Never>] = [:]
    private var memberID: UInt64?
    /// What the flow said and is not yet done: an action that ends at once leads to others, which wait for their turn here.
    private var actions = CircularBuffer<SessionAction>(initialCapacity: 4)
    private var isActing = false
    private var task: Task<Void, Never>?
    private var deadline: Scheduled<Void>?
    private var alarm: Scheduled<Void>?
    private var stallTimer: Scheduled<Void>?
    private var wantsRead = false
    private var writesUnderway = 0
    /// A small answer in octets already, made where its work was done.
    private var prepared: (number: UInt64, octets: [UInt8])?

    init(core: ListenerCore, eventLoop: any EventLoop) {
        self.core = core
        self.eventLoop = eventLoop
        executor = LoopExecutor(eventLoop)
        flow = SessionFlow(
            table: core.table, limits: core.configuration.limits, version: core.configuration.version,
            language: core.configuration.language, allowance: core.allowance, at: .now)
    }

    // MARK: Coming and going

    func channelActive(context: ChannelHandlerContext) {
        channelContext = context
        let found = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { descriptor in
            (
                Peer.credentials(of: descriptor),
                DescriptorRoom.isLeft(beside: descriptor, keeping: core.configuration.limits.descriptorsKept)
            )
        }
        guard let (credentials, hasRoom) = found, let credentials else {
            core.logger.warning("a peer without credentials was turned away")
            context.close(promise: nil)
            return
        }
        peer = credentials
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        Task { [core, eventLoop] in
            let actor = await core.hooks.identify(credentials)
            eventLoop.execute { bound.value.identified(actor, hasRoom) }
        }
        context.fireChannelActive()
    }

    private func identified(_ actor: SessionActor, _ hasRoom: Bool) {
        guard channelContext != nil else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let member = ClientRegistry.Member(
            drain: { [eventLoop] in eventLoop.execute { bound.value.act { $0.drain(at: .now) } } },
            leave: { [eventLoop] in eventLoop.execute { bound.value.act { $0.leave(at: .now) } } },
            review: { [eventLoop] in eventLoop.execute { bound.value.review() } })
        if hasRoom { memberID = core.registry.admit(actor, member) }
        act {
            $0.identified(actor, meaning: core.hooks.defaults(actor), isAdmitted: memberID != nil, isStopping: core.isDraining, at: .now)
        }
    }

    /// Looks whether the person who speaks may still.
    private func review() {
        guard let peer, let actor = flow.state?.actor, actor.person != nil else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        Task { [core, eventLoop] in
            let known = await core.hooks.recall(actor, peer)
            eventLoop.execute { bound.value.act { $0.reviewed(known, at: .now) } }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        channelContext = nil
        if let memberID { core.registry.release(memberID) }
        memberID = nil
        endWatches()
        for timer in [alarm, stallTimer, deadline] { timer?.cancel() }
        act { $0.closed() }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        core.logger.debug("a connection failed", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    // MARK: Reading

    func read(context: ChannelHandlerContext) {
        if flow.mayRead {
            context.read()
        } else {
            wantsRead = true
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        act { $0.received(unwrapInboundIn(data).readableBytesView, at: .now) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        act { $0.inputClosed(at: .now) }
    }

    // MARK: Doing what the flow says

    func act(_ event: (inout SessionFlow) -> [SessionAction]) {
        actions.append(contentsOf: event(&flow))
        if isActing { return }
        isActing = true
        while let action = actions.popFirst() { perform(action) }
        isActing = false
    }

    private func perform(_ action: SessionAction) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        switch action {
        case .say(let octets): send(octets) { [self] _ in act { $0.said(at: .now) } }
        case .recall(let number, let actor, let patience):
            guard let peer else { return }
            arm(number, patience)
            core.shortWork.add(1)
            task = Task(executorPreference: executor) { [core, eventLoop] in
                let known = await core.hooks.recall(actor, peer)
                eventLoop.execute { bound.value.act { $0.recalled(number, known, at: .now) } }
                core.shortWork.add(-1)
            }
        case .work(let work):
            arm(work.number, work.patience)
            begin(work)
        case .stop: task?.cancel()
        case .deliver(let number, let answer): deliver(number, answer)
        case .watch(let id, let watch, let command): begin(id, watch, command)
        case .tell(let id, let octets):
            send(octets) { [self] isTaken in
                tellers.removeValue(forKey: id)?.resume(returning: isTaken)
                act { $0.said(at: .now) }
            }
        case .endWatch(let id): endWatch(id)
        case .countStranger(let account): core.countStranger(account, on: eventLoop)
        case .read:
            guard wantsRead, flow.mayRead, let context = channelContext else { return }
            wantsRead = false
            context.read()
        case .wake(let instant):
            alarm?.cancel()
            alarm = eventLoop.scheduleTask(in: TimeAmount(max(.zero, instant - .now))) { bound.value.act { $0.wake(at: .now) } }
        case .end(let patience):
            // Closing with unread input would take our last words back (ECONNRESET): end our side, read theirs to its end. unix(7)
            channelContext?.close(mode: .output, promise: nil)
            alarm?.cancel()
            alarm = eventLoop.scheduleTask(in: TimeAmount(patience)) { bound.value.channelContext?.close(promise: nil) }
        case .closeSoon: eventLoop.scheduleTask(in: .milliseconds(500)) { bound.value.channelContext?.close(promise: nil) }
        case .close: channelContext?.close(promise: nil)
        }
    }

    private func arm(_ number: UInt64, _ patience: Duration) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        deadline?.cancel()
        deadline = eventLoop.scheduleTask(in: TimeAmount(patience)) { bound.value.act { $0.timedOut(number) } }
    }

    private func begin(_ work: SessionWork) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let said = work.circumstances
        let number = work.number
        let context = CommandContext(
            actor: said.actor, language: said.language, defaultPlace: said.defaultPlace, defaultOwner: said.defaultOwner,
            defaultWarehouse: said.defaultWarehouse, repeats: said.repeats, deadline: .now + work.allowed,
            progress: { [eventLoop] progress in eventLoop.execute { bound.value.act { $0.progressed(number, progress, at: .now) } } },
            unexpected: { [core] error, command, state in core.unexpected(error, command, state) }, services: core.hooks.services)
        let isShort = work.isShort
        if isShort { core.shortWork.add(1) }
        task = Task(executorPreference: isShort ? executor : nil) { [core, eventLoop] in
            let outcome = await core.runner.perform(work.step, own: core.status, context)
            // A small answer is written here, so that the event loop only passes octets on.
            var octets: [UInt8]?
            if case .answer(let answer) = outcome, ReplyWriter.isSmall(answer) {
                octets = await ReplyWriter.whole(answer, codes: core.table.codes)
            }
            eventLoop.execute { [octets] in
                if let octets { bound.value.prepared = (number, octets) }
                bound.value.act { $0.worked(number, outcome, at: .now) }
            }
            if isShort { core.shortWork.add(-1) }
        }
    }

    // MARK: Writing

    private func deliver(_ number: UInt64, _ answer: SessionAnswer) {
        deadline?.cancel()
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        if let prepared, prepared.number == number, answer.closing == nil {
            self.prepared = nil
            send(prepared.octets) { [self] _ in act { $0.delivered(number, at: .now) } }
            return
        }
        task = Task { [core, eventLoop] in
            if ReplyWriter.isSmall(answer) {
                let octets = await ReplyWriter.whole(answer, codes: core.table.codes)
                eventLoop.execute { bound.value.send(octets) { _ in bound.value.act { $0.delivered(number, at: .now) } } }
                return
            }
            let writer = ReplyWriter(codes: core.table.codes) { piece in
                await withCheckedContinuation { continuation in
                    eventLoop.execute { bound.value.send(piece) { continuation.resume(returning: $0) } }
                }
            }
            _ = await writer.write(answer)
            eventLoop.execute { bound.value.act { $0.delivered(number, at: .now) } }
        }
    }

    /// Writes octets; `taken` is told when the reader's side has them, or that it never will.
    private func send(_ octets: [UInt8], taken: @escaping (Bool) -> Void) {
        guard let context = channelContext, flow.stage != .lastWord else { return taken(false) }
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
        core.logger.notice("a reader took nothing and was closed", metadata: ["account": "\(flow.state?.actor.account ?? "?")"])
        channelContext?.close(promise: nil)
    }
}
