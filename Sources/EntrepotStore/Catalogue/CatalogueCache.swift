package import PostgresClient
import Synchronization

/// The catalogue in memory, read again when somebody changed it.
///
/// Writers of the catalogue `NOTIFY catalogue` in their transaction; whoever listens calls `reload`. A name that is not found is
/// looked up once more after a reload, so that a daemon that missed the word still answers rightly.
package final class CatalogueCache: Sendable {
    private let pool: ConnectionPool
    private let held = Mutex<CatalogueSnapshot>(.empty)

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// What is known now; never waits.
    package var current: CatalogueSnapshot { held.withLock { $0 } }

    /// Reads the catalogue anew and returns it.
    @discardableResult
    package func reload() async throws -> CatalogueSnapshot {
        let fresh = try await CatalogueQueries.snapshot(pool)
        held.withLock { $0 = fresh }
        return fresh
    }

    /// Reads the catalogue as a transaction sees it, without keeping it.
    package func read(through source: any QuerySource) async throws -> CatalogueSnapshot {
        try await CatalogueQueries.snapshot(source)
    }
}
