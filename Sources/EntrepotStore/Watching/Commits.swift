package import PostgresClient

/// Tells every daemon that something was committed, a few times a second at most: a notification inside each posting costs 40 % of it, so
/// it is sent beside them. It only wakes; what happened is read from the tables.
package final class Commits: Sendable {
    /// What notifications go by.
    package static let channel = "events"
    /// The shortest time between two notifications.
    private static let pause = Duration.milliseconds(200)

    private let marks: AsyncStream<Void>
    private let mark: AsyncStream<Void>.Continuation

    init() {
        (marks, mark) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something was committed; never waits.
    package func note() { mark.yield() }

    /// Sends the notifications until cancelled.
    package func run(through pool: ConnectionPool) async {
        for await _ in marks {
            // One that is lost is made up for: watchers look by themselves now and then.
            _ = try? await pool.execute("notify events")
            try? await Task.sleep(for: Self.pause)
        }
    }
}
