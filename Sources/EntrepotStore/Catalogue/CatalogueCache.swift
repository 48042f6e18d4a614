package import PostgresClient
import Synchronization

/// The catalogue in memory, read again when somebody changed it.
///
/// Writers of the catalogue `NOTIFY catalogue` in their transaction; whoever listens calls `reload`. A name that is not found is
/// looked up once more after a reload, so that a daemon that missed the word still answers rightly.
package final class CatalogueCache: Sendable {
    private let pool: ConnectionPool
    private let lots: LotCache
    private let held = Mutex(Held())

    /// What is kept, and the number of the reading it came from.
    private struct Held {
        var snapshot = CatalogueSnapshot.empty
        var number = 0
        var lastNumber = 0
    }

    init(pool: ConnectionPool, lots: LotCache) {
        self.pool = pool
        self.lots = lots
    }

    /// What is known now; never waits.
    package var current: CatalogueSnapshot { held.withLock { $0.snapshot } }

    /// Reads the catalogue anew, all of it at one moment, and returns it. A reading that began before another and ends after it is not kept.
    @discardableResult
    package func reload() async throws -> CatalogueSnapshot {
        let number = held.withLock { held in
            held.lastNumber += 1
            return held.lastNumber
        }
        let fresh = try await pool.transaction(isolation: .repeatableRead, readOnly: true) { transaction in
            try await CatalogueQueries.snapshot(transaction)
        }
        held.withLock { held in
            guard held.number < number else { return }
            held.number = number
            held.snapshot = fresh
        }
        lots.forget()
        return fresh
    }

    /// Reads the catalogue as a transaction sees it, without keeping it.
    package func read(through source: any QuerySource) async throws -> CatalogueSnapshot {
        try await CatalogueQueries.snapshot(source)
    }
}
