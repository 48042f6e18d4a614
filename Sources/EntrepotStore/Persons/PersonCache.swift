import PostgresClient
import Synchronization

/// Persons and what everybody means unless they say otherwise, in memory: every request asks who speaks.
///
/// Writers `NOTIFY persons` in their transaction; whoever listens calls `reload`.
package final class PersonCache: Sendable {
    /// What is known at one moment.
    package struct Snapshot: Sendable {
        package let persons: [String: PersonRecord]
        package let defaults: [DefaultsKey: KeptDefaults]
    }

    private struct Held {
        var snapshot = Snapshot(persons: [:], defaults: [:])
        var number = 0
        var lastNumber = 0
    }

    private let pool: ConnectionPool
    private let held = Mutex(Held())

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// What is known now; never waits.
    package var current: Snapshot { held.withLock { $0.snapshot } }

    /// Reads anew. A reading that began before another and ends after it is not kept.
    package func reload() async throws {
        let number = held.withLock { held in
            held.lastNumber += 1
            return held.lastNumber
        }
        let fresh = try await pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            Snapshot(
                persons: Dictionary(
                    try await PersonQueries.all(from: transaction).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first }),
                defaults: try await DefaultQueries.all(from: transaction))
        }
        held.withLock { held in
            guard held.number < number else { return }
            held.number = number
            held.snapshot = fresh
        }
    }
}
