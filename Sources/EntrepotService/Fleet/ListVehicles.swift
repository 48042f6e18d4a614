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
    package func run(warehouse: String? = nil) async throws -> Answer {
        var records: [JSONObject] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            records += try await VehicleQueries.all(warehouse: home.id, from: desk.source).map { VehicleAnswer.record($0, home) }
        }
        return Answer(records: records, pairs: ["rows": .integer(Int64(records.count))])
    }
}
