import EntrepotStore
import Measures
import PlainJSON
package import RoundPlanning
import Speech
import StockLedger

/// Whether a site can be served.
package struct ChangeSiteStatus: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Changes a site's status; rounds that were to go there are named.
    package func run(
        _ name: String, status: Site.Status, until: String? = nil, reason: String? = nil, warehouse text: String? = nil
    ) async throws -> Answer {
        let (site, warehouse) = try await SiteNames(desk).site(name, warehouse: text)
        let code = site.site.code
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let day: CivilDate? =
                if let until { try await Moments(desk).day(until, .planned, figure: "until", warehouse: warehouse) } else { nil }
            let instant =
                if let written = desk.entry.occurred { try await Moments(desk).instant(written, warehouse: warehouse) } else { desk.now }
            try await SiteQueries.change(
                status: status, until: day, reason: reason, site: site.id, at: instant, actor: desk.actor, warehouse: warehouse.id,
                in: transaction)
            var answer = try await SiteAnswer.answer(
                code, warehouse, desk, Self.sentence(code, status))
            guard status != .open else { return answer }
            let ahead = try await RoundQueries.ahead(
                site: site.id, from: Moments(desk).today(warehouse), until: day, warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("still going there", "qui y vont encore"),
                remedy: Wording("cancel them or make the plan anew", "les annuler ou refaire le plan"))
            return answer
        }
    }

    private static func sentence(_ code: String, _ status: Site.Status) -> Wording {
        let words = status.words
        return Wording("\(code) is \(words.english)", "\(code) est noté \(words.french)")
    }
}
