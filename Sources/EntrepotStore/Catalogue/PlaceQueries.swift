package import Measures
package import PostgresClient
package import StockLedger

/// Writing places.
package enum PlaceQueries {
    /// Inserts a place that holds stock; false when its code is taken in the warehouse.
    package static func insert(
        _ code: Code, kind: PlaceKind, name: String?, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Bool {
        try await transaction.execute(
            """
            insert into entrepot.place (warehouse_id, code, name, kind, holds_stock)
            values (\(warehouse.number), \(code.text), \(name), \(kind.rawValue), \(kind.isInside))
            on conflict on constraint place_code_is_unique do nothing
            """) == 1
    }

    /// Locks a place's row, so that no balance is made at it before the transaction ends.
    package static func lock(_ place: Identifier<Place>, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "select from entrepot.place where warehouse_id = \(warehouse.number) and place_id = \(place.number) for update")
    }

    /// What besides stock needs a place: the number of its open count and the code of the live vehicle it is.
    package static func needs(
        _ place: Identifier<Place>, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> (count: Int64?, vehicle: String?) {
        try await source.only(
            """
            select (select min(count_id) from entrepot.stock_count
                    where warehouse_id = \(warehouse.number) and place_id = \(place.number) and state = 'open') as count,
                   (select min(code) from entrepot.vehicle
                    where warehouse_id = \(warehouse.number) and place_id = \(place.number) and archived_at is null) as vehicle
            """
        ) { row in (try row.get("count"), try row.get("vehicle")) }
    }

    /// Changes a place that holds stock.
    package static func update(
        _ place: Identifier<Place>, name: String?, kind: PlaceKind, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.place set name = \(name), kind = \(kind.rawValue), holds_stock = \(kind.isInside)
            where warehouse_id = \(warehouse.number) and place_id = \(place.number)
            """)
    }

    /// Archives a place or brings it back.
    package static func setArchived(
        _ archived: Bool, _ place: Identifier<Place>, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.place set archived_at = case when \(archived) then now() end
            where warehouse_id = \(warehouse.number) and place_id = \(place.number)
            """)
    }
}
