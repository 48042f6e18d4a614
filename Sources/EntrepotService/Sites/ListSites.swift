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
    package func run(warehouse: String? = nil, zone: String? = nil, status: Site.Status? = nil, _ page: Page = Page(limit: .max))
        async throws
        -> Answer
    {
        var found: [(site: SiteRecord, home: WarehouseRecord)] = []
        let homes: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else {
                desk.catalogue.warehouses.filter { !$0.isArchived }
            }
        for home in homes {
            for record in try await SiteQueries.all(warehouse: home.id, from: desk.source)
            where (zone.map { $0 == record.site.zone } ?? true) && (status.map { $0 == record.site.status } ?? true) {
                found.append((record, home))
            }
        }
        return try page.cut(found, list: "site list", cursor: { "\($0.home.code)/\($0.site.site.code)" }) {
            SiteAnswer.record($0.site, $0.home)
        }
    }
}
