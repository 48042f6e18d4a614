import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// Finds sites and vehicles by code, and teaches the nearest, of those that the person may see: a site that is hidden from them is not there,
/// by its name or in a hint.
struct SiteNames: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// A site of a warehouse.
    func site(_ code: String, warehouse: WarehouseRecord) async throws -> SiteRecord {
        let (record, known) = try await desk.reading { desk -> (SiteRecord?, [String]) in
            let record = try await SiteQueries.all(warehouse: warehouse.id, code: code, from: desk.source).first
            if record != nil { return (record, []) }
            return (nil, try await SiteQueries.all(warehouse: warehouse.id, from: desk.source).map(\.site.code))
        }
        if let record { return record }
        throw Refusal.notFound(
            "NOTFOUND.SITE", Wording("site", "site"), code, nearest: NearestWords.nearest(to: code, among: known), figure: "site")
    }

    /// A site by its code alone: of the warehouse named, else of whichever has it.
    func site(_ code: String, warehouse text: String?) async throws -> (SiteRecord, WarehouseRecord) {
        if text == nil {
            let found = try await desk.reading { desk in
                var found: [(SiteRecord, WarehouseRecord)] = []
                for home in desk.catalogue.warehouses where !home.isArchived {
                    for record in try await SiteQueries.all(warehouse: home.id, code: code, from: desk.source) {
                        found.append((record, home))
                    }
                }
                return found
            }
            if found.count == 1 { return found[0] }
        }
        let home = try await Names(desk).warehouse(text)
        return (try await site(code, warehouse: home), home)
    }

    /// A vehicle of a warehouse.
    func vehicle(_ code: String, warehouse: WarehouseRecord) async throws -> VehicleRecord {
        let all = try await desk.reading { try await VehicleQueries.all(warehouse: warehouse.id, from: $0.source) }
        if let record = all.first(where: { $0.vehicle.code == code }) { return record }
        throw Refusal.notFound(
            "NOTFOUND.VEHICLE", Wording("vehicle", "véhicule"), code,
            nearest: NearestWords.nearest(to: code, among: all.map(\.vehicle.code)), figure: "vehicle")
    }

    /// A vehicle by its code alone.
    func vehicle(_ code: String, warehouse text: String?) async throws -> (VehicleRecord, WarehouseRecord) {
        if text == nil {
            let found = try await desk.reading { desk in
                var found: [(VehicleRecord, WarehouseRecord)] = []
                for home in desk.catalogue.warehouses where !home.isArchived {
                    let all = try await VehicleQueries.all(warehouse: home.id, from: desk.source)
                    for record in all where record.vehicle.code == code { found.append((record, home)) }
                }
                return found
            }
            if found.count == 1 { return found[0] }
        }
        let home = try await Names(desk).warehouse(text)
        return (try await vehicle(code, warehouse: home), home)
    }
}
