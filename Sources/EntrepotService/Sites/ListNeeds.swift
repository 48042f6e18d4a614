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
        let sku = if let item { try await Names(desk).anyItem(item).item.sku.text } else { String?.none }
        let code = if let site { try await SiteNames(desk).site(site, warehouse: home).site.code } else { String?.none }
        let needs = try await NeedQueries.all(warehouse: home.id, from: desk.source)
            .filter { (sku == nil || $0.item == sku) && (code == nil || $0.site == nil || $0.site == code) }
        return try page.cut(needs, list: "need list", cursor: { "\($0.item)/\($0.site ?? "")/\($0.season?.from ?? 0)" }, NeedAnswer.record)
    }
}
