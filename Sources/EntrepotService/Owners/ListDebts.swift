import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Who owes whom what, as far as the reader is a side of it or acts for everybody.
package struct ListDebts: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["lender", "borrower", "item", "qty", "unit", "since", "due", "warehouse"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Debts of one warehouse or of all, of one owner on either side or of all.
    package func run(owner code: String?, warehouse: String?, _ page: Page) async throws -> Answer {
        let names = Names(desk)
        let homes = if let warehouse { [try await names.warehouse(warehouse)] } else { try await names.everyWarehouse() }
        let owner: OrganisationRecord? = if let code { try await names.organisation(code, figure: "owner") } else { nil }
        var rows: [DebtRow] = []
        var late = 0
        for home in homes where desk.scope.warehouses.contains(home.id) {
            let today = try await Moments(desk).today(home)
            let owed = try await DebtQueries.owed(warehouse: home.id, from: desk.source).filter { row in
                row.owed > 0 && (owner.map { row.lender == $0.id || row.borrower == $0.id } ?? true)
            }
            late += owed.filter { row in row.due.map { $0 < today } ?? false }.count
            rows += owed
        }
        let catalogue = desk.catalogue
        var answer = try page.cut(
            rows, list: "debts", cursor: { "\($0.warehouse.number):\($0.lender.number):\($0.borrower.number):\($0.sku)" }
        ) { row in
            JSONObject(
                keys: Self.keys,
                values: [
                    .string(catalogue.organisation(row.lender)?.code ?? ""), .string(catalogue.organisation(row.borrower)?.code ?? ""),
                    .string(row.sku), .integer(row.owed), .string(row.unit), JSONValue(row.since?.description),
                    JSONValue(row.due?.description), .string(catalogue.warehouse(row.warehouse)?.code ?? ""),
                ])
        }
        if rows.isEmpty { answer.sentence = Wording("nothing is owed", "rien n'est dû") }
        if late > 0 {
            answer.pairs["late"] = .integer(Int64(late))
            answer.sentence = Wording.counted(
                Int64(late), Wording("debt is past its day", "dette a dépassé sa date"),
                many: Wording("debts are past their day", "dettes ont dépassé leur date"))
        }
        return answer
    }
}
