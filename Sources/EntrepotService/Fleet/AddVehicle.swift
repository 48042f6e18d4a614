import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// A new vehicle.
package struct AddVehicle: Sendable {
    /// What is said of a new vehicle.
    package struct Words: Sendable {
        package var code: String
        package var name: String?
        package var warehouse: String?
        package var kilograms: Int64
        package var litres: Int64
        /// `08:00-18:00`.
        package var shift: String?
        /// Where it starts, `LAT,LON`; nil is the warehouse.
        package var start: String?

        package init(code: String, kilograms: Int64, litres: Int64) {
            self.code = code
            self.kilograms = kilograms
            self.litres = litres
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Where it starts, `LAT,LON`; empty is at the warehouse.
    static func start(_ text: String) throws -> Coordinate? {
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return try SiteWriting.position(parts.first, parts.count == 2 ? parts[1] : nil)
    }

    /// Adds a vehicle, and the place of its code in which its load stands.
    package func run(_ words: Words) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        try desk.requireWhole(warehouse.id)
        guard (try? Code(words.code)) != nil else { throw SiteWriting.notACode("vehicle", words.code) }
        let shift = try SiteWriting.window(words.shift ?? "08:00-18:00").hours
        let start = try words.start.flatMap { try Self.start($0) }
        let vehicle = Vehicle(
            code: words.code, capacityGrams: words.kilograms * 1_000, capacityMillilitres: words.litres * 1_000, shift: shift, start: start)
        return try await desk.once(in: warehouse.id, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            let known = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction)
            let taken = desk.catalogue.place("\(warehouse.code)/\(vehicle.code)") != nil
            guard !taken, !known.contains(where: { $0.vehicle.code == vehicle.code }) else {
                throw Refusal(
                    "CONFLICT.EXISTS", [.init("vehicle", vehicle.code)],
                    Wording(
                        "\(warehouse.code) has a vehicle or a place \(vehicle.code) already: choose another code",
                        "\(warehouse.code) a déjà un véhicule ou un emplacement \(vehicle.code) : choisir un autre code"))
            }
            try await VehicleQueries.add(vehicle, name: words.name, warehouse: warehouse.id, in: transaction)
            let records = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).filter {
                $0.vehicle.code == vehicle.code
            }
            return Answer(
                records: records.map { VehicleAnswer.record($0, warehouse) }, pairs: ["vehicle": .string(vehicle.code)],
                Wording("vehicle \(vehicle.code) is known now", "le véhicule \(vehicle.code) est connu"))
        }
    }
}
