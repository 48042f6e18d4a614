import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// The vehicles and whether they can go out.
package struct ListVehicles: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// By code.
    package func run(warehouse: String? = nil, _ page: Page = Page(limit: .max)) async throws -> Answer {
        var found: [(vehicle: VehicleRecord, home: WarehouseRecord)] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            found += try await VehicleQueries.all(warehouse: home.id, from: desk.source).map { ($0, home) }
        }
        return try page.cut(found, list: "vehicle list", cursor: { "\($0.home.code)/\($0.vehicle.vehicle.code)" }) {
            VehicleAnswer.record($0.vehicle, $0.home)
        }
    }
}
