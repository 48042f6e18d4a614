// EntrepotStore: the only module with SQL.
//
// Every statement the daemon sends stands here, grouped by the noun it is about. What the database decides (balances, keys,
// positions, operational days) is decided by routines under Schema/routines; this module calls them, turns rows into values of
// the pure modules, and turns the name of a broken constraint into a refusal that a person understands.
//
// Everything of a warehouse is bound to its `warehouse_id`, so that the tables can be spread by it one day; no statement spans
// two warehouses except the reading of what is in transit between them.

package import PostgresClient
import StockLedger

/// The database as the rest of the program sees it.
package final class Store: Sendable {
    /// Connections, handed out fairly.
    package let pool: ConnectionPool
    /// What every command needs to know of items, places and organisations, kept in memory.
    package let catalogue: CatalogueCache
    /// Lots by their codes, kept in memory.
    package let lots: LotCache
    /// Who says who they are on a shared account, and what everybody means unless they say otherwise, kept in memory.
    package let persons: PersonCache
    /// Tells every daemon that something was committed.
    package let commits = Commits()
    /// Where movements wait to be posted together.
    package let lanes: PostingLanes

    /// `parameters` are the daemon's role's. What is asked of the pool itself is asked by the house; whatever a person asks goes through
    /// `reading(as:)`.
    package init(_ parameters: ConnectionParameters, limits: ConnectionPool.Limits = ConnectionPool.Limits()) {
        var parameters = parameters
        parameters.settings += ReadSettings(.house).ofASession
        let pool = ConnectionPool(parameters, limits: limits)
        self.pool = pool
        let lots = LotCache(pool: pool)
        self.lots = lots
        self.persons = PersonCache(pool: pool)
        self.catalogue = CatalogueCache(pool: pool, lots: lots)
        self.lanes = PostingLanes(pool: pool)
    }

    /// Whether the database answers.
    package func answers() async -> Bool {
        (try? await pool.value("select 1", as: Int32.self)) == 1
    }
}
