import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// The end of a purchase: nothing more will come, or it was none.
package struct EndPurchase: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Closes a purchase, of which nothing is due any more; `undo` opens it again.
    package func close(_ number: Int64, undo: Bool) async throws -> Answer {
        let (row, warehouse) = try await ShowPurchases(desk).find(number)
        try desk.requireOwner(row.spending.owner, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        if (row.closedBy == nil) == undo {
            return Answer(
                records: ShowPurchases.records(row, warehouse), pairs: ["purchase": .integer(number)],
                Wording("it is so already", "c'est déjà le cas"),
                changed: false)
        }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await PurchaseQueries.hold(number, warehouse: warehouse.id, in: transaction)
            try await PurchaseQueries.close(number, undo: undo, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let now = try await ShowPurchases(desk).find(number).row
            return Answer(
                records: ShowPurchases.records(now, warehouse), pairs: ["purchase": .integer(number)],
                undo
                    ? Wording("purchase \(number) is open again", "l'achat \(number) est rouvert")
                    : Wording("nothing of purchase \(number) is due any more", "plus rien de l'achat \(number) n'est attendu"))
        }
    }

    /// Takes the money of a purchase back, while nothing of it has come.
    package func cancel(_ number: Int64) async throws -> Answer {
        let (seen, warehouse) = try await ShowPurchases(desk).find(number)
        try desk.requireOwner(seen.spending.owner, in: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            try await PurchaseQueries.hold(number, warehouse: warehouse.id, in: transaction)
            let row = try await ShowPurchases(desk).find(number).row
            if let by = row.spending.reversedBy { throw AddExpense.alreadyReversed(number, by) }
            let movements = row.lines.flatMap(\.movements)
            guard movements.isEmpty else {
                let list = movements.map(String.init).joined(separator: ", ")
                throw Refusal(
                    "RULE.PURCHASE-RECEIVED",
                    [.init("purchase", String(number)), .init("movements", movements.map(String.init).joined(separator: ","))],
                    Wording(
                        "goods of purchase \(number) have come (movement \(list)): take those back first, or end it with \(en: .purchaseClose) \(number)",
                        "des biens de l'achat \(number) sont venus (mouvement \(list)) : les annuler d'abord, ou le terminer avec \(fr: .purchaseClose) \(number)"
                    ))
            }
            let today = try await Moments(desk).today(warehouse)
            let reversal = try await SpendingQueries.reverse(
                number, on: today, note: desk.entry.note, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let now = try await ShowPurchases(desk).find(number).row
            return Answer(
                records: ShowPurchases.records(now, warehouse), pairs: ["purchase": .integer(number), "reversed_by": .integer(reversal)],
                Wording(
                    "purchase \(number) is cancelled: \(now.spending.amount) less is spent",
                    "l'achat \(number) est annulé : \(now.spending.amount) de moins dépensés"))
        }
    }
}
