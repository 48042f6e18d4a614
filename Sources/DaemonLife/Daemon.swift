package import DaemonConfiguration
import EmbeddedPostgres
import Glibc
package import Logging
import ServiceLifecycle

/// One run of the daemon, from its configuration to its exit status.
package struct Daemon: Sendable {
    package var sources: ConfigurationSources
    package var parts: DaemonParts
    package var environment: [String: String]
    package var log: Logger
    /// Where the line for whoever started the daemon goes.
    package var say: @Sendable (String) -> Void
    /// The signals, asked for once the daemon can obey them.
    package var signals: @Sendable () async -> AsyncStream<DaemonSignal>
    /// Ends the process when even cancellation does not; never returns in earnest.
    package var forceExit: @Sendable (DaemonExit) -> Void = { _exit($0.rawValue) }

    package init(
        sources: ConfigurationSources, parts: DaemonParts, environment: [String: String], log: Logger,
        say: @escaping @Sendable (String) -> Void,
        signals: @escaping @Sendable () async -> AsyncStream<DaemonSignal> = { await DaemonSignal.ofProcess() }
    ) {
        self.sources = sources
        self.parts = parts
        self.environment = environment
        self.log = log
        self.say = say
        self.signals = signals
    }

    /// Runs until a signal or a failure; the status to exit with. Whatever fails was logged.
    package func run() async -> DaemonExit {
        // A client that went away is an error of its write, not the end of the daemon.
        signal(SIGPIPE, SIG_IGN)
        let reading = sources.read()
        let configuration = reading.configuration
        Journal.setLevel(configuration.logLevel)
        let faults = reading.faults.isEmpty ? machineFaults(configuration) : reading.faults
        let fatal = faults.filter { !$0.isBearable }
        for fault in faults {
            log.log(level: fault.isBearable ? .warning : .critical, "\(fault)")
        }
        guard fatal.isEmpty else { return DaemonExit.worst(of: fatal.map(\.status)) }
        do {
            return try await work(configuration)
        } catch {
            let failure = DaemonFailure.sorting(error, otherwise: .software)
            log.critical("\(failure)")
            return failure.status
        }
    }

    private func machineFaults(_ configuration: Configuration) -> [ConfigurationFault] {
        ConfigurationCheck(
            configuration: configuration, executable: SchemaLocation.runningExecutable(),
            installations: PostgresInstallation.all(configured: configuration.database.binDirectory)
        ).run()
    }

    private func work(_ configuration: Configuration) async throws -> DaemonExit {
        let lock = try StateLock(directory: configuration.stateDirectory)
        defer { lock.release() }
        guard
            let schema = SchemaLocation.find(
                configured: configuration.schemaDirectory, executable: SchemaLocation.runningExecutable())
        else { throw DaemonFailure(.configuration, "the schema directory is gone") }
        var cluster: EmbeddedCluster?
        let address: DatabaseAddress
        let database: String
        if let external = try DatabaseAddress.read(configuration.database) {
            address = external
            database = "configured"
        } else {
            let embedded = EmbeddedCluster(
                lock: lock, binDirectory: configuration.database.binDirectory, connections: configuration.database.poolSize, log: log)
            let started = try await embedded.start()
            log.info("the database server is ready", metadata: ["manner": "\(started.manner.rawValue)", "pid": "\(started.pid)"])
            cluster = embedded
            address = DatabaseAddress(application: embedded.url(for: .daemon), owner: embedded.url(for: .owner))
            database = "embedded:\(started.version)"
        }
        var status = DaemonExit.ok
        do {
            status = try await workOnDatabase(configuration, address, schema: schema, database: database, cluster: cluster)
        } catch {
            // The reason goes on; the server is stopped all the same.
            log.error("stopping after a failure")
            try? await cluster?.stop()
            throw error
        }
        if let cluster { try await cluster.stop() }
        log.info("stopped")
        return status
    }

    private func workOnDatabase(
        _ configuration: Configuration, _ address: DatabaseAddress, schema: String, database: String, cluster: EmbeddedCluster?
    ) async throws -> DaemonExit {
        let version: String
        do {
            if let owner = address.owner {
                _ = try await parts.migrate(MigrationOrder(ownerURL: owner, schemaDirectory: schema, log: log))
            }
            let findings = try await parts.inspect(InspectionOrder(applicationURL: address.application, schemaDirectory: schema))
            for fault in findings.faults { log.critical("\(fault)") }
            for fault in findings.roleFaults(configuration.roles) { log.warning("\(fault)") }
            if !findings.faults.isEmpty {
                throw DaemonFailure(DaemonExit.worst(of: findings.faults.map(\.status)), "the database is not fit to work on")
            }
            guard let found = findings.schemaVersion else {
                throw DaemonFailure(
                    .configuration, "the database has no schema yet. Give database.owner_url_file, so that the daemon can make it.")
            }
            version = found
        } catch {
            throw DaemonFailure.sorting(error, otherwise: .unavailable)
        }
        let notifier = SystemdNotifier(environment: environment)
        let open = try await parts.open(
            DaemonOrder(
                configuration: configuration, applicationURL: address.application, schemaDirectory: schema, schemaVersion: version, log: log
            ))
        let incoming = await signals()
        let backup = cluster.flatMap { configuration.logicalBackup(layout: $0.layout) }
        // Stopped from the last to the first: jobs, then the listener with its drain, then the watch over the server.
        var services: [any Service] = cluster.map { [DatabaseService(cluster: $0)] } ?? []
        services.append(ListenerService(parts: open, notifier: notifier, log: log))
        services.append(JobsService(parts: open, backup: backup, log: log))
        var setup = ServiceGroupConfiguration(services: services, logger: quiet(log))
        setup.maximumGracefulShutdownDuration = .seconds(configuration.drainSeconds)
        let group = ServiceGroup(configuration: setup)

        say("entrepotd ready socket=\(configuration.socketPath) database=\(database) schema=\(version)")
        notifier.send("READY=1")
        let running = Task { try await group.run() }
        let watchdog = Task { await Watchdog(notifier: notifier, isMoving: open.isMoving).run() }
        let obeying = Task { await obey(incoming, group: group, running: running, configuration: configuration, open: open) }
        let result = await running.result
        watchdog.cancel()
        obeying.cancel()
        await open.close()
        let wasForced = await obeying.value
        switch result {
        case .success:
            return wasForced ? .temporary : .ok
        case .failure(let error) where error is CancellationError:
            return wasForced ? .temporary : .ok
        case .failure(let error):
            throw DaemonFailure.sorting(error, otherwise: .software)
        }
    }

    /// Obeys signals until the daemon ends; whether a second stop forced it.
    private func obey(
        _ signals: AsyncStream<DaemonSignal>, group: ServiceGroup, running: Task<Void, any Error>, configuration: Configuration,
        open: OpenDaemon
    ) async -> Bool {
        var current = configuration
        var stops = 0
        for await signal in signals {
            switch signal {
            case .reload:
                await reload(&current, open)
            case .stop:
                stops += 1
                if stops == 1 {
                    await group.triggerGracefulShutdown()
                    continue
                }
                log.warning("forced to stop: requests under way are given up")
                running.cancel()
                let force = forceExit
                Task {
                    try await Task.sleep(for: .seconds(5))
                    force(.temporary)
                }
                return true
            }
        }
        return stops > 1
    }

    private func reload(_ current: inout Configuration, _ open: OpenDaemon) async {
        let reading = sources.read()
        guard reading.faults.isEmpty else {
            for fault in reading.faults { log.error("\(fault)") }
            log.error("the configuration stays as it was")
            return
        }
        var adopted = current
        adopted.roles = reading.configuration.roles
        adopted.language = reading.configuration.language
        adopted.logLevel = reading.configuration.logLevel
        Journal.setLevel(adopted.logLevel)
        await open.reload(adopted)
        current = adopted
        log.notice("the configuration was read again")
        if adopted != reading.configuration {
            log.warning("other keys than roles, language and log.level changed: they hold after a restart")
        }
    }

    /// The group's own account of itself is of use only when looking for a fault.
    private func quiet(_ log: Logger) -> Logger {
        var log = log
        log.logLevel = log.logLevel <= .debug ? log.logLevel : .warning
        return log
    }
}
