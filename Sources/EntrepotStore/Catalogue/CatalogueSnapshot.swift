package import Measures
package import StockLedger
import Synchronization

/// The whole catalogue at one moment, never changed once made: any number of commands read it at once.
///
/// A class, because every command takes it several times: handing on one reference is cheaper than sixteen tables.
package final class CatalogueSnapshot: Sendable {
    package let items: [ItemRecord]
    package let organisations: [OrganisationRecord]
    package let warehouses: [WarehouseRecord]
    package let places: [PlaceRecord]
    package let grants: [GrantRecord]

    private let itemBySKU: [String: Int]
    private let itemByID: [Identifier<Item>: Int]
    private let organisationByCode: [String: Int]
    private let organisationByID: [Identifier<Owner>: Int]
    private let warehouseByCode: [String: Int]
    private let warehouseByID: [Identifier<Warehouse>: Int]
    private let placeByAddress: [String: Int]
    private let placeByID: [Identifier<Place>: Int]
    private let grantByCode: [String: Int]
    private let grantByID: [Identifier<Grant>: Int]
    private let variants: [Identifier<Item>: [Int]]
    /// Made when somebody first names something by more than its code.
    private let names = Mutex<Names?>(nil)

    package init(
        items: [ItemRecord], organisations: [OrganisationRecord], warehouses: [WarehouseRecord], places: [PlaceRecord],
        grants: [GrantRecord]
    ) {
        func index<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
            Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
        }
        self.items = items
        self.organisations = organisations
        self.warehouses = warehouses
        self.places = places
        self.grants = grants
        itemBySKU = index(items.map(\.item.sku.text))
        itemByID = index(items.map(\.item.id))
        organisationByCode = index(organisations.map(\.code))
        organisationByID = index(organisations.map(\.id))
        warehouseByCode = index(warehouses.map(\.code))
        warehouseByID = index(warehouses.map(\.id))
        placeByAddress = index(places.map(\.place.address))
        placeByID = index(places.map(\.place.id))
        grantByCode = index(grants.map(\.code))
        grantByID = index(grants.map(\.id))
        var variants: [Identifier<Item>: [Int]] = [:]
        for (number, record) in items.enumerated() {
            if let parent = record.parent { variants[parent, default: []].append(number) }
        }
        self.variants = variants
    }

    /// Nothing, before the first load.
    package static let empty = CatalogueSnapshot(items: [], organisations: [], warehouses: [], places: [], grants: [])

    package func item(_ sku: String) -> ItemRecord? { itemBySKU[sku].map { items[$0] } }
    package func item(_ id: Identifier<Item>) -> ItemRecord? { itemByID[id].map { items[$0] } }
    package func organisation(_ code: String) -> OrganisationRecord? { organisationByCode[code].map { organisations[$0] } }
    package func organisation(_ id: Identifier<Owner>) -> OrganisationRecord? { organisationByID[id].map { organisations[$0] } }
    package func warehouse(_ code: String) -> WarehouseRecord? { warehouseByCode[code].map { warehouses[$0] } }
    package func warehouse(_ id: Identifier<Warehouse>) -> WarehouseRecord? { warehouseByID[id].map { warehouses[$0] } }
    /// By `WAREHOUSE/PLACE`.
    package func place(_ address: String) -> PlaceRecord? { placeByAddress[address].map { places[$0] } }
    package func place(_ id: Identifier<Place>) -> PlaceRecord? { placeByID[id].map { places[$0] } }
    package func grant(_ code: String) -> GrantRecord? { grantByCode[code].map { grants[$0] } }
    package func grant(_ id: Identifier<Grant>) -> GrantRecord? { grantByID[id].map { grants[$0] } }
    /// The sizes of an item, in catalogue order; nothing for an item without variants.
    package func variants(of id: Identifier<Item>) -> [ItemRecord] { (variants[id] ?? []).map { items[$0] } }

    // MARK: By any name

    /// Where names stand.
    private struct Names {
        let items: NameIndex
        let organisations: NameIndex
        let warehouses: NameIndex
        let places: NameIndex

        init(_ catalogue: CatalogueSnapshot) {
            items = NameIndex(
                catalogue.items.lazy.map { [$0.item.sku.text, $0.name] + ($0.frenchName.map { [$0] } ?? []) + $0.aliases })
            organisations = NameIndex(catalogue.organisations.lazy.map { [$0.code, $0.name] })
            warehouses = NameIndex(catalogue.warehouses.lazy.map { [$0.code, $0.name] })
            places = NameIndex(catalogue.places.lazy.map { [$0.place.code.text] + ($0.name.map { [$0] } ?? []) })
        }
    }

    private func numbers(of name: String, in index: (Names) -> NameIndex) -> [Int] { found(in: index) { $0.numbers(of: name) } }

    private func found(in index: (Names) -> NameIndex, _ look: (NameIndex) -> [Int]) -> [Int] {
        names.withLock { held in
            let known = held ?? Names(self)
            held = known
            return look(index(known))
        }
    }

    /// Items that bear a name, code, French name, alias or barcode, however it is spelt; in order of code.
    package func items(named name: String) -> [ItemRecord] { numbers(of: name, in: { $0.items }).map { items[$0] } }
    /// Items of which a name begins so.
    package func items(beginning start: String) -> [ItemRecord] {
        found(in: { $0.items }) { $0.numbers(beginning: start) }.map { items[$0] }
    }
    /// Organisations of which a name or code begins so.
    package func organisations(beginning start: String) -> [OrganisationRecord] {
        found(in: { $0.organisations }) { $0.numbers(beginning: start) }.map { organisations[$0] }
    }
    /// Places of which a name or code begins so.
    package func places(beginning start: String) -> [PlaceRecord] {
        found(in: { $0.places }) { $0.numbers(beginning: start) }.map { places[$0] }
    }
    /// Organisations that bear a name or code, however it is spelt.
    package func organisations(named name: String) -> [OrganisationRecord] {
        numbers(of: name, in: { $0.organisations }).map { organisations[$0] }
    }
    /// Warehouses that bear a name or code, however it is spelt.
    package func warehouses(named name: String) -> [WarehouseRecord] { numbers(of: name, in: { $0.warehouses }).map { warehouses[$0] } }
    /// Places of any warehouse that bear a name, or a code without its warehouse, however it is spelt.
    package func places(named name: String) -> [PlaceRecord] { numbers(of: name, in: { $0.places }).map { places[$0] } }

    /// The outside or quarantine place of a kind that every warehouse has.
    package func outside(_ kind: PlaceKind, of warehouse: WarehouseRecord) -> PlaceRecord? { place("\(warehouse.code)/\(kind.rawValue)") }
}
