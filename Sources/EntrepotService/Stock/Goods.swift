import EntrepotStore
import Measures
import Speech
import StockLedger

/// Lists of goods as they are written, `SKU:QTY`.
enum Goods {
    /// One of them: the item, and the quantity read against it. A pack's own factor keeps its colon: `bag:2sac:10`.
    static func read(_ text: String, _ names: Names, allowsZero: Bool = false, allowsArchived: Bool = false) async throws -> (
        ItemRecord, WrittenQuantity
    ) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw Refusal(
                "ARG.VALUE", [.init("value", text)],
                Wording(
                    "goods are written SKU:QTY, such as blanket:10; found «\(text)»",
                    "les biens s'écrivent ARTICLE:QTÉ, par exemple blanket:10 ; reçu « \(text) »"))
        }
        let sku = parts[0].lowercased()
        let item = allowsArchived ? try await names.anyItem(sku) : try await names.item(sku)
        return (item, try QuantityReader(item.item, allowsZero: allowsZero).read(parts[1]))
    }
}
