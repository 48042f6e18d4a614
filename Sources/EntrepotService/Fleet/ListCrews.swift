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
    package func run(from: String? = nil, days: Int = 31, warehouse: String? = nil) async throws -> Answer {
        let home = try await Names(desk).warehouse(warehouse)
        let first = try await Moments(desk).day(from ?? "today", .lookedAhead, figure: "from", warehouse: home)
        let records = try await CrewQueries.all(from: first, days: days, warehouse: home.id, in: desk.source).map(CrewAnswer.record)
        return Answer(records: records, pairs: ["rows": .integer(Int64(records.count))])
    }
}
