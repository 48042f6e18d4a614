package import Measures
package import PostgresClient

/// Writing warehouses.
package enum WarehouseQueries {
    /// Makes a warehouse with its books, its quarantine and the places of the world outside; fails on `warehouse_code_is_unique` or
    /// `warehouse_time_zone_is_known`.
    package static func create(
        code: Code, name: String, timeZone: String, position: Coordinate?, in transaction: Transaction
    ) async throws -> Identifier<Warehouse> {
        Identifier(
            try await transaction.value(
                """
                select entrepot.create_warehouse(\(code.text), \(name), \(timeZone), \(position?.latitude), \(position?.longitude), null)
                """, as: Int64.self))
    }

    /// Locks a warehouse's row until the transaction ends.
    package static func lock(_ warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute("select from entrepot.warehouse where warehouse_id = \(warehouse.number) for update")
    }

    /// Changes a warehouse; fails on `warehouse_time_zone_is_known`.
    package static func update(
        _ warehouse: Identifier<Warehouse>, name: String, timeZone: String, position: Coordinate?, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.warehouse set name = \(name), time_zone = \(timeZone), latitude = \(position?.latitude),
                longitude = \(position?.longitude)
            where warehouse_id = \(warehouse.number)
            """)
    }

    /// Whether anything was ever booked in a warehouse.
    package static func hasMovements(_ warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> Bool {
        try await source.value("select exists (select from entrepot.movement where warehouse_id = \(warehouse.number))")
    }

    /// Archives a warehouse or brings it back.
    package static func setArchived(_ archived: Bool, _ warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.warehouse set archived_at = case when \(archived) then now() end where warehouse_id = \(warehouse.number)
            """)
    }
}
