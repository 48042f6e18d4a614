import UnixSignals

/// What the outside asks of a running daemon.
package enum DaemonSignal: Equatable, Sendable {
    /// TERM or INT: drain and end; the second one: end now.
    case stop
    /// HUP: read the configuration again.
    case reload

    /// The signals of this process, trapped before this returns.
    package static func ofProcess() async -> AsyncStream<DaemonSignal> {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        return AsyncStream { continuation in
            let relay = Task {
                for await signal in signals { continuation.yield(signal == .sighup ? .reload : .stop) }
                continuation.finish()
            }
            continuation.onTermination = { _ in relay.cancel() }
        }
    }
}
