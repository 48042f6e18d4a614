import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Places of a warehouse: adding, listing, taking out of use.
package struct Places: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a place's record.
    package static let keys = ["code", "name", "kind", "archived"]

    /// Adds a place that holds stock, written `WAREHOUSE/PLACE`; a bin unless said otherwise.
    package func add(_ typed: String, kind: String?, name: String?) async throws -> Answer {
        let (home, code) = try await address(typed)
        guard let wantedKind = PlaceKind(rawValue: kind ?? "bin"), wantedKind.isInside else {
            throw Refusal(
                "ARG.VALUE", [.init("kind", kind ?? "")],
                Wording("a place is bin, quarantine, vehicle or tank", "un emplacement est bin, quarantine, vehicle ou tank"))
        }
        let wantedName = try CatalogueWords.name(name)
        let full = "\(home.code)/\(code)"
        let write = CatalogueWrite(desk)
        let answer = Answer(
            records: [Self.record(full, wantedName, wantedKind, archived: false)], pairs: ["code": .string(full)],
            Wording("\(wantedKind.words.english) \(full) can take stock", "\(full) (\(wantedKind.words.french)) peut recevoir du stock"))
        return try await write.make(
            of: .asked,
            known: { fresh in
                guard let there = try await write.snapshot(fresh: fresh).place(full) else { return nil }
                let words = Wording("place", "l'emplacement")
                if (kind != nil || !there.place.kind.isInside), there.place.kind != wantedKind {
                    throw CatalogueWords.exists(
                        words, full, differs: "kind", stored: there.place.kind.rawValue, wanted: wantedKind.rawValue)
                }
                if let wantedName, wantedName != there.name {
                    throw CatalogueWords.exists(words, full, differs: "name", stored: there.name ?? "", wanted: wantedName)
                }
                if there.isArchived {
                    throw CatalogueWords.existsArchived(words, full, command: CommandWords.placeArchive)
                }
                return Answer(
                    records: [Self.record(full, there.name, there.place.kind, archived: false)], pairs: ["code": .string(full)],
                    Wording("place \(full) was there already", "l'emplacement \(full) y était déjà"))
            }, answer
        ) { transaction in
            try await PlaceQueries.insert(code, kind: wantedKind, name: wantedName, warehouse: home.id, in: transaction)
        }
    }

    /// Places in order of address: those that hold stock, or those of one kind; of one warehouse or of all.
    package func list(warehouse: String?, kind: String?, withArchived: Bool = false, _ page: Page) async throws -> Answer {
        let snapshot = try await desk.store.catalogue.read(through: desk.source)
        var home: WarehouseRecord?
        if let warehouse { home = try await Names(desk).warehouse(warehouse) }
        let places = snapshot.places.filter { record in
            (withArchived || !record.isArchived) && (home == nil || record.warehouse == home?.id)
                && (kind.map { record.place.kind.rawValue == $0 } ?? record.place.kind.isInside)
        }
        return try page.cut(places, list: "place list", by: { $0.place.address }) {
            Self.record($0.place.address, $0.name, $0.place.kind, archived: $0.isArchived)
        }
    }

    /// Archives a place, refused while stock remains, a count is open or a live vehicle is it; `undo` brings it back.
    package func archive(_ typed: String, undo: Bool) async throws -> Answer {
        let (named, home) = try await Names(desk).anyPlace(typed)
        let full = named.place.address
        try desk.requireWhole(home.id)
        guard named.place.kind.isInside, named.place.code.text != PlaceKind.quarantine.rawValue else {
            throw Refusal(
                "RULE.PLACE-NEEDED", [.init("place", full), .init("kind", named.place.kind.rawValue)],
                Wording("every warehouse needs \(full): it stays", "chaque entrepôt a besoin de \(full) : il reste"))
        }
        let write = CatalogueWrite(desk)
        let there = try await write.snapshot(fresh: true).place(full) ?? named
        let answer = Answer(
            records: [Self.record(full, there.name, there.place.kind, archived: !undo)], pairs: ["code": .string(full)],
            undo
                ? Wording("place \(full) is in use again", "l'emplacement \(full) est de nouveau en usage")
                : Wording("place \(full) is archived and takes nothing new", "l'emplacement \(full) est archivé et ne reçoit plus rien"))
        return try await write.change(of: .asked, isSo: there.isArchived != undo, answer) { transaction in
            if !undo {
                try await PlaceQueries.lock(there.place.id, warehouse: home.id, in: transaction)
                let rest = try await RemainingStock.find(.place(there.place.id), in: home.id, from: transaction)
                guard rest.isEmpty else { throw CatalogueWords.stockRemains(Wording("place", "l'emplacement"), full, rest) }
                let needs = try await PlaceQueries.needs(there.place.id, warehouse: home.id, from: transaction)
                if let count = needs.count {
                    throw Refusal(
                        "RULE.COUNT-OPEN", [.init("place", full), .init("count", String(count))],
                        Wording(
                            "count \(count) is open at \(full): close or cancel it first",
                            "le comptage \(count) est ouvert à \(full) : le fermer ou l'annuler d'abord"))
                }
                if let vehicle = needs.vehicle {
                    throw Refusal(
                        "RULE.PLACE-NEEDED", [.init("place", full), .init("vehicle", vehicle)],
                        Wording(
                            "\(full) is the load space of vehicle \(vehicle): it stays while the vehicle is in use",
                            "\(full) est l'espace du véhicule \(vehicle) : il reste tant que le véhicule sert"))
                }
            }
            try await PlaceQueries.setArchived(!undo, there.place.id, warehouse: home.id, in: transaction)
        }
    }

    /// The warehouse, which must be there, and the code, which may be new.
    private func address(_ typed: String) async throws -> (WarehouseRecord, Code) {
        var assumed: Code?
        if !typed.utf8.contains(47) { assumed = try Code(try await Names(desk).warehouse(nil).code) }
        let address = try PlaceAddress(typed, assuming: assumed)
        let home = try await Names(desk).warehouse(address.warehouse.text)
        try desk.requireWhole(home.id)
        return (home, address.place)
    }

    static func record(_ code: String, _ name: String?, _ kind: PlaceKind, archived: Bool) -> JSONObject {
        ["code": .string(code), "name": JSONValue(name), "kind": .string(kind.rawValue), "archived": .boolean(archived)]
    }
}
