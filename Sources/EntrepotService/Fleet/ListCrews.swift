import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Crews of the coming days.
package struct ListCrews: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Crews from a day on.
    package func run(from: String? = nil, days: Int = 31, warehouse: String? = nil, _ page: Page = Page(limit: .max)) async throws
        -> Answer
    {
        let home = try await Names(desk).warehouse(warehouse)
        let moments = Moments(desk)
        let first =
            if let from { try await moments.day(from, .lookedAhead, figure: "from", warehouse: home) } else {
                try await moments.today(home)
            }
        let crews = try await CrewQueries.all(from: first, days: days, warehouse: home.id, in: desk.source)
        return try page.cut(crews, list: "crew list", cursor: { "\($0.crew.date)/\($0.organisation ?? "")" }, CrewAnswer.record)
    }
}
