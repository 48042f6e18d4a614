import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// One place, warehouse or organisation with all that is known of it, and what was changed of it.
package struct ShowCatalogue: Sendable {
    /// `items` is how many kinds of goods lie there now, of those that the reader may see.
    package static let placeKeys = Places.keys + ["warehouse", "items", "count", "vehicle", "history"]
    /// `places` that hold stock; `items` as of a place.
    package static let warehouseKeys = Warehouses.keys + ["places", "items", "history"]
    /// `items` is how many kinds of goods it owns, in every warehouse the reader may see.
    package static let organisationKeys = Organisations.keys + ["items", "history"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    package func place(_ name: String) async throws -> Answer {
        let (there, home) = try await Names(desk).anyPlace(name)
        var record = Places.record(there.place.address, there.name, there.place.kind, archived: there.isArchived)
        let needs = try await PlaceQueries.needs(there.place.id, warehouse: home.id, from: desk.source)
        var filter = StockFilter(limit: Int.max)
        filter.place = there.place.id
        record["warehouse"] = .string(home.code)
        record["items"] = .integer(try await items(filter, in: [home]))
        record["count"] = needs.count.map { .integer($0) } ?? .null
        record["vehicle"] = JSONValue(needs.vehicle)
        record["history"] = try await CatalogueEdit.history(of: .place, there.place.id.number, warehouse: home.id, desk)
        return Answer(records: [record])
    }

    package func warehouse(_ name: String) async throws -> Answer {
        let there = try await Names(desk).anyWarehouse(name)
        var record = Warehouses.record(there.code, there.name, zone: there.timeZone, there.position, archived: there.isArchived)
        let places = desk.catalogue.places.filter { $0.warehouse == there.id && $0.place.kind.isInside && !$0.isArchived }
        record["places"] = .integer(Int64(places.count))
        record["items"] = .integer(try await items(StockFilter(limit: Int.max), in: [there]))
        record["history"] = try await CatalogueEdit.history(of: .warehouse, there.id.number, desk)
        return Answer(records: [record])
    }

    package func organisation(_ name: String) async throws -> Answer {
        let there = try await Names(desk).anyOrganisation(name)
        var record = Organisations.record(there.code, there.name, archived: there.isArchived)
        var filter = StockFilter(limit: Int.max)
        filter.owner = there.id
        record["items"] = .integer(try await items(filter, in: desk.catalogue.warehouses))
        record["history"] = try await CatalogueEdit.history(of: .organisation, there.id.number, desk)
        return Answer(records: [record])
    }

    /// How many kinds of goods there are, sizes counted with their parents.
    private func items(_ filter: StockFilter, in homes: [WarehouseRecord]) async throws -> Int64 {
        var found: Set<Identifier<Item>> = []
        for home in homes {
            let day = CivilDate(dayNumber: 0)
            for sum in try await BalanceQueries.sums(filter, apart: .nothing, on: day, warehouse: home.id, from: desk.source)
            where sum.onHand > 0 { found.insert(desk.catalogue.item(sum.item)?.parent ?? sum.item) }
        }
        return Int64(found.count)
    }
}
