import EntrepotStore
import Measures
import Speech
import StockLedger

extension SettleDebt {
    /// Refuses to take back a loan of which more was settled since than would still be owed.
    static func refuseUnlending(_ row: MovementRow, _ warehouse: WarehouseRecord, _ desk: Desk) async throws {
        guard row.reason == MovementReason.lent.rawValue,
            let loan = try await DebtQueries.loan(row.id, warehouse: warehouse.id, from: desk.source), loan.terms == .loan
        else { return }
        var lent: [Identifier<Item>: Int64] = [:]
        for line in row.lines where desk.catalogue.place(line.to)?.place.kind == .workshop { lent[line.item, default: 0] += line.quantity }
        let owed = try await DebtQueries.owed(warehouse: warehouse.id, from: desk.source).filter {
            $0.lender == loan.lender && $0.borrower == loan.borrower
        }
        for (item, units) in lent.sorted(by: { $0.key < $1.key }) {
            let left = owed.first { $0.item == item }?.owed ?? 0
            guard left < units else { continue }
            throw Refusal(
                "RULE.SETTLED-SINCE",
                [
                    "movement": .integer(row.id), "item": .string(desk.catalogue.item(item)?.item.sku.text ?? ""), "lent": .integer(units),
                    "owed": .integer(left),
                ],
                Wording(
                    "of the \(units) lent by movement \(row.id) only \(left) are still owed: reverse what settled the others first, see "
                        + "\(en: .movementList) reason=borrowed_back",
                    "des \(units) prêtés par le mouvement \(row.id), \(left) seulement sont encore dus : annuler d'abord ce qui a soldé les "
                        + "autres, voir \(fr: .movementList) motif=borrowed_back"))
        }
    }
}
