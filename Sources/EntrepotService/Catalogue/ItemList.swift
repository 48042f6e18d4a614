import EntrepotStore
import Measures
import PlainJSON
import StockLedger

/// Reading items.
package struct ItemList: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of an item's record, as tools rely on them.
    package static let keys = ["sku", "name", "category", "base", "packs", "weight_g", "volume_ml"]
    /// The keys when one item is shown.
    package static let fullKeys =
        keys + ["name_fr", "aliases", "expiry", "serial", "mobile", "quarantine", "parent", "variants", "archived", "history"]

    /// Items in order of code, of one category or of all.
    package func list(category: String?, withArchived: Bool = false, _ page: Page) async throws -> Answer {
        var wanted: String?
        if let category { wanted = try await Names(desk).category(category) }
        let known = wanted
        let items = try await desk.store.catalogue.read(through: desk.source).items.filter { record in
            (withArchived || !record.isArchived) && (known == nil || record.category == known)
        }
        return try page.cut(items, list: "item list", by: { $0.item.sku.text }, Self.record)
    }

    /// One item with all that is known of it, archived or not.
    package func show(_ name: String) async throws -> Answer {
        let record = try await Names(desk).anyItem(name)
        let catalogue = desk.catalogue
        var object = Self.record(record)
        object["name_fr"] = JSONValue(record.frenchName)
        object["aliases"] = JSONValue(record.aliases)
        object["expiry"] = .string(record.item.expiry.rawValue)
        object["serial"] = .boolean(record.hasSerials)
        object["mobile"] = .string(record.mobile.rawValue)
        object["quarantine"] = .boolean(record.isHeldBack)
        object["parent"] = JSONValue(record.parent.flatMap { catalogue.item($0)?.item.sku.text })
        object["variants"] = JSONValue(catalogue.variants(of: record.item.id).filter { !$0.isArchived }.map(\.item.sku.text).sorted())
        object["archived"] = .boolean(record.isArchived)
        object["history"] = try await CatalogueEdit.history(of: .item, record.item.id.number, desk)
        return Answer(records: [object])
    }

    static func record(_ record: ItemRecord) -> JSONObject {
        Self.record(
            sku: record.item.sku.text, name: record.name, category: record.category, base: record.item.base, packs: record.item.packs,
            mass: record.measure.mass, volume: record.measure.volume)
    }

    static func record(sku: String, name: String, category: String, base: BaseUnit, packs: [Pack], mass: Mass, volume: Volume) -> JSONObject
    {
        [
            "sku": .string(sku), "name": .string(name), "category": .string(category), "base": .string(base.rawValue),
            "packs": JSONValue(packs.map { "\($0.name):\($0.factor)" }), "weight_g": .integer(mass.grams),
            "volume_ml": .integer(volume.millilitres),
        ]
    }
}
