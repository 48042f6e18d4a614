import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Changing a place: its name, and its kind while it is empty.
package struct EditPlace: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// A name said empty is taken away.
    package func run(_ typed: String, name: String?, kind: String?) async throws -> Answer {
        let (named, home) = try await Names(desk).anyPlace(typed)
        let full = named.place.address
        try desk.requireWhole(home.id)
        guard name != nil || kind != nil else { throw CatalogueEdit.nothingSaid(full, Wording("name=, kind=", "nom=, sorte=")) }
        let newName = try CatalogueEdit.optionalName(name)
        let newKind = kind.flatMap(PlaceKind.init(rawValue:))
        return try await desk.once(in: RequestQueries.catalogueScope, of: .asked, catalogueChanged: true) { desk in
            let transaction = try desk.requireTransaction
            try await PlaceQueries.lock(named.place.id, warehouse: home.id, in: transaction)
            let there = try await desk.store.catalogue.read(through: transaction).place(named.place.id) ?? named
            let (name, kind) = (newName ?? there.name, newKind ?? there.place.kind)
            if kind != there.place.kind { try await requireEmpty(there, home, desk) }
            let changes = [
                ChangedField("name", was: there.name, became: name),
                ChangedField("kind", was: there.place.kind.rawValue, became: kind.rawValue),
            ]
            let edit = CatalogueEdit(desk: desk, subject: .place, number: there.place.id.number, code: full, home: home.id)
            return try await edit.make(changes, in: transaction) {
                try await PlaceQueries.update(there.place.id, name: name, kind: kind, warehouse: home.id, in: transaction)
            } records: {
                [Places.record(full, name, kind, archived: there.isArchived)]
            }
        }
    }

    /// What lies there, is counted there or drives there was let in for the kind it has.
    private func requireEmpty(_ place: PlaceRecord, _ home: WarehouseRecord, _ desk: Desk) async throws {
        let full = place.place.address
        guard place.place.kind.isInside, place.place.code.text != PlaceKind.quarantine.rawValue else {
            throw Refusal(
                "RULE.PLACE-NEEDED", [.init("place", full), .init("kind", place.place.kind.rawValue)],
                Wording("every warehouse needs \(full) as it is", "chaque entrepôt a besoin de \(full) tel qu'il est"))
        }
        let rest = try await RemainingStock.find(.place(place.place.id), in: home.id, from: desk.source)
        guard rest.isEmpty else { throw CatalogueWords.stockRemains(Wording("place", "l'emplacement"), full, rest) }
        let needs = try await PlaceQueries.needs(place.place.id, warehouse: home.id, from: desk.source)
        if let vehicle = needs.vehicle {
            throw CatalogueEdit.inUse(
                full, "kind",
                found: Wording("\(full) is the load space of vehicle \(vehicle)", "\(full) est l'espace du véhicule \(vehicle)"),
                remedy: Wording("add another place", "ajouter un autre emplacement"))
        }
        if let count = needs.count {
            throw Refusal(
                "RULE.COUNT-OPEN", [.init("place", full), .init("count", String(count))],
                Wording(
                    "count \(count) is open at \(full): close or cancel it first",
                    "le comptage \(count) est ouvert à \(full) : le fermer ou l'annuler d'abord"))
        }
    }
}
