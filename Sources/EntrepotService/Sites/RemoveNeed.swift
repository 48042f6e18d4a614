import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Taking a need back: nothing of the item is planned for there any more.
package struct RemoveNeed: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Removes the need stated for an item, at one site or for all that have none of their own.
    package func run(item name: String, site: String?, warehouse text: String?) async throws -> Answer {
        let item = try await Names(desk).anyItem(name)
        let sku = item.item.sku.text
        let place: SiteRecord?
        let warehouse: WarehouseRecord
        if let site {
            (place, warehouse) = try await SiteNames(desk).site(site, warehouse: text)
        } else {
            (place, warehouse) = (nil, try await Names(desk).warehouse(text))
        }
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let all = try await NeedQueries.all(warehouse: warehouse.id, from: transaction)
            guard let need = all.first(where: { $0.item == sku && $0.site == place?.site.code }) else {
                throw Refusal(
                    "NOTFOUND.NEED", [.init("item", sku), .init("site", place.map { .string($0.site.code) } ?? .null)],
                    Wording(
                        "no need of \(sku) is stated there: see \(en: .needList) item=\(sku)",
                        "aucun besoin de \(sku) n'y est défini : voir \(fr: .needList) article=\(sku)"))
            }
            try await NeedQueries.remove(item: item.item.id, site: place?.id, warehouse: warehouse.id, in: transaction)
            try await ChangeQueries.keep(
                [ChangedField(sku, was: NeedAnswer.text(need), became: nil)], of: .need, place?.id ?? 0, warehouse: warehouse.id,
                actor: desk.actor, note: desk.entry.note, in: transaction)
            let general = place != nil && all.contains { $0.item == sku && $0.site == nil }
            return Answer(
                records: [NeedAnswer.record(need)], pairs: ["item": .string(sku)],
                general
                    ? Wording(
                        "\(sku) is needed there as at every other site again", "le besoin de \(sku) y redevient celui de tous les sites")
                    : Wording("nothing of \(sku) is planned for there any more", "plus rien n'y est prévu en \(sku)"))
        }
    }
}
