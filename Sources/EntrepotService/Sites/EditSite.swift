import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Changing a site: its name, zone, position, hours, and who may see it. Its people are counted, not edited.
package struct EditSite: Sendable {
    /// What is said; nil is not said, and hours said are all the hours there are then.
    package struct Words: Sendable, Equatable {
        package var code: String
        package var warehouse: String?
        package var name: String?
        package var zone: String?
        package var latitude: String?
        package var longitude: String?
        package var isRestricted: Bool?
        package var open: [String] = []
        package var serviceMinutes: Int64?
        package var team: Int64?
        package var womenOnly: Bool?

        package init(code: String, warehouse: String? = nil) {
            self.code = code
            self.warehouse = warehouse
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A name, a position or hours said empty are taken away. To show a restricted site to everybody is asked back.
    package func run(_ words: Words) async throws -> Answer {
        let (named, warehouse) = try await SiteNames(desk).site(words.code, warehouse: words.warehouse)
        try desk.requireWhole(warehouse.id)
        let code = named.site.code
        guard words != Words(code: words.code, warehouse: words.warehouse) else {
            throw CatalogueEdit.nothingSaid(
                code,
                Wording(
                    "name=, zone=, lat= lon=, open=, sensitivity=, team=, service-minutes=, women-only=",
                    "nom=, zone=, lat= lon=, ouvert=, sensibilité=, équipe=, minutes-service=, femmes-seulement="))
        }
        if let zone = words.zone, (try? Code(zone)) == nil { throw SiteWriting.notACode("zone", zone) }
        let newName = try CatalogueEdit.optionalName(words.name)
        let isUnplaced = words.latitude?.isEmpty == true && words.longitude?.isEmpty == true
        let newPosition = isUnplaced ? nil : try SiteWriting.position(words.latitude, words.longitude)
        let newHours = words.open.isEmpty ? nil : try words.open.filter { !$0.isEmpty }.map(SiteWriting.window)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            try await SiteQueries.lock(named.id, warehouse: warehouse.id, in: transaction)
            let there = try await SiteQueries.all(warehouse: warehouse.id, code: code, from: transaction).first ?? named
            var site = there.site
            let name = newName ?? there.name
            site.zone = words.zone ?? site.zone
            site.position = isUnplaced ? nil : newPosition ?? site.position
            site.restricted = words.isRestricted ?? site.restricted
            site.windows = newHours ?? site.windows
            site.teamSize = words.team.map { Int($0) } ?? site.teamSize
            site.womenOnly = words.womenOnly ?? site.womenOnly
            site.serviceSeconds = words.serviceMinutes.map { Int($0) * 60 } ?? site.serviceSeconds
            if there.site.restricted, !site.restricted, !desk.entry.sure { throw Self.shows(code) }
            let after = site
            let changes = [ChangedField("name", was: there.name, became: name)] + Self.changes(there.site, after)
            let edit = CatalogueEdit(desk: desk, subject: .site, number: there.id, code: code, home: warehouse.id)
            var answer = try await edit.make(changes, in: transaction) {
                try await SiteQueries.update(after, name: name, site: there.id, warehouse: warehouse.id, in: transaction)
                guard after.restricted, desk.entry.anyway == nil else { return }
                let seen = try await desk.reading { try await SiteQueries.all(warehouse: warehouse.id, code: code, from: $0.source) }
                guard !seen.isEmpty else { throw AllowSite.hidesFromYou(code) }
            } records: {
                try await SiteAnswer.answer(code, warehouse, desk, Wording(both: "")).records
            }
            answer.pairs = ["site": .string(code)]
            let touching: Set<String> = ["position", "open", "team", "women_only"]
            guard answer.changed != false, changes.contains(where: { touching.contains($0.field) && $0.was != $0.became }) else {
                return answer
            }
            let ahead = try await RoundQueries.ahead(
                site: there.id, from: Moments(desk).today(warehouse), warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("made before this change", "faites avant ce changement"),
                remedy: Wording("look at them again", "les revoir"))
            return answer
        }
    }

    /// One site with all that is known of it.
    package func show(_ name: String, warehouse text: String?) async throws -> Answer {
        let (site, warehouse) = try await SiteNames(desk).site(name, warehouse: text)
        var record = SiteAnswer.record(site, warehouse)
        record["service_minutes"] = .integer(Int64(site.site.serviceSeconds / 60))
        record["women_only"] = .boolean(site.site.womenOnly)
        record["history"] = try await CatalogueEdit.history(of: .site, site.id, warehouse: warehouse.id, desk)
        return Answer(records: [record])
    }

    private static func changes(_ before: Site, _ after: Site) -> [ChangedField] {
        func hours(_ site: Site) -> String? { site.windows.isEmpty ? nil : SiteAnswer.hours(site).joined(separator: " ") }
        func word(_ flag: Bool) -> String { flag ? "yes" : "no" }
        func sensitivity(_ site: Site) -> String { site.restricted ? "restricted" : "normal" }
        return [
            ChangedField("zone", was: before.zone, became: after.zone),
            ChangedField("position", was: EditWarehouse.text(before.position), became: EditWarehouse.text(after.position)),
            ChangedField("sensitivity", was: sensitivity(before), became: sensitivity(after)),
            ChangedField("open", was: hours(before), became: hours(after)),
            ChangedField("team", was: String(before.teamSize), became: String(after.teamSize)),
            ChangedField("women_only", was: word(before.womenOnly), became: word(after.womenOnly)),
            ChangedField("service_minutes", was: String(before.serviceSeconds / 60), became: String(after.serviceSeconds / 60)),
        ]
    }

    private static func shows(_ code: String) -> Refusal {
        Refusal(
            .argumentUnusual, [.init("site", code), .init("field", "sensitivity"), .init("was", "restricted"), .init("wanted", "normal")],
            found: Wording(
                "everybody of the warehouse would see \(code), its name, its position and what was changed of it",
                "tout l'entrepôt verrait \(code), son nom, sa position et ce qui en a été modifié"),
            remedy: Wording("add sure=yes if it is right", "ajouter sûr=oui si c'est juste"))
    }
}
