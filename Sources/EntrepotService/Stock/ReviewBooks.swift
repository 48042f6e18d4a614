import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What waits for somebody to look at it, and who did what.
package struct ReviewBooks: Sendable {
    /// The keys of a review record, in order.
    package static let keys = [
        "review", "kind", "movement", "item", "lot", "place", "qty", "unit", "reason", "opened_at", "explained_by", "explanation",
    ]
    /// The keys of an audit record, in order.
    package static let auditKeys = ["audit", "at", "by", "command", "movement"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Shortfalls, unexplained differences and large losses that nobody has explained yet.
    package func list(warehouse code: String?, all: Bool, limit: Int, after: String?) async throws -> Answer {
        let warehouses = if let code { [try await Names(desk).warehouse(code)] } else { desk.catalogue.warehouses }
        var records: [JSONObject] = []
        var next: String?
        for warehouse in warehouses where records.count < limit {
            let wanted = limit - records.count
            var rows = try await ReviewQueries.list(
                warehouse.id, explained: all, before: try Self.cursor(after), limit: wanted == Int.max ? Int.max : wanted + 1,
                from: desk.source)
            if rows.count > wanted {
                rows.removeLast()
                next = rows.last.map { String($0.id) }
            }
            records += rows.map { row in
                JSONObject(
                    keys: Self.keys,
                    values: [
                        .integer(row.id), .string(row.kind), .integer(row.movement), .string(row.sku), .string(row.lotCode),
                        .string(desk.catalogue.place(row.place)?.place.address ?? ""), .integer(row.quantity),
                        .string(row.unit),
                        .string(row.reason), .string(row.openedAt.description), JSONValue(row.explainedBy), JSONValue(row.explanation),
                    ])
            }
        }
        var answer = Answer(
            records: records, pairs: ["rows": .integer(Int64(records.count))],
            records.isEmpty ? Wording("nothing waits for an explanation", "rien n'attend d'explication") : nil)
        answer.next = next
        return answer
    }

    /// Explains one of them; the movement stands, and the list and the reports leave it out from then on.
    package func explain(_ id: Int64, because: String) async throws -> Answer {
        guard let home = try await desk.reading({ try await ReviewQueries.warehouse(of: id, from: $0.source) }) else {
            throw Refusal(
                "NOTFOUND.REVIEW", [.init("review", String(id))],
                Wording(
                    "nothing on the list has the number \(id): see \(en: .reviewList)",
                    "rien sur la liste ne porte le numéro \(id) : voir \(fr: .reviewList)"))
        }
        return try await desk.once(in: home, of: .asked) { desk in
            let transaction = try desk.requireTransaction
            guard try await ReviewQueries.explain(id, because: because, actor: desk.actor, warehouse: home, in: transaction) else {
                throw Refusal(
                    "RULE.ALREADY-EXPLAINED", [.init("review", String(id))],
                    Wording("this was explained before: see \(en: .reviewList) all=yes", "c'est déjà expliqué : voir \(fr: .reviewList) tout=oui"))
            }
            return Answer(pairs: ["review": .integer(id)], Wording("explained", "expliqué"))
        }
    }

    /// Who did what, the newest first; without a warehouse, the writes of the catalogue.
    package func audit(warehouse code: String?, by: String?, limit: Int, after: String?) async throws -> Answer {
        let scope = if let code { try await Names(desk).warehouse(code).id } else { RequestQueries.catalogueScope }
        var rows = try await ReviewQueries.audit(
            scope, actor: by, before: try Self.cursor(after), limit: limit == Int.max ? Int.max : limit + 1, from: desk.source)
        var next: String?
        if rows.count > limit {
            rows.removeLast()
            next = rows.last.map { String($0.id) }
        }
        var answer = Answer(
            records: rows.map { row in
                JSONObject(
                    keys: Self.auditKeys,
                    values: [
                        .integer(row.id), .string(row.at.description), .string(row.actor), .string(row.command), JSONValue(row.movement),
                    ])
            }, pairs: ["rows": .integer(Int64(rows.count))])
        answer.next = next
        return answer
    }

    private static func cursor(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        guard let number = Int64(text) else {
            throw Refusal(
                "ARG.VALUE", [.init("after", text)], Wording("this is no cursor of this list", "ce n'est pas un curseur de cette liste"))
        }
        return number
    }
}
