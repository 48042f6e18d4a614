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
        "action",
    ]
    /// The keys of an audit record, in order.
    package static let auditKeys = ["audit", "at", "by", "command", "movement"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Shortfalls, unexplained differences and large losses that nobody has explained yet.
    package func list(warehouse code: String?, all: Bool, _ page: Page) async throws -> Answer {
        let warehouses = if let code { [try await Names(desk).warehouse(code)] } else { desk.catalogue.warehouses }
        let before = try page.number(of: "review list")
        var rows: [ReviewRow] = []
        for warehouse in warehouses {
            rows += try await ReviewQueries.list(warehouse.id, explained: all, before: before, limit: page.wanted, from: desk.source)
        }
        // They are numbered as they are found, in one row for the whole house.
        if warehouses.count > 1 { rows.sort { $0.id > $1.id } }
        var answer = page.answer(rows, cursor: { String($0.id) }) { row in
            JSONObject(
                keys: Self.keys,
                values: [
                    .integer(row.id), .string(row.kind), .integer(row.movement), .string(row.sku), .string(row.lotCode),
                    .string(desk.catalogue.place(row.place)?.place.address ?? ""), .integer(row.quantity),
                    .string(row.unit),
                    .string(row.reason), .string(row.openedAt.description), JSONValue(row.explainedBy), JSONValue(row.explanation),
                    row.explainedBy == nil ? .string(Self.action(row)) : .null,
                ])
        }
        if answer.records.isEmpty { answer.sentence = Wording("nothing waits for an explanation", "rien n'attend d'explication") }
        return answer
    }

    /// What to type next, in the words that every session takes: what may have been wrong, or that somebody looked at it.
    private static func action(_ row: ReviewRow) -> String {
        let explain = "\(CommandWords.reviewExplain.words.english) \(row.id) because=…"
        switch row.kind {
        case "shortfall": return "\(CommandWords.movementCorrect.words.english) \(row.because ?? row.movement) qty=… | \(explain)"
        case "unexplained": return "\(explain) | \(CommandWords.movementReverse.words.english) \(row.movement)"
        default: return "\(explain) | \(CommandWords.movementCorrect.words.english) \(row.movement) qty=…"
        }
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
                    Wording(
                        "this was explained before: see \(en: .reviewList) all=yes",
                        "c'est déjà expliqué : voir \(fr: .reviewList) tout=oui"))
            }
            return Answer(pairs: ["review": .integer(id)], Wording("explained", "expliqué"))
        }
    }

    /// Who did what, the newest first; without a warehouse, the writes of the catalogue.
    package func audit(warehouse code: String?, by: String?, _ page: Page) async throws -> Answer {
        let scope = if let code { try await Names(desk).warehouse(code).id } else { RequestQueries.catalogueScope }
        let rows = try await ReviewQueries.audit(
            scope, actor: by, before: page.number(of: "audit list"), limit: page.wanted, from: desk.source)
        return page.answer(rows, cursor: { String($0.id) }) { row in
            JSONObject(
                keys: Self.auditKeys,
                values: [
                    .integer(row.id), .string(row.at.description), .string(row.actor), .string(row.command), JSONValue(row.movement),
                ])
        }
    }
}
