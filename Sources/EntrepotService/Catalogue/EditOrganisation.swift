import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Changing an organisation: its name.
package struct EditOrganisation: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    package func run(_ typed: String, name: String?) async throws -> Answer {
        let named = try await Names(desk).anyOrganisation(typed)
        guard let newName = try CatalogueWords.name(name) else {
            throw CatalogueEdit.nothingSaid(named.code, Wording("name=", "nom="))
        }
        return try await desk.once(in: RequestQueries.catalogueScope, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await OrganisationQueries.lock(named.id, in: transaction)
            let there = try await desk.store.catalogue.read(through: transaction).organisation(named.id) ?? named
            let edit = CatalogueEdit(desk: desk, subject: .organisation, number: there.id.number, code: there.code)
            return try await edit.make([ChangedField("name", was: there.name, became: newName)], in: transaction) {
                try await OrganisationQueries.update(there.id, name: newName, in: transaction)
            } records: {
                [Organisations.record(there.code, newName, archived: there.isArchived)]
            }
        }
    }
}
