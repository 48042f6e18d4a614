import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// A new site: where people are, how many, when they may be served.
package struct AddSite: Sendable {
    /// What is said of a new site.
    package struct Words: Sendable {
        package var code: String
        package var name: String?
        package var zone: String?
        /// Degrees as written, `50.95` or `50,95`.
        package var latitude: String?
        package var longitude: String?
        package var people: Int64?
        package var isRestricted = false
        /// `08:00-12:00`, or `1:08:00-12:00` for Mondays; several.
        package var open: [String] = []
        package var warehouse: String?
        package var serviceMinutes: Int64?
        package var team: Int64?
        package var womenOnly = false
        package var by: String?

        package init(code: String) {
            self.code = code
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds a site.
    package func run(_ words: Words) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        try desk.requireWhole(warehouse.id)
        guard (try? Code(words.code)) != nil else { throw SiteWriting.notACode("site", words.code) }
        let zone = words.zone ?? words.code
        guard (try? Code(zone)) != nil else { throw SiteWriting.notACode("zone", zone) }
        var site = Site(
            code: words.code, zone: zone, position: try SiteWriting.position(words.latitude, words.longitude), people: words.people ?? 0,
            windows: try words.open.map(SiteWriting.window), teamSize: Int(words.team ?? 2), womenOnly: words.womenOnly,
            restricted: words.isRestricted)
        if let minutes = words.serviceMinutes { site.serviceSeconds = Int(minutes) * 60 }
        let ready = site
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            guard try await SiteQueries.all(warehouse: warehouse.id, code: ready.code, from: transaction).isEmpty else {
                throw Refusal(
                    "CONFLICT.EXISTS", [.init("site", ready.code)],
                    Wording(
                        "there is a site \(ready.code) already: see \(en: .siteList)",
                        "il y a déjà un site \(ready.code) : voir \(fr: .siteList)"))
            }
            let id = try await SiteQueries.add(ready, name: words.name, warehouse: warehouse.id, in: transaction)
            if let people = words.people {
                try await SiteQueries.count(
                    people, site: id, at: desk.now, by: words.by ?? desk.actor, warehouse: warehouse.id, in: transaction)
            }
            return try await SiteAnswer.answer(
                ready.code, warehouse, desk,
                Wording("site \(ready.code) is known now", "le site \(ready.code) est connu"))
        }
    }
}
