import AdminProtocol
import Glibc
package import Logging
import NIOCore
import NIOPosix
import PlainJSON
package import Speech
import Synchronization

/// Where and how the admin socket listens.
package struct ListenerConfiguration: Sendable {
    /// The path of the Unix socket, at most 107 octets with the suffix of its temporary name.
    package var socketPath: String
    /// The mode of the socket.
    package var mode: UInt32
    /// The group that owns the socket; nil leaves the daemon's own.
    package var group: UInt32?
    package var limits: ServerLimits
    /// The language of sessions that do not say another.
    package var language: Language
    /// The version of the program, as the greeting says it.
    package var version: String
    /// How long a cancelled `run()` waits for requests at work.
    package var drainTime: Duration
    /// Event loops; each is a thread.
    package var eventLoops: Int

    /// A configuration with the figures as delivered.
    package init(
        socketPath: String, mode: UInt32 = 0o660, group: UInt32? = nil, limits: ServerLimits = ServerLimits(),
        language: Language = .english,
        version: String = "0", drainTime: Duration = .seconds(10), eventLoops: Int = 2
    ) {
        self.socketPath = socketPath
        self.mode = mode
        self.group = group
        self.limits = limits
        self.language = language
        self.version = version
        self.drainTime = drainTime
        self.eventLoops = eventLoops
    }
}

/// What the sessions of one listener share.
final class ListenerCore: Sendable {
    let configuration: ListenerConfiguration
    let table: CommandTable
    let hooks: ServerHooks
    let logger: Logger
    let registry: ClientRegistry
    let runner: SessionRunner
    /// What all open batches together may hold.
    let allowance: BatchAllowance
    private let strangers = Mutex(StrangerTally())
    private let startedAt = ContinuousClock.now
    private let draining = Mutex(false)
    private let faults = Mutex<UInt64>(0)
    /// Short work under way on event loops, which must not end before it.
    let shortWork = WorkCount()

    init(configuration: ListenerConfiguration, table: CommandTable, hooks: ServerHooks, logger: Logger) {
        self.configuration = configuration
        self.table = table
        self.hooks = hooks
        self.logger = logger
        registry = ClientRegistry(limits: configuration.limits)
        allowance = BatchAllowance(ceiling: configuration.limits.batchesOctets)
        runner = SessionRunner(hooks: hooks, codes: table.codes)
    }

    var isDraining: Bool { draining.withLock { $0 } }

    func beginDraining() { draining.withLock { $0 = true } }

    /// The machinery's own rows of `show status`.
    func status() -> [(name: String, value: JSONValue)] {
        [
            ("version", .string(configuration.version)), ("clients", .integer(Int64(registry.count))),
            ("uptime_seconds", .integer((ContinuousClock.now - startedAt).components.seconds)),
        ]
    }

    /// Counts a refusal of an account without any role; one line of the log tells the number, a while after the first.
    func countStranger(_ account: String, on eventLoop: any EventLoop) {
        guard strangers.withLock({ $0.note(account) }) else { return }
        eventLoop.scheduleTask(in: TimeAmount(configuration.limits.strangerReport)) { [self] in tellStranger(account) }
    }

    /// Tells of every account whose refusals were not told yet.
    func tellStrangers() {
        for account in strangers.withLock({ $0.accounts }) { tellStranger(account) }
    }

    private func tellStranger(_ account: String) {
        let count = strangers.withLock { $0.take(account) }
        guard count > 0 else { return }
        logger.notice("refused for want of any role", metadata: ["account": "\(account)", "lines": "\(count)"])
    }

    /// Logs an error nobody expected and names it.
    func unexpected(_ error: any Error, _ command: String, _ state: BookState) -> Refusal {
        let number = faults.withLock { faults in
            faults += 1
            return faults
        }
        let id = "\(String(UInt32.random(in: 0...UInt32.max), radix: 36))-\(number)"
        logger.error("a command failed unexpectedly", metadata: ["id": "\(id)", "command": "\(command)", "error": "\(error)"])
        return .internalFault(id: id, state: state)
    }
}

/// The admin socket of a daemon.
///
/// `start()` binds it; `run()` binds it and serves until the task is cancelled or `shutdown(deadline:)` was called; both end with
/// every client told, running requests finished within the deadline, and the socket's name gone.
package final class AdminListener: Sendable {
    private struct Listening: Sendable {
        var channel: any Channel
        var path: SocketPath
        /// The thread that takes clients, and those that serve them.
        var groups: [MultiThreadedEventLoopGroup]
    }

    private let core: ListenerCore
    private let listening = Mutex<Listening?>(nil)
    private let ended: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    /// A listener that is not yet bound.
    package init(configuration: ListenerConfiguration, table: CommandTable, hooks: ServerHooks, logger: Logger) {
        core = ListenerCore(configuration: configuration, table: table, hooks: hooks, logger: logger)
        (ended, end) = AsyncStream.makeStream()
    }

    /// The number of clients connected.
    package var clientCount: Int { core.registry.count }

    /// Ends the sessions of persons who may not speak any more.
    package func reviewPersons() { core.registry.review() }

    /// Binds the socket and begins to accept; throws `SocketPathFault` when that cannot be.
    package func start() async throws {
        let configuration = core.configuration
        // A client that went away is a failed write, never a signal.
        signal(SIGPIPE, SIG_IGN)
        let (descriptor, path) = try SocketPath.bind(configuration.socketPath, mode: configuration.mode, group: configuration.group)
        let door = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        let core = core
        do {
            let channel = try await ServerBootstrap(group: door, childGroup: group)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: core.logger))
                    }
                }
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.maxMessagesPerRead, value: 4)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(SessionHandler(core: core, eventLoop: channel.eventLoop))
                    }
                }
                .withBoundSocket(descriptor)
                .get()
            listening.withLock { $0 = Listening(channel: channel, path: path, groups: [door, group]) }
            core.logger.info("listening", metadata: ["socket": "\(configuration.socketPath)"])
        } catch {
            path.remove()
            for group in [door, group] { try? await group.shutdownGracefully() }
            throw error
        }
    }

    /// Binds the socket, calls `ready`, and serves until cancelled or shut down.
    package func run(ready: @Sendable () -> Void = {}) async throws {
        try await start()
        ready()
        await serve()
    }

    /// Serves what `start()` bound until cancelled or shut down.
    package func serve() async {
        // The stream ends when `shutdown` is done, or at once when the task is cancelled.
        for await _ in ended {}
        await shutdown(deadline: core.configuration.drainTime)
    }

    /// Stops accepting, says BYE to everybody, lets running requests finish for `deadline`, answers waiting ones SHUTDOWN, closes.
    package func shutdown(deadline: Duration) async {
        let taken = listening.withLock { listening in
            defer { listening = nil }
            return listening
        }
        guard let taken else { return }
        core.beginDraining()
        taken.path.remove()
        try? await taken.channel.close().get()
        core.registry.drain()
        let core = core
        let force = Task.detached { () -> Bool in
            guard (try? await Task.sleep(for: deadline)) != nil else { return false }
            core.registry.leave()
            return true
        }
        await core.registry.empty()
        force.cancel()
        // A write that outlived the deadline or its client is still at its event loop: those loops end with the process.
        if await !force.value, core.shortWork.isZero {
            for group in taken.groups { try? await group.shutdownGracefully() }
        }
        core.tellStrangers()
        end.finish()
        core.logger.info("stopped listening")
    }
}
