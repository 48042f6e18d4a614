package import Measures
package import PostgresClient
package import RoundPlanning
package import StockLedger

/// A vehicle as the house keeps it.
package struct VehicleRecord: Sendable, Equatable {
    package let id: Int64
    package let name: String?
    package let status: VehicleStatus
    package let statusUntil: CivilDate?
    /// Where its load stands in the books.
    package let place: Identifier<Place>
    package let vehicle: Vehicle
}

/// Vehicles.
package enum VehicleQueries {
    /// Far enough ahead for «until somebody says otherwise».
    private static let forever = CivilDate(dayNumber: 1_000_000)

    /// The vehicles of a warehouse by code.
    package static func all(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [VehicleRecord] {
        try await source.query(
            """
            select vehicle_id, code, name, place_id, capacity_grams, capacity_ml, shift_from_seconds, shift_until_seconds, start_latitude,
                   start_longitude, status, status_until_on
            from entrepot.vehicle where warehouse_id = \(warehouse) and archived_at is null order by code
            """
        ) { row in
            var start: Coordinate?
            if let latitude: Double = try row.get("start_latitude"), let longitude: Double = try row.get("start_longitude") {
                start = try Coordinate(latitude: latitude, longitude: longitude)
            }
            let status: VehicleStatus = try row.word("status")
            let until: CivilDate? = try row.get("status_until_on")
            let shift = try TimeWindow(
                opens: ClockTime(seconds: row.get("shift_from_seconds")), closes: ClockTime(seconds: row.get("shift_until_seconds")))
            return VehicleRecord(
                id: try row.get("vehicle_id"), name: try row.get("name"), status: status, statusUntil: until,
                place: try row.get("place_id"),
                vehicle: Vehicle(
                    code: try row.get("code"), capacityGrams: try row.get("capacity_grams"),
                    capacityMillilitres: try row.get("capacity_ml"),
                    shift: shift, start: start, awayUntil: status == .ready ? nil : until ?? forever))
        }
    }

    /// Writes a new vehicle and the place its load stands in, of the same code.
    package static func add(_ vehicle: Vehicle, name: String?, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        let place: Int64 = try await transaction.value(
            """
            insert into entrepot.place (warehouse_id, code, name, kind, holds_stock)
            values (\(warehouse), \(vehicle.code), \(name), 'vehicle', true) returning place_id
            """)
        try await transaction.execute(
            """
            insert into entrepot.vehicle (warehouse_id, code, name, place_id, capacity_grams, capacity_ml, shift_from_seconds,
                shift_until_seconds, start_latitude, start_longitude)
            values (\(warehouse), \(vehicle.code), \(name), \(place), \(vehicle.capacityGrams), \(vehicle.capacityMillilitres),
                \(vehicle.shift.opens.seconds), \(vehicle.shift.closes.seconds), \(vehicle.start?.latitude), \(vehicle.start?.longitude))
            """)
    }

    /// Locks a vehicle's row until the transaction ends.
    package static func lock(_ vehicle: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "select from entrepot.vehicle where warehouse_id = \(warehouse) and vehicle_id = \(vehicle) for update")
    }

    /// Writes a vehicle as it is to be; the place of its load bears its name.
    package static func update(
        _ vehicle: Vehicle, name: String?, vehicle id: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.place set name = \(name) where warehouse_id = \(warehouse) and place_id = (
                select place_id from entrepot.vehicle where warehouse_id = \(warehouse) and vehicle_id = \(id))
            """)
        try await transaction.execute(
            """
            update entrepot.vehicle set name = \(name), capacity_grams = \(vehicle.capacityGrams),
                capacity_ml = \(vehicle.capacityMillilitres), shift_from_seconds = \(vehicle.shift.opens.seconds),
                shift_until_seconds = \(vehicle.shift.closes.seconds), start_latitude = \(vehicle.start?.latitude),
                start_longitude = \(vehicle.start?.longitude)
            where warehouse_id = \(warehouse) and vehicle_id = \(id)
            """)
    }

    /// Changes whether a vehicle can go out.
    package static func change(
        status: VehicleStatus, until: CivilDate?, vehicle: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.vehicle set status = \(status), status_until_on = \(until)
            where warehouse_id = \(warehouse) and vehicle_id = \(vehicle)
            """)
    }
}
