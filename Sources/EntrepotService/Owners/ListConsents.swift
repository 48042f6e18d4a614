import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What owners let others use, as far as the reader may know it.
package struct ListConsents: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// What holds today; with `all` everything that was ever said, the newest last.
    package func run(owner: String?, user: String?, warehouse: String?, all: Bool, _ page: Page) async throws -> Answer {
        let names = Names(desk)
        let homes = if let warehouse { [try await names.warehouse(warehouse)] } else { try await names.everyWarehouse() }
        let owner: OrganisationRecord? = if let owner { try await names.organisation(owner, figure: "owner") } else { nil }
        let user: OrganisationRecord? = if let user { try await names.organisation(user, figure: "user") } else { nil }
        var rows: [(row: ConsentRow, home: WarehouseRecord)] = []
        for home in homes where desk.scope.warehouses.contains(home.id) {
            let said = try await ConsentQueries.all(warehouse: home.id, from: desk.source)
            let today = try await Moments(desk).today(home)
            let standing = Set(Consents(said.map(\.consent)).standing(on: today).map(\.number))
            rows += said.filter { row in
                (all || standing.contains(row.consent.number)) && (owner == nil || owner?.id == row.consent.owner)
                    && (user == nil || row.consent.user == nil || user?.id == row.consent.user)
            }.map { ($0, home) }
        }
        rows.sort { $0.row.consent.number < $1.row.consent.number }
        return try page.cut(rows, list: "consent list", cursor: { String($0.row.consent.number) }) { record($0.row, $0.home) }
    }

    private func record(_ row: ConsentRow, _ home: WarehouseRecord) -> JSONObject {
        let catalogue = desk.catalogue
        let said = row.consent
        var item: String?
        var category: String?
        switch said.subject {
        case .everything: break
        case .category(let name): category = name
        case .item(let id): item = catalogue.item(id)?.item.sku.text
        }
        return JSONObject(
            keys: SetConsent.keys,
            values: [
                .integer(said.number), .string(catalogue.organisation(said.owner)?.code ?? ""),
                JSONValue(said.user.flatMap { catalogue.organisation($0)?.code }), JSONValue(item), JSONValue(category),
                .string(said.answer.rawValue), .string(said.terms.rawValue), JSONValue(said.until?.description), .string(home.code),
                .string(row.saidBy), .string(row.saidAt.description),
            ])
    }
}
