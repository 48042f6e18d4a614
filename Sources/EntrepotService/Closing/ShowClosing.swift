import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// The papers of a warehouse that closes: who took what and where to, and the certificate that nothing is left.
package struct ShowClosing: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["movement", "owner", "destination", "item", "lot", "qty", "unit", "by", "at"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Of one warehouse, as far as the reader may see it.
    package func run(_ typed: String) async throws -> Answer {
        let warehouse = try await Names(desk).anyWarehouse(typed)
        let code = warehouse.code
        let catalogue = desk.catalogue
        let handed = try await ClosingQueries.handovers(warehouse.id, from: desk.source)
        let records = handed.map { row in
            JSONObject(
                keys: Self.keys,
                values: [
                    .integer(row.movement), .string(catalogue.organisation(row.owner)?.code ?? ""),
                    .string(row.toWarehouse.flatMap { catalogue.warehouse($0)?.code } ?? row.takenBy ?? ""), .string(row.sku),
                    .string(row.lot),
                    .integer(row.quantity), .string(row.unit), .string(row.by), .string(row.at.description),
                ])
        }
        var pairs: JSONObject = ["warehouse": .string(code), "lots": .integer(Int64(handed.count))]
        guard let closing = try await ClosingQueries.find(warehouse.id, from: desk.source) else {
            return Answer(records: records, pairs: pairs, Wording("\(code) is not closing", "\(code) n'est pas en cours de fermeture"))
        }
        pairs["frozen_at"] = .string(closing.frozenAt.description)
        pairs["frozen_by"] = .string(closing.frozenBy)
        if let counted = closing.countedBy { pairs["counted_by"] = .string(counted) }
        guard let closedAt = closing.closedAt else {
            return Answer(
                records: records, pairs: pairs,
                Wording(
                    "\(code) is closing: see \(en: .warehouseClose) \(code)",
                    "\(code) est en cours de fermeture : voir \(fr: .warehouseClose) \(code)"))
        }
        pairs["closed_at"] = .string(closedAt.description)
        pairs["closed_by"] = JSONValue(closing.closedBy)
        let day = try await Moments(desk).day(of: closedAt, warehouse)
        let counted = closing.countedBy.map { Wording(", counted by \($0)", ", compté par \($0)") } ?? Wording("", "")
        return Answer(
            records: records, pairs: pairs,
            Wording(
                "zero certificate: on \(day.words.english) nothing of anybody was left in \(code)",
                "certificat de zéro : le \(day.words.french), il ne restait rien à personne à \(code)")
                + counted)
    }
}
