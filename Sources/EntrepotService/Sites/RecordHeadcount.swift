import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// How many people live at a site, and who says so.
package struct RecordHeadcount: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Keeps a headcount with its author.
    package func run(_ name: String, people: Int64, by: String? = nil, warehouse text: String? = nil) async throws
        -> Answer
    {
        let (site, warehouse) = try await SiteNames(desk).site(name, warehouse: text)
        let code = site.site.code
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let instant =
                if let written = desk.entry.occurred { try await Moments(desk).instant(written, warehouse: warehouse) } else { desk.now }
            try await SiteQueries.count(people, site: site.id, at: instant, by: by ?? desk.actor, warehouse: warehouse.id, in: transaction)
            return try await SiteAnswer.answer(
                code, warehouse, desk, Self.sentence(people, at: code))
        }
    }

    private static func sentence(_ people: Int64, at code: String) -> Wording {
        let counted = Wording.counted(people, Wording("person", "personne"), many: Wording("people", "personnes"))
        return Wording("\(counted.english) at \(code)", "\(counted.french) à \(code)")
    }
}
