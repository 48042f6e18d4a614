import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Needs, as far as the reader may see their sites.
package struct ListNeeds: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// By item and site.
    package func run(
        warehouse: String? = nil, item: String? = nil, site: String? = nil, _ page: Page = Page(limit: .max)
    ) async throws -> Answer {
        let home = try await Names(desk).warehouse(warehouse)
        let needs = try await NeedQueries.all(warehouse: home.id, from: desk.source)
            .filter { (item == nil || $0.item == item) && (site == nil || $0.site == nil || $0.site == site) }
        return try page.cut(needs, list: "need list", cursor: { "\($0.item)/\($0.site ?? "")/\($0.season?.from ?? 0)" }, NeedAnswer.record)
    }
}
