import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PostgresClient
import StockLedger

/// What a person may read: the database itself leaves the rest out.
enum ReadScope {
    /// Runs a read as somebody, in a transaction that says who reads; the house itself needs none.
    static func run(_ house: House, _ actor: SessionActor, _ body: @escaping @Sendable (House) async throws -> Answer) async throws
        -> Answer
    {
        let scope = scope(of: actor, house)
        guard !ReadSettings(scope).readsAsHouse, house.batch == nil else { return try await body(house) }
        return try await house.store.reading(as: scope) { transaction in
            var limited = house
            limited.batch = transaction
            return try await body(limited)
        }
    }

    /// A limit that names nobody known is a limit to nothing.
    private static func scope(of actor: SessionActor, _ house: House) -> Scope {
        let catalogue = house.store.catalogue.current
        let reaches = actor.roles.map { grant in
            Scope.Reach(
                owners: grant.organisation.map { .only(Set(catalogue.organisation($0).map { [$0.id] } ?? [])) } ?? .everything,
                warehouses: grant.warehouse.map { .only(Set(catalogue.warehouse($0).map { [$0.id] } ?? [])) } ?? .everything,
                role: grant.role)
        }
        return Scope(reaches, audience: .person(code: actor.name, roles: Set(actor.roles.map(\.role))))
    }
}
