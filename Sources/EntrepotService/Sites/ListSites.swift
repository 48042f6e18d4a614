import EntrepotStore
import Measures
import PlainJSON
package import RoundPlanning
import Speech
import StockLedger

/// Sites, as far as the reader may see them.
package struct ListSites: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// By code.
    package func run(warehouse: String? = nil, zone: String? = nil, status: Site.Status? = nil) async throws -> Answer {
        var records: [JSONObject] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            for record in try await SiteQueries.all(warehouse: home.id, from: desk.source)
            where (zone.map { $0 == record.site.zone } ?? true) && (status.map { $0 == record.site.status } ?? true) {
                records.append(SiteAnswer.record(record, home))
            }
        }
        return Answer(records: records, pairs: ["rows": .integer(Int64(records.count))])
    }
}
