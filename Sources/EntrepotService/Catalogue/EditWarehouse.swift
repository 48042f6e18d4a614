import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Changing a warehouse: its name, its position, and its time zone while nothing is booked.
package struct EditWarehouse: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A position said empty (`lat="" lon=""`) is taken away.
    package func run(_ words: WarehouseWords) async throws -> Answer {
        let named = try await Names(desk).anyWarehouse(words.code)
        let code = named.code
        try desk.requireWhole(named.id)
        guard words != WarehouseWords(code: words.code) else {
            throw CatalogueEdit.nothingSaid(code, Wording("name=, timezone=, lat= lon=", "nom=, fuseau=, lat= lon="))
        }
        let newName = try CatalogueWords.name(words.name)
        let isUnplaced = words.latitude?.isEmpty == true && words.longitude?.isEmpty == true
        let newPosition = isUnplaced ? nil : try Warehouses.position(words.latitude, words.longitude)
        return try await desk.once(in: RequestQueries.catalogueScope, of: .asked, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await WarehouseQueries.lock(named.id, in: transaction)
            let there = try await desk.store.catalogue.read(through: transaction).warehouse(named.id) ?? named
            let name = newName ?? there.name
            let zone = words.timeZone ?? there.timeZone
            let position = isUnplaced ? nil : newPosition ?? there.position
            if zone != there.timeZone, try await WarehouseQueries.hasMovements(there.id, from: transaction) {
                throw CatalogueEdit.inUse(
                    code, "timezone",
                    found: Wording(
                        "days of \(code) are counted in \(there.timeZone), and movements and reports stand on them",
                        "les jours de \(code) se comptent en \(there.timeZone), et des mouvements et rapports s'y appuient"),
                    remedy: Wording("add another warehouse for another zone", "ajouter un autre entrepôt pour un autre fuseau"))
            }
            let changes = [
                ChangedField("name", was: there.name, became: name), ChangedField("timezone", was: there.timeZone, became: zone),
                ChangedField("position", was: Self.text(there.position), became: Self.text(position)),
            ]
            let edit = CatalogueEdit(desk: desk, subject: .warehouse, number: there.id.number, code: code)
            return try await edit.make(changes, in: transaction) {
                try await WarehouseQueries.update(there.id, name: name, timeZone: zone, position: position, in: transaction)
            } records: {
                [Warehouses.record(code, name, zone: zone, position, archived: there.isArchived)]
            }
        }
    }

    static func text(_ position: Coordinate?) -> String? { position.map { "\($0.latitude),\($0.longitude)" } }
}
