import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Taking an item out of use, and back.
package struct ArchiveItem: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Archives the item, refused while stock of it remains anywhere; `undo` brings it back.
    package func archive(_ typed: String, undo: Bool) async throws -> Answer {
        let named = try await Names(desk).anyItem(typed)
        let sku = named.item.sku.text
        let snapshot = try await CatalogueWrite(desk).snapshot(fresh: true)
        let record = snapshot.item(sku) ?? named
        let answer = Answer(
            records: [ItemList.record(record)], pairs: ["sku": .string(sku)],
            undo
                ? Wording("item \(sku) is in use again", "l'article \(sku) est de nouveau en usage")
                : Wording("item \(sku) is archived and takes no new stock", "l'article \(sku) est archivé et ne reçoit plus de stock"))
        return try await CatalogueWrite(desk).change(isSo: record.isArchived != undo, answer) { transaction in
            if !undo {
                try await ItemQueries.lock(record.item.id, in: transaction)
                var rest: [RemainingStock] = []
                for warehouse in snapshot.warehouses {
                    rest += try await RemainingStock.find(.item(record.item.id), in: warehouse.id, from: transaction)
                }
                guard rest.isEmpty else { throw CatalogueWords.stockRemains(Wording("item", "l'article"), sku, rest) }
            }
            try await ItemQueries.setArchived(!undo, record.item.id, in: transaction)
        }
    }
}
