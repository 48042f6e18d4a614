import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Records of vehicles.
package enum VehicleAnswer {
    /// The keys of a vehicle's record.
    package static let keys = ["vehicle", "name", "warehouse", "capacity_kg", "capacity_l", "shift", "status", "status_until"]

    static func record(_ vehicle: VehicleRecord, _ warehouse: WarehouseRecord) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .string(vehicle.vehicle.code), JSONValue(vehicle.name), .string(warehouse.code),
                .integer(vehicle.vehicle.capacityGrams / 1_000),
                .integer(vehicle.vehicle.capacityMillilitres / 1_000), .string(vehicle.vehicle.shift.description),
                .string(vehicle.status.rawValue),
                JSONValue(vehicle.statusUntil?.description),
            ])
    }
}
