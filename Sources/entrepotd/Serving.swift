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

        var rules = HouseRules()
        rules.lossReviewAbove = Int64(configuration.rules.lossReviewAboveBaseUnits)
        rules.reportsDirectory = configuration.reportsPath
        rules.reportLanguage = configuration.language == .french ? "fr" : "en"
        // Before anybody connects: from here on now is the database's time.
        let watch = ClockWatch(
            store, machine: ClockWatch.Machine(now: Clock.now, uptime: Clock.uptime), limits: configuration.clock.limits, logger: order.log)
        try await watch.look()
        let house = House(store: store, rules: rules, logger: order.log, now: { watch.now() })
        let housekeeping = Housekeeping(HouseJobs.all(house, watch: watch), now: { watch.now() }, logger: order.log)
        let accounts = Accounts(configuration.roles)
        let listener = AdminListener(
            configuration: listening(configuration), table: HouseCommands.table,
            hooks: ServerHooks(
                services: HouseServices(house: house, watch: watch, jobs: { housekeeping.list }),
                identify: { peer in accounts.actor(peer) },
                runBatch: BatchRun.run,
                refused: { refusal in
                    order.log.notice(
                        "refused for want of a role", metadata: ["actor": "\(refusal.actor.name)", "command": "\(refusal.command)"])
                    try? await RequestQueries.audit(
                        actor: refusal.actor.name, command: "refused \(refusal.code.rawValue): \(refusal.line)",
                        scope: RequestQueries.catalogueScope, in: pool)
                },
                status: { _ in await status(house, watch, order) }),
            logger: order.log)
        try await listener.start()
        let changes = Listener(parameters, channels: ["catalogue"])
        return OpenDaemon(
            serve: { await listener.serve() },
            drain: { await listener.shutdown(deadline: .seconds(configuration.drainSeconds)) },
            runJobs: {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await housekeeping.run() }
                    group.addTask {
                        // Another daemon changed the catalogue, or its word may have been missed.
                        for try await _ in changes { _ = try? await store.catalogue.reload() }
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
        limits.stalledReader = .seconds(configuration.socket.stalledReaderSeconds)
        return ListenerConfiguration(
            socketPath: configuration.socketPath, mode: configuration.socket.mode,
            group: configuration.socket.group.flatMap(Accounts.groupNumber),
            limits: limits, language: configuration.language == .french ? .french : .english, version: DaemonVersion.text,
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

/// The version of the program, as greeting and `--version` say it.
enum DaemonVersion {
    static let text = "0.1.0"
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

/// Which accounts of the machine hold which roles.
///
/// With no roles configured, root and the daemon's own user are administrators.
final class Accounts: Sendable {
    private struct Caller: Hashable {
        let uid: UInt32
        let gid: UInt32
        let groups: [UInt32]
    }

    private struct Held {
        var roles: RoleSettings
        /// Who was looked up since the roles were read. Every request asks, and the system's own look-up opens files.
        var known: [Caller: SessionActor] = [:]
    }

    /// Callers remembered before all are looked up anew.
    private static let mostKnown = 1_000
    private let held: Mutex<Held>

    init(_ roles: RoleSettings) {
        held = Mutex(Held(roles: roles))
    }

    func replace(_ fresh: RoleSettings) {
        held.withLock { $0 = Held(roles: fresh) }
    }

    func actor(_ peer: PeerCredentials) -> SessionActor {
        let caller = Caller(uid: peer.uid, gid: peer.gid, groups: peer.groups)
        let (settings, known) = held.withLock { ($0.roles, $0.known[caller]) }
        if let known { return known }
        let name = Self.userName(peer.uid)
        let actor = actor(peer, name ?? "uid:\(peer.uid)", settings)
        // An account without a name may be one whose name could not be read just now.
        if name != nil {
            held.withLock { held in
                guard held.roles == settings else { return }
                if held.known.count >= Self.mostKnown { held.known = [:] }
                held.known[caller] = actor
            }
        }
        return actor
    }

    private func actor(_ peer: PeerCredentials, _ name: String, _ settings: RoleSettings) -> SessionActor {
        if settings.isEmpty || peer.uid == 0 || peer.uid == getuid() {
            let isOwn = peer.uid == 0 || peer.uid == getuid()
            return SessionActor(account: name, uid: peer.uid, roles: isOwn ? [AdminSocket.RoleGrant(.admin)] : [])
        }
        let groups = Set(([peer.gid] + peer.groups).compactMap(Self.groupName))
        let grants = settings.users.filter { $0.account == name } + settings.groups.filter { groups.contains($0.account) }
        let held = grants.flatMap { grant -> [AdminSocket.RoleGrant] in
            grant.roles.flatMap { role -> [AdminSocket.RoleGrant] in
                let organisations: [String?] = grant.organisations ?? [nil]
                let warehouses: [String?] = grant.warehouses ?? [nil]
                return organisations.flatMap { organisation in
                    warehouses.map { AdminSocket.RoleGrant(role, organisation: organisation, warehouse: $0) }
                }
            }
        }
        return SessionActor(account: name, uid: peer.uid, roles: held)
    }

    private static func userName(_ uid: UInt32) -> String? {
        var record = passwd()
        var buffer = [CChar](repeating: 0, count: 4_096)
        var found: UnsafeMutablePointer<passwd>?
        guard getpwuid_r(uid, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return String(cString: record.pw_name)
    }

    private static func groupName(_ gid: UInt32) -> String? {
        var record = group()
        var buffer = [CChar](repeating: 0, count: 16_384)
        var found: UnsafeMutablePointer<group>?
        guard getgrgid_r(gid, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return String(cString: record.gr_name)
    }

    static func groupNumber(_ name: String) -> UInt32? {
        var record = group()
        var buffer = [CChar](repeating: 0, count: 16_384)
        var found: UnsafeMutablePointer<group>?
        guard getgrnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return record.gr_gid
    }
}
