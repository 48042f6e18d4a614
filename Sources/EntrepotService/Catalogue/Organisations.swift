import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Associations: adding, listing, taking out of use.
package struct Organisations: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of an organisation's record.
    package static let keys = ["code", "name", "archived"]

    /// Adds an organisation; its name is its code when none is given.
    package func add(_ typed: String, name: String?) async throws -> Answer {
        let code = try CatalogueWords.code(typed, figure: "code")
        let wanted = try CatalogueWords.name(name)
        let write = CatalogueWrite(desk)
        let answer = Answer(
            records: [Self.record(code.text, wanted ?? code.text, archived: false)], pairs: ["code": .string(code.text)],
            Wording("organisation \(code) is in the catalogue", "l'association \(code) est au catalogue"))
        return try await write.make(
            known: { fresh in
                guard let there = try await write.snapshot(fresh: fresh).organisation(code.text) else { return nil }
                let kind = Wording("organisation", "l'association")
                if let wanted, wanted != there.name {
                    throw CatalogueWords.exists(kind, code.text, differs: "name", stored: there.name, wanted: wanted)
                }
                if there.isArchived {
                    throw CatalogueWords.existsArchived(kind, code.text, command: CommandWords.organisationArchive)
                }
                return Answer(
                    records: [Self.record(there.code, there.name, archived: false)], pairs: ["code": .string(code.text)],
                    Wording("organisation \(code) was there already", "l'association \(code) y était déjà"))
            }, answer
        ) { transaction in
            try await OrganisationQueries.insert(code: code, name: wanted ?? code.text, in: transaction)
        }
    }

    /// Organisations in order of code.
    package func list(withArchived: Bool = false, _ page: Page) async throws -> Answer {
        let all = try await desk.store.catalogue.read(through: desk.source).organisations.filter { withArchived || !$0.isArchived }
        return try page.cut(all, list: "organisation list", by: \.code) { Self.record($0.code, $0.name, archived: $0.isArchived) }
    }

    /// Archives an organisation, refused while it owns stock; `undo` brings it back.
    package func archive(_ typed: String, undo: Bool) async throws -> Answer {
        let write = CatalogueWrite(desk)
        let named = try await Names(desk).anyOrganisation(typed)
        let snapshot = try await write.snapshot(fresh: true)
        let there = snapshot.organisation(named.id) ?? named
        let code = there.code
        let answer = Answer(
            records: [Self.record(there.code, there.name, archived: !undo)], pairs: ["code": .string(code)],
            undo
                ? Wording("organisation \(code) is in use again", "l'association \(code) est de nouveau en usage")
                : Wording(
                    "organisation \(code) is archived and takes nothing new", "l'association \(code) est archivée et ne reçoit plus rien"))
        return try await write.change(isSo: there.isArchived != undo, answer) { transaction in
            if !undo {
                try await OrganisationQueries.lock(there.id, in: transaction)
                var rest: [RemainingStock] = []
                for warehouse in snapshot.warehouses {
                    rest += try await RemainingStock.find(.owner(there.id), in: warehouse.id, from: transaction)
                }
                guard rest.isEmpty else { throw CatalogueWords.stockRemains(Wording("organisation", "l'association"), code, rest) }
            }
            try await OrganisationQueries.setArchived(!undo, there.id, in: transaction)
        }
    }

    static func record(_ code: String, _ name: String, archived: Bool) -> JSONObject {
        ["code": .string(code), "name": .string(name), "archived": .boolean(archived)]
    }
}
