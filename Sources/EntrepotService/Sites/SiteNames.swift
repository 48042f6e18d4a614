import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// Finds sites and vehicles by code or name, and teaches the nearest, of those that the person may see: a site that is hidden from them is
/// not there, by its code, its name or in a hint, and makes no name ambiguous.
struct SiteNames: Sendable {
    let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    // MARK: Sites

    /// A site of a warehouse.
    func site(_ name: String, warehouse: WarehouseRecord) async throws -> SiteRecord {
        try await one(of: sites(named: name, in: [warehouse]), typed: name, among: [warehouse]).0
    }

    /// A site by its code or name alone: of the warehouse named, else of whichever has it.
    func site(_ name: String, warehouse text: String?) async throws -> (SiteRecord, WarehouseRecord) {
        if let text {
            let home = try await Names(desk).warehouse(text)
            return (try await site(name, warehouse: home), home)
        }
        let homes = desk.catalogue.warehouses.filter { !$0.isArchived }
        let found = try await sites(named: name, in: homes)
        // One code in two warehouses: whose is meant is asked for, unless the person reaches only one of them.
        if found.count > 1, Set(found.map(\.0.site.code)).count == 1 {
            let home = try await Names(desk).warehouse(nil)
            return (try await site(name, warehouse: home), home)
        }
        return try await one(of: found, typed: name, among: homes)
    }

    /// The sites of some warehouses that bear a code, or, where none does, a name; as far as the person may see them.
    private func sites(named name: String, in homes: [WarehouseRecord]) async throws -> [(SiteRecord, WarehouseRecord)] {
        try await desk.reading { desk in
            var found: [(SiteRecord, WarehouseRecord)] = []
            for home in homes {
                found += try await SiteQueries.all(warehouse: home.id, code: name, from: desk.source).map { ($0, home) }
            }
            guard found.isEmpty else { return found }
            var all: [(SiteRecord, WarehouseRecord)] = []
            for home in homes { all += try await SiteQueries.all(warehouse: home.id, from: desk.source).map { ($0, home) } }
            return NameIndex(all.lazy.map { [$0.0.site.code] + ($0.0.name.map { [$0] } ?? []) }).numbers(of: name).map { all[$0] }
        }
    }

    private func one(
        of found: [(SiteRecord, WarehouseRecord)], typed: String, among homes: [WarehouseRecord]
    ) async throws -> (SiteRecord, WarehouseRecord) {
        let meant = try NameReading.one(found, typed: typed, figure: "site", isArchived: { _ in false }) { ($0.0.site.code, $0.0.name) }
        if let meant {
            desk.spoken.note(meant.0.site.code, typed: typed)
            return meant
        }
        let known = try await desk.reading { desk in
            var known: [(code: String, names: [String])] = []
            for home in homes {
                known += try await SiteQueries.all(warehouse: home.id, from: desk.source).map { ($0.site.code, $0.name.map { [$0] } ?? []) }
            }
            return known
        }
        throw Refusal.notFound(
            "NOTFOUND.SITE", Wording("site", "site"), typed, nearest: NameReading.nearest(to: typed, among: known), figure: "site")
    }

    // MARK: Vehicles

    /// A vehicle of a warehouse.
    func vehicle(_ name: String, warehouse: WarehouseRecord) async throws -> VehicleRecord {
        try await vehicle(name, in: [warehouse]).0
    }

    /// A vehicle by its code or name alone.
    func vehicle(_ name: String, warehouse text: String?) async throws -> (VehicleRecord, WarehouseRecord) {
        if let text { return try await vehicle(name, in: [try await Names(desk).warehouse(text)]) }
        return try await vehicle(name, in: desk.catalogue.warehouses.filter { !$0.isArchived })
    }

    private func vehicle(_ name: String, in homes: [WarehouseRecord]) async throws -> (VehicleRecord, WarehouseRecord) {
        let all = try await desk.reading { desk in
            var all: [(VehicleRecord, WarehouseRecord)] = []
            for home in homes { all += try await VehicleQueries.all(warehouse: home.id, from: desk.source).map { ($0, home) } }
            return all
        }
        let exact = all.filter { $0.0.vehicle.code == name }
        if exact.count > 1 {
            let home = try await Names(desk).warehouse(nil)
            return try await vehicle(name, in: [home])
        }
        if let one = exact.first { return one }
        let named = NameIndex(all.lazy.map { [$0.0.vehicle.code] + ($0.0.name.map { [$0] } ?? []) }).numbers(of: name).map { all[$0] }
        if let one = try NameReading.one(
            named, typed: name, figure: "vehicle", isArchived: { _ in false }, { ($0.0.vehicle.code, $0.0.name) })
        {
            return one
        }
        throw Refusal.notFound(
            "NOTFOUND.VEHICLE", Wording("vehicle", "véhicule"), name,
            nearest: NameReading.nearest(to: name, among: all.map { ($0.0.vehicle.code, $0.0.name.map { [$0] } ?? []) }), figure: "vehicle")
    }
}
