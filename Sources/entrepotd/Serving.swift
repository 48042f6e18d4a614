import AdminProtocol
import AdminSocket
import DaemonConfiguration
import DaemonLife
import EntrepotService
import EntrepotStore
import Glibc
import HouseCommands
import Logging
import Measures
import PlainJSON
import PostgresClient
import Speech
import Synchronization

extension Assembly {
    /// Opens the pool, reads the catalogue, and takes clients on the admin socket.
    static func open(_ order: DaemonOrder) async throws -> OpenDaemon {
        let configuration = order.configuration
        let parameters = try ConnectionParameters(order.applicationURL, applicationName: "entrepotd")
        let store = Store(parameters, limits: ConnectionPool.Limits(connections: configuration.database.poolSize))
        let pool = store.pool
        try await store.catalogue.reload()
        try await store.persons.reload()

        var rules = HouseRules()
        rules.lossReviewAbove = Int64(configuration.rules.lossReviewAboveBaseUnits)
        rules.secondCountAbovePercent = Int64(configuration.rules.secondCountAbovePercent)
        rules.reportsDirectory = configuration.reportsPath
        rules.accounts.formUnion(configuration.roles.users.map(\.account))
        rules.reportLanguage = configuration.language == .french ? "fr" : "en"
        // Before anybody connects: from here on now is the database's time.
        let watch = ClockWatch(
            store, machine: ClockWatch.Machine(now: Clock.now, uptime: Clock.uptime), limits: configuration.clock.limits, logger: order.log)
        try await watch.look()
        // Before anybody watches: books that were restored begin a new epoch.
        _ = try await EventQueries.keepEpoch(through: pool)
        let feed = EventFeed(store)
        let watching = HouseServices.Watching(feed: feed, tick: .seconds(configuration.socket.watchTickSeconds))
        let house = House(store: store, rules: rules, logger: order.log, now: { watch.now() })
        let housekeeping = Housekeeping(HouseJobs.all(house, watch: watch), now: { watch.now() }, logger: order.log)
        let accounts = Accounts(configuration.roles)
        let persons = SharedAccounts(house: house, accounts: accounts)
        let listener = AdminListener(
            configuration: listening(configuration), table: HouseCommands.table,
            hooks: ServerHooks(
                services: HouseServices(house: house, watch: watch, watching: watching, jobs: { housekeeping.list }),
                identify: { peer in accounts.actor(peer) },
                recall: { actor, peer in persons.recall(actor, peer) },
                become: { code, pin, actor throws(Refusal) in try await persons.become(code, pin, actor) },
                defaults: { actor in persons.defaults(of: actor) },
                settle: { asked, now, actor throws(Refusal) in try await persons.settle(asked, now, actor) },
                runBatch: BatchRun.run,
                refused: { refusal in
                    order.log.notice(
                        "refused for want of a role",
                        metadata: [
                            "actor": "\(refusal.actor.name)", "account": "\(refusal.actor.account)", "command": "\(refusal.command)",
                        ])
                    try? await RequestQueries.audit(
                        actor: refusal.actor.name, command: "refused \(refusal.code.rawValue): \(refusal.line)",
                        scope: RequestQueries.catalogueScope, in: pool)
                },
                status: { _ in await status(house, watch, order) }),
            logger: order.log)
        try await listener.start()
        let changes = Listener(parameters, channels: ["catalogue", "persons", Commits.channel])
        return OpenDaemon(
            serve: { await listener.serve() },
            drain: { await listener.shutdown(deadline: .seconds(configuration.drainSeconds)) },
            runJobs: {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await housekeeping.run() }
                    group.addTask {
                        // Another daemon changed the catalogue, or its word may have been missed.
                        for try await change in changes {
                            if case .notification(let word) = change, word.channel == Commits.channel {
                                feed.wake()
                                continue
                            }
                            if change == .listening { feed.wake() }
                            if case .notification(let word) = change, word.channel == "persons" {
                                try? await store.persons.reload()
                            } else {
                                _ = try? await store.catalogue.reload()
                                if change == .listening { try? await store.persons.reload() }
                            }
                            listener.reviewPersons()
                        }
                    }
                    group.addTask { await store.commits.run(through: pool) }
                    group.addTask {
                        // Last days end by themselves, and what was granted when roles were read anew holds no longer.
                        while true {
                            try await Task.sleep(for: .seconds(10))
                            listener.reviewPersons()
                        }
                    }
                    try await group.waitForAll()
                }
            },
            reload: { fresh in accounts.replace(fresh.roles) },
            isMoving: {
                // That the pool answers at all, with a row or an error, shows that its threads move; a database that is down is no reason
                // to be killed, and a pool that never answers feeds no watchdog.
                _ = await store.answers()
                return true
            },
            close: { await pool.close() })
    }

    private static func listening(_ configuration: Configuration) -> ListenerConfiguration {
        var limits = ServerLimits()
        limits.clients = configuration.socket.maximumClients
        limits.clientsPerUser = configuration.socket.maximumClientsPerUser
        limits.clientsKeptForAdministrators = configuration.socket.reservedForAdministrators
        limits.queuedRequests = configuration.socket.maximumQueuedRequests
        limits.idle = .seconds(configuration.socket.idleMinutes * 60)
        limits.command = .seconds(configuration.socket.commandTimeoutSeconds)
        limits.longestCommand = .seconds(configuration.socket.longestCommandSeconds)
        limits.writeGrace = .seconds(configuration.socket.writeGraceSeconds)
        limits.strangerLines = configuration.socket.strangerLines
        limits.strangerTime = .seconds(configuration.socket.strangerSeconds)
        limits.strangerClients = configuration.socket.maximumStrangerClients
        limits.batchLines = configuration.socket.maximumBatchLines
        limits.batchOctets = configuration.socket.maximumBatchMegabytes << 20
        limits.batchesOctets = configuration.socket.maximumBatchesMegabytes << 20
        limits.watches = configuration.socket.maximumWatches
        limits.stalledReader = .seconds(configuration.socket.stalledReaderSeconds)
        return ListenerConfiguration(
            socketPath: configuration.socketPath, mode: configuration.socket.mode,
            group: configuration.socket.group.flatMap(Accounts.groupNumber),
            limits: limits, language: configuration.language == .french ? .french : .english, version: programVersion,
            drainTime: .seconds(configuration.drainSeconds))
    }

    private static func status(_ house: House, _ watch: ClockWatch, _ order: DaemonOrder) async -> [(name: String, value: JSONValue)] {
        let statistics = house.store.pool.statistics
        let isUp = await house.store.answers()
        let verified = isUp ? try? await VerificationQueries.last(from: house.store.pool) : nil
        return [
            ("database", .string(isUp ? "up" : "down")), ("schema", .string(order.schemaVersion)),
            ("connections_idle", .integer(Int64(statistics.idle))), ("connections_lent", .integer(Int64(statistics.lent))),
            ("waiting", .integer(Int64(statistics.waiting))),
            ("warehouses", .integer(Int64(house.store.catalogue.current.warehouses.count))),
            ("clock", .string(watch.state.sentence.map { "\(watch.state.word): \($0.english)" } ?? watch.state.word)),
            ("verify", .string(verified.flatMap { $0 }.map { "faults=\($0.faults) at=\($0.endedAt)" } ?? "not yet")),
        ]
    }
}

/// The clock of the machine; the only one, handed to those who need it.
enum Clock {
    @Sendable static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// Microseconds since the machine started, counted through sleep as well. clock_gettime(2)
    @Sendable static func uptime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}

extension ClockSettings {
    /// As the watch over the clocks takes them.
    var limits: ClockLimits {
        var limits = ClockLimits()
        limits.largestLeapDays = Int64(largestLeapDays)
        limits.longestStopDays = Int64(longestStopDays)
        return limits
    }
}
