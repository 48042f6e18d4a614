import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Changing a vehicle: its name, what it carries, when it may be out, where it starts.
package struct EditVehicle: Sendable {
    /// What is said; nil is not said.
    package struct Words: Sendable, Equatable {
        package var code: String
        package var warehouse: String?
        package var name: String?
        package var kilograms: Int64?
        package var litres: Int64?
        package var shift: String?
        package var start: String?

        package init(code: String, warehouse: String? = nil) {
            self.code = code
            self.warehouse = warehouse
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A name or a start said empty is taken away. Rounds that it is to drive are named.
    package func run(_ words: Words) async throws -> Answer {
        let (named, warehouse) = try await SiteNames(desk).vehicle(words.code, warehouse: words.warehouse)
        try desk.requireWhole(warehouse.id)
        let code = named.vehicle.code
        guard words != Words(code: words.code, warehouse: words.warehouse) else {
            throw CatalogueEdit.nothingSaid(
                code, Wording("name=, capacity_kg=, capacity_l=, shift=, start=", "nom=, charge_kg=, volume_l=, horaire=, départ="))
        }
        let newName = try CatalogueEdit.optionalName(words.name)
        let newShift = try words.shift.map { try SiteWriting.window($0).hours }
        let newStart: Coordinate?? = try words.start.map { try AddVehicle.start($0) }
        return try await desk.once(in: warehouse.id, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await VehicleQueries.lock(named.id, warehouse: warehouse.id, in: transaction)
            let there = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).first { $0.id == named.id } ?? named
            let old = there.vehicle
            let name = newName ?? there.name
            var vehicle = old
            vehicle.capacityGrams = words.kilograms.map { $0 * 1_000 } ?? old.capacityGrams
            vehicle.capacityMillilitres = words.litres.map { $0 * 1_000 } ?? old.capacityMillilitres
            vehicle.shift = newShift ?? old.shift
            vehicle.start = newStart ?? old.start
            let after = vehicle
            let changes = [
                ChangedField("name", was: there.name, became: name),
                ChangedField("capacity_kg", was: String(old.capacityGrams / 1_000), became: String(after.capacityGrams / 1_000)),
                ChangedField("capacity_l", was: String(old.capacityMillilitres / 1_000), became: String(after.capacityMillilitres / 1_000)),
                ChangedField("shift", was: old.shift.description, became: after.shift.description),
                ChangedField("start", was: EditWarehouse.text(old.start), became: EditWarehouse.text(after.start)),
            ]
            let edit = CatalogueEdit(desk: desk, subject: .vehicle, number: there.id, code: code, home: warehouse.id)
            var answer = try await edit.make(changes, in: transaction) {
                try await VehicleQueries.update(after, name: name, vehicle: there.id, warehouse: warehouse.id, in: transaction)
            } records: {
                try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).filter { $0.id == there.id }
                    .map { VehicleAnswer.record($0, warehouse) }
            }
            answer.pairs = ["vehicle": .string(code)]
            guard answer.changed != false, changes.contains(where: { $0.field != "name" && $0.was != $0.became }) else { return answer }
            let ahead = try await RoundQueries.ahead(
                vehicle: there.id, from: Moments(desk).today(warehouse), warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("planned with the vehicle as it was", "prévues avec le véhicule tel qu'il était"),
                remedy: Wording("look at them again", "les revoir"))
            return answer
        }
    }
}
