import DaemonConfiguration
import DaemonLife

extension DaemonParts {
    /// The parts of this program: what migrates, what looks at the database, what serves.
    static func assembled() -> DaemonParts {
        DaemonParts(
            migrate: { _ in "none" },
            inspect: { _ in DatabaseFindings(schemaVersion: "none") },
            open: { _ in
                OpenDaemon(
                    serve: { while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) } },
                    drain: {})
            })
    }
}
