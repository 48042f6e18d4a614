import AdminProtocol
import AdminSocket
import EntrepotService
import EntrepotStore
import Measures
import PostgresClient

/// What a person whose roles are limited may read: the database itself leaves the rest out.
enum ReadScope {
    /// Runs a read as somebody: without limits as it is, with limits in a transaction that carries them.
    static func run(_ house: House, _ actor: SessionActor, _ body: @escaping @Sendable (House) async throws -> Answer) async throws
        -> Answer
    {
        let roles = actor.roles
        guard !actor.isAdministrator, !roles.isEmpty, house.batch == nil else { return try await body(house) }
        let catalogue = house.store.catalogue.current
        let owners =
            roles.allSatisfy { $0.organisation != nil }
            ? roles.compactMap { $0.organisation.flatMap { catalogue.organisation($0) }?.id.number } : nil
        let warehouses =
            roles.allSatisfy { $0.warehouse != nil }
            ? roles.compactMap { $0.warehouse.flatMap { catalogue.warehouse($0) }?.id.number } : nil
        guard owners != nil || warehouses != nil else { return try await body(house) }
        return try await house.store.pool.transaction(readOnly: true) { transaction in
            // A limit that names nobody known is a limit to nothing.
            _ = try await transaction.query(
                """
                select set_config('entrepot.owners', \(list(owners)), true), set_config('entrepot.warehouses', \(list(warehouses)), true)
                """
            ) { _ in true }
            var limited = house
            limited.batch = transaction
            return try await body(limited)
        }
    }

    private static func list(_ numbers: [Int64]?) -> String {
        guard let numbers else { return "" }
        return numbers.isEmpty ? "0" : numbers.map(String.init).joined(separator: ",")
    }
}
