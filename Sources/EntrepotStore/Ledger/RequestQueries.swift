package import Measures
package import PostgresClient

/// Answers kept with their keys, so that a line sent twice is carried out once.
package enum RequestQueries {
    /// The scope of the catalogue, which belongs to no warehouse.
    package static let catalogueScope = Identifier<Warehouse>(0)

    /// What a key already stands for.
    package struct Stored: Sendable {
        package let fingerprint: String
        package let reply: String
    }

    /// The stored answer to a key.
    package static func find(_ key: String, scope: Identifier<Warehouse>, from source: some QuerySource) async throws -> Stored? {
        try await source.first("select fingerprint, reply from entrepot.request where warehouse_id = \(scope.number) and key = \(key)") {
            row in
            Stored(fingerprint: try row.get(0), reply: try row.get(1, as: JSONColumn.self).text)
        }
    }

    /// Waits until nobody else carries this key in, and keeps others waiting until the transaction ends.
    package static func claim(_ key: String, scope: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute("select pg_advisory_xact_lock(hashtextextended(\(key), \(scope.number)))")
    }

    /// Keeps an answer in the transaction of its effect; a second writer of the same key waits here and then fails on
    /// `request_key_is_unique`.
    package static func keep(_ key: String, fingerprint: String, reply: String, scope: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.request (warehouse_id, key, fingerprint, reply)
            values (\(scope.number), \(key), \(fingerprint), \(JSONColumn(reply)))
            """)
    }

    /// Who did what, in the transaction of the effect. A line about a site names it, by its words or as `site`: with a restricted site the
    /// row is hidden from those who may not see it.
    package static func audit(
        actor: String, command: String, scope: Identifier<Warehouse>, movement: Int64? = nil, site: Int64? = nil,
        in source: some QuerySource
    )
        async throws
    {
        try await source.execute(
            """
            insert into entrepot.audit (warehouse_id, actor, command, movement_id, site_id)
            values (\(scope.number), \(actor), \(command), \(movement), \(site))
            """)
    }

    /// In how many warehouses a transaction has booked movements by now.
    package static func warehousesBooked(in transaction: Transaction) async throws -> Int64 {
        try await transaction.value(
            "select count(distinct warehouse_id) from entrepot.movement where recorded_xid = pg_current_xact_id_if_assigned()")
    }
}
