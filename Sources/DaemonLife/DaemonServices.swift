import DaemonConfiguration
import EmbeddedPostgres
import Glibc
import Logging
import ServiceLifecycle

/// The admin listener: serves until asked to stop, then drains.
struct ListenerService: Service {
    let parts: OpenDaemon
    let notifier: SystemdNotifier
    let log: Logger

    private enum End { case served, drained }

    func run() async throws {
        try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask {
                try await parts.serve()
                return .served
            }
            group.addTask {
                try await gracefulShutdown()
                notifier.send("STOPPING=1")
                log.info("draining")
                await parts.drain()
                return .drained
            }
            let first = try await group.next()
            group.cancelAll()
            if first == .served && !Task.isShuttingDownGracefully && !Task.isCancelled {
                throw DaemonFailure(.software, "the admin listener ended by itself")
            }
            while let _ = try? await group.next() {}
        }
    }
}

/// The scheduled jobs, and the nightly dump of an embedded database. They stop before the listener drains.
struct JobsService: Service {
    let parts: OpenDaemon
    let backup: LogicalBackup?
    let log: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if let runJobs = parts.runJobs { group.addTask { try await runJobs() } }
                if let backup { group.addTask { await runBackups(backup) } }
                // Without a job there is still something to wait for: the end.
                group.addTask { try await gracefulShutdown() }
                do {
                    try await group.waitForAll()
                } catch is CancellationError {
                    group.cancelAll()
                }
            }
        }
    }

    private func runBackups(_ backup: LogicalBackup) async {
        while !Task.isCancelled {
            var pause = Duration.seconds(60)
            if backup.isDue(now: time(nil)) {
                do {
                    let path = try await backup.run(now: time(nil), log: log)
                    log.notice("the database was dumped", metadata: ["file": "\(path)"])
                } catch {
                    log.error("the nightly dump failed, again in ten minutes", metadata: ["error": "\(error)"])
                    pause = .seconds(600)
                }
            }
            try? await Task.sleep(for: pause)
        }
    }
}

/// Keeps the embedded server alive while the daemon works.
struct DatabaseService: Service {
    let cluster: EmbeddedCluster

    func run() async throws {
        await cancelWhenGracefulShutdown { await cluster.keepRunning() }
    }
}
