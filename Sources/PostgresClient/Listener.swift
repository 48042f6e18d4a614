/// Follows notifications on a connection of its own, for as long as someone iterates; connects again when the connection breaks.
///
/// Each time it listens, first and after every break, it gives `.listening`: what was notified before may have been missed, so look
/// at the tables then. Ends by cancelling the task that iterates.
package struct Listener: AsyncSequence, Sendable {
    /// What a listener gives.
    package enum Element: Hashable, Sendable {
        /// It listens from now on; notifications before may have been missed.
        case listening
        /// Someone notified.
        case notification(Notification)
    }

    private let parameters: ConnectionParameters
    private let channels: [String]
    private let longestPause: Duration

    /// Names the channels; a pause before connecting again grows from 50 ms to `longestPause`.
    package init(_ parameters: ConnectionParameters, channels: [String], longestPause: Duration = .seconds(5)) {
        self.parameters = parameters
        self.channels = channels
        self.longestPause = longestPause
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(parameters: parameters, channels: channels, longestPause: longestPause)
    }

    /// Connects when first asked and whenever the connection broke.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let parameters: ConnectionParameters
        fileprivate let channels: [String]
        fileprivate let longestPause: Duration
        private var connection: Connection?
        private var pending: [Notification] = []
        private var given = 0
        private var pause = Duration.milliseconds(50)

        fileprivate init(parameters: ConnectionParameters, channels: [String], longestPause: Duration) {
            self.parameters = parameters
            self.channels = channels
            self.longestPause = longestPause
        }

        /// The next element; nil when the task was cancelled. Throws what no waiting cures, such as a wrong password.
        package mutating func next() async throws -> Element? {
            while !Task.isCancelled {
                if given < pending.count {
                    given += 1
                    return .notification(pending[given - 1])
                }
                do {
                    guard let connection else {
                        try await listen()
                        return .listening
                    }
                    pending = try await connection.notifications()
                    given = 0
                } catch let error as PostgresError where error.isTransient {
                    connection = nil
                    try? await Task.sleep(for: pause)
                    pause = Swift.min(pause * 2, longestPause)
                } catch is CancellationError {
                    break
                }
            }
            connection = nil
            return nil
        }

        private mutating func listen() async throws {
            let fresh = try await Connection.open(parameters)
            for channel in channels { try await fresh.execute("listen \(unsafe: quotedIdentifier(channel))") }
            connection = fresh
            pause = .milliseconds(50)
        }
    }
}

/// An identifier in double quotes (PostgreSQL manual 4.1.1).
func quotedIdentifier(_ name: String) -> String {
    var quoted = "\""
    for scalar in name.unicodeScalars where scalar != "\0" {
        if scalar == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
}

extension Connection {
    /// Waits until notifications come on channels this session listens to; ends by cancellation of the task.
    package func notifications() async throws -> [Notification] {
        try await withWire(writes: false) { wire, _ in try wire.awaitNotifications() }
    }
}

extension QuerySource {
    /// Notifies everyone who listens to a channel, when the transaction commits; the text holds at most 7,999 bytes.
    package func notify(_ channel: String, _ payload: String = "") async throws {
        _ = try await execute("select pg_notify(\(channel), \(payload))")
    }
}
