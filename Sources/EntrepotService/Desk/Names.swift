package import EntrepotStore
import Measures
import Speech
import StockLedger

/// Finds what people name, by code, name, alias or barcode, and teaches the nearest names when it is not there.
///
/// A code wins over names; two things that bear a name alike are asked about, never chosen from. What was found is told by its code.
/// A name that the catalogue in memory does not have is looked up once more after reading the catalogue anew: another daemon
/// may have made it a moment ago.
package struct Names: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    private func found<Record>(_ look: (CatalogueSnapshot) throws -> Record?) async throws -> Record? {
        if let record = try look(desk.catalogue) { return record }
        // A line of a batch may name what a line before it made, which only its own transaction can see.
        guard desk.transaction == nil else { return try look(try await desk.store.catalogue.read(through: desk.source)) }
        return try look(try await desk.store.catalogue.reload())
    }

    // MARK: Items

    /// A live item, by any of its names; archived ones are refused.
    package func item(_ name: String) async throws -> ItemRecord {
        let record = try await anyItem(name)
        guard !record.isArchived else { throw archived("item", record.item.sku.text, Wording("the item", "l'article"), .itemArchive) }
        return record
    }

    /// An item by any of its names, archived or not, for reading.
    package func anyItem(_ name: String) async throws -> ItemRecord {
        if let record = try await found({ try Self.item(name, in: $0) }) { return record }
        throw Refusal.notFound(
            "NOTFOUND.ITEM", Wording("item", "article"), name,
            nearest: NameReading.nearest(
                to: name,
                among: desk.catalogue.items.filter { !$0.isArchived }.map {
                    ($0.item.sku.text, [$0.name] + ($0.frenchName.map { [$0] } ?? []) + $0.aliases)
                }), figure: "item")
    }

    /// By its code, else by a name, alias or barcode; a parent stands for sizes that bear its name.
    static func item(_ name: String, in catalogue: CatalogueSnapshot) throws -> ItemRecord? {
        if let exact = catalogue.item(name) { return exact }
        let found = catalogue.items(named: name)
        let parent = found.first { one in
            !one.isArchived && found.allSatisfy { $0.item.id == one.item.id || $0.parent == one.item.id }
        }
        if let parent { return parent }
        return try NameReading.one(found, typed: name, figure: "item", isArchived: \.isArchived) { ($0.item.sku.text, $0.name) }
    }

    // MARK: Organisations and warehouses

    /// A live organisation, by its code or name.
    package func organisation(_ name: String, figure: String = "organisation") async throws -> OrganisationRecord {
        let record = try await anyOrganisation(name, figure: figure)
        guard !record.isArchived else {
            throw archived(figure, record.code, Wording("the organisation", "l'association"), .organisationArchive)
        }
        return record
    }

    /// An organisation by its code or name, archived or not.
    package func anyOrganisation(_ name: String, figure: String = "organisation") async throws -> OrganisationRecord {
        let record = try await found { catalogue in
            if let exact = catalogue.organisation(name) { return exact }
            return try NameReading.one(catalogue.organisations(named: name), typed: name, figure: figure, isArchived: \.isArchived) {
                ($0.code, $0.name)
            }
        }
        if let record { return record }
        throw Refusal.notFound(
            "NOTFOUND.ORGANISATION", Wording("organisation", "association"), name,
            nearest: NameReading.nearest(to: name, among: desk.catalogue.organisations.map { ($0.code, [$0.name]) }), figure: figure)
    }

    /// The warehouse named, by its code or name, or the only one there is.
    package func warehouse(_ name: String?) async throws -> WarehouseRecord {
        guard let name else {
            let live = try await liveWarehouses()
            if live.count == 1 { return live[0] }
            if let home = home(among: live) { return home }
            throw Refusal(
                "ARG.MISSING", [.init("arg", "warehouse")],
                Wording(
                    "say which warehouse: \(live.map(\.code).joined(separator: ", "))",
                    "dire quel entrepôt : \(live.map(\.code).joined(separator: ", "))"))
        }
        let record = try await anyWarehouse(name)
        guard !record.isArchived else {
            throw archived("warehouse", record.code, Wording("the warehouse", "l'entrepôt"), .warehouseArchive)
        }
        return record
    }

    /// A warehouse by its code or name, archived or not.
    package func anyWarehouse(_ name: String) async throws -> WarehouseRecord {
        if let record = try await warehouseIfNamed(name) { return record }
        throw Refusal.notFound(
            "NOTFOUND.WAREHOUSE", Wording("warehouse", "entrepôt"), name,
            nearest: NameReading.nearest(to: name, among: desk.catalogue.warehouses.map { ($0.code, [$0.name]) }), figure: "warehouse")
    }

    /// The warehouse of a code or name; nil when none bears it.
    package func warehouseIfNamed(_ name: String) async throws -> WarehouseRecord? {
        try await found { catalogue in
            if let exact = catalogue.warehouse(name) { return exact }
            return try NameReading.one(
                catalogue.warehouses(named: name), typed: name, figure: "warehouse", isArchived: \.isArchived
            ) { ($0.code, $0.name) }
        }
    }

    /// Every warehouse there is or was, in order of code.
    package func everyWarehouse() async throws -> [WarehouseRecord] {
        let known = desk.catalogue.warehouses
        if !known.isEmpty, desk.transaction == nil { return known }
        return try await desk.store.catalogue.read(through: desk.source).warehouses
    }

    /// The warehouses in use that the person reaches.
    private func liveWarehouses() async throws -> [WarehouseRecord] {
        func isMeant(_ warehouse: WarehouseRecord) -> Bool { !warehouse.isArchived && desk.scope.warehouses.contains(warehouse.id) }
        let known = desk.catalogue.warehouses.filter(isMeant)
        if !known.isEmpty { return known }
        return try await desk.store.catalogue.read(through: desk.source).warehouses.filter(isMeant)
    }

    /// The warehouse that the person means unless they say otherwise, when it is one of these.
    private func home(among warehouses: [WarehouseRecord]) -> WarehouseRecord? {
        desk.speaker.home.flatMap { home in warehouses.first { $0.code == home } }
    }

    // MARK: Places

    /// A place written `WAREHOUSE/PLACE`, each by code or name; or a place alone, where only one can be meant.
    package func place(_ text: String, figure: String = "place") async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        let record = try await anyPlace(text, figure: figure)
        guard !record.place.isArchived else {
            throw archived(figure, record.place.place.address, Wording("the place", "l'emplacement"), .placeArchive)
        }
        return record
    }

    /// A place, archived or not, for reading.
    package func anyPlace(_ text: String, figure: String = "place") async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            let live = try await liveWarehouses()
            guard live.count == 1 else { return try await placeAlone(text, among: live, figure: figure) }
            return (try await place(text, in: live[0], figure: figure), live[0])
        }
        // What has no words on both sides is no place at all, and is told how one is written.
        if parts.contains(where: { NameKey($0).isEmpty }) { _ = try PlaceAddress(text) }
        let home = try await warehouse(parts[0])
        return (try await place(parts[1], in: home, figure: figure), home)
    }

    /// A place of a warehouse by its code or name.
    private func place(_ name: String, in home: WarehouseRecord, figure: String) async throws -> PlaceRecord {
        let record = try await found { catalogue in
            if let exact = catalogue.place("\(home.code)/\(name)") { return exact }
            return try NameReading.one(
                catalogue.places(named: name).filter { $0.warehouse == home.id }, typed: name, figure: figure, isArchived: \.isArchived
            ) { ($0.place.address, $0.name) }
        }
        if let record { return record }
        throw unknownPlace("\(home.code)/\(name)", name: name, in: [home], figure: figure)
    }

    /// A place whose warehouse is not said: the only one of its code that the person reaches, else the only one of its name; of several the
    /// one where the person means to be.
    private func placeAlone(
        _ name: String, among homes: [WarehouseRecord], figure: String
    ) async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        let record = try await found { catalogue -> PlaceRecord? in
            let exact = homes.compactMap { catalogue.place("\($0.code)/\(name)") }.filter { !$0.isArchived }
            let meant =
                exact.isEmpty
                ? catalogue.places(named: name).filter { place in homes.contains { $0.id == place.warehouse } && !place.isArchived } : exact
            guard meant.count > 1 else { return meant.first }
            let atHome = home(among: homes).map { home in meant.filter { $0.warehouse == home.id } } ?? []
            if atHome.count == 1 { return atHome[0] }
            let list = meant.prefix(8).map { place in place.name.map { "\(place.place.address) (\($0))" } ?? place.place.address }
            throw Refusal(
                .argumentAmbiguous,
                [.init(figure, name), .init("readings", meant.prefix(8).map(\.place.address).joined(separator: ","))],
                Wording(
                    "«\(name)» may be \(list.joined(separator: " or ")): write the one that is meant",
                    "« \(name) » peut être \(list.joined(separator: " ou ")) : écrire celui qu'il faut"))
        }
        if let record, let home = homes.first(where: { $0.id == record.warehouse }) { return (record, home) }
        throw unknownPlace(name, name: name, in: homes, figure: figure)
    }

    private func unknownPlace(_ typed: String, name: String, in homes: [WarehouseRecord], figure: String) -> Refusal {
        let known = desk.catalogue.places.filter { place in !place.isArchived && homes.contains { $0.id == place.warehouse } }
        var nearest = NearestWords.nearest(to: typed, among: known.map(\.place.address))
        for address in NameReading.nearest(
            to: name, among: known.map { ($0.place.address, [$0.place.code.text] + ($0.name.map { [$0] } ?? [])) })
        where nearest.count < 3 && !nearest.contains(address) { nearest.append(address) }
        return Refusal.notFound("NOTFOUND.PLACE", Wording("place", "emplacement"), typed, nearest: nearest, figure: figure)
    }

    /// A place, or a whole warehouse when that is what was named, for reading.
    package func placeOrWarehouse(_ text: String) async throws -> (place: PlaceRecord?, warehouse: WarehouseRecord) {
        if !text.utf8.contains(47) {
            if let home = desk.catalogue.warehouse(text) { return (nil, home) }
            if let home = try await warehouseIfNamed(text) { return (nil, home) }
        }
        let (place, home) = try await anyPlace(text)
        return (place, home)
    }

    /// A category that some item has; what none has is refused, never answered with nothing.
    package func category(_ text: String) async throws -> String {
        let folded = FoldedText(text)
        if let known = try await found({ $0.items.first { FoldedText($0.category) == folded }?.category }) { return known }
        throw Refusal.notFound(
            "NOTFOUND.CATEGORY", Wording("category", "catégorie"), text,
            nearest: NearestWords.nearest(to: text, among: Set(desk.catalogue.items.map(\.category)).sorted()), figure: "category")
    }

    /// A place that holds stock, not one of the outside world.
    package func shelf(_ text: String, figure: String = "place") async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        let found = try await place(text, figure: figure)
        guard found.place.place.kind.isInside else {
            throw Refusal(
                "RULE.PLACE-OUTSIDE", [.init(figure, found.place.place.address), .init("kind", found.place.place.kind.rawValue)],
                Wording(
                    "\(found.place.place.address) is not a shelf but the world outside: name a bin, the quarantine or a vehicle",
                    "\(found.place.place.address) n'est pas un rayon mais le monde extérieur : nommer un emplacement, la quarantaine ou un véhicule"
                ))
        }
        return found
    }

    /// A grant that goods may still come in under; a closed one is refused. What memory calls closed is asked of the database once more:
    /// another daemon, or a line before this one, may have opened it again.
    package func openGrant(_ code: String) async throws -> GrantRecord {
        let record = try await grant(code)
        guard record.isClosed, try await GrantQueries.rows(code: record.code, from: desk.source).first?.isClosed ?? true else {
            return record
        }
        throw Refusal(
            "RULE.GRANT-CLOSED", [.init("grant", record.code)],
            Wording(
                "the grant \(record.code) is closed and takes no new goods: name another or leave grant= out, or open it again with "
                    + "«\(en: .grantClose) \(record.code) undo=yes»",
                "la subvention \(record.code) est close et ne prend plus de biens : en nommer une autre ou enlever subvention=, ou la rouvrir avec "
                    + "« \(fr: .grantClose) \(record.code) rétablir=oui »"))
    }

    /// A grant, closed or not, of those that the person may know of.
    package func grant(_ code: String) async throws -> GrantRecord {
        let seen: Set<String>? =
            ReadSettings(desk.scope).readsEverything
            ? nil : Set(try await desk.reading { try await GrantQueries.rows(from: $0.source).map(\.code) })
        let named = try await found { catalogue in
            if let exact = catalogue.grant(code) { return exact }
            let key = NameKey(code)
            return try NameReading.one(
                catalogue.grants.filter { grant in
                    (seen?.contains(grant.code) ?? true) && [grant.code, grant.name].contains { $0.map { NameKey($0) == key } ?? false }
                }, typed: code, figure: "grant", isArchived: \.isClosed
            ) { ($0.code, $0.name) }
        }
        guard let record = named, seen?.contains(record.code) ?? true else {
            throw Refusal.notFound(
                "NOTFOUND.GRANT", Wording("grant", "subvention"), code,
                nearest: NearestWords.nearest(to: code, among: seen?.sorted() ?? desk.catalogue.grants.map(\.code)), figure: "grant")
        }
        return record
    }

    /// A lot of an item by its code, or by the batch or serial number printed on it where only one lot carries it.
    package func lot(_ name: String, item: ItemRecord, warehouse: WarehouseRecord) async throws -> NamedLot {
        if let batch = desk.transaction {
            // A line of a batch may name a lot that a line before it made, which only its own transaction can see.
            if let lot = try await LotQueries.lot(code: name, item: item.item.id, warehouse: warehouse.id, from: batch) {
                return NamedLot(lot: lot, code: name)
            }
        } else if let lot = try await desk.store.lots.lot(code: name, item: item.item.id, warehouse: warehouse.id) {
            return lot
        }
        let scope = desk.scope.owners(in: warehouse.id)
        let printed = try await LotQueries.printed(name, item: item.item.id, warehouse: warehouse.id, from: desk.source)
        let lots = try await LotQueries.lots(printed.map(\.lot), warehouse: warehouse.id, from: desk.source)
        let found = printed.compactMap { one in
            lots[one.lot].flatMap { scope.contains($0.owner) ? NamedLot(lot: $0, code: one.code) : nil }
        }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            let list = found.map { "\($0.code) (\(desk.catalogue.organisation($0.lot.owner)?.code ?? ""))" }.joined(separator: ", ")
            throw Refusal(
                .ambiguousCode, [.init("lot", name), .init("lots", found.map(\.code).joined(separator: ","))],
                Wording(
                    "\(name) is printed on goods of several lots: name one of \(list)",
                    "\(name) figure sur des biens de plusieurs lots : en nommer un parmi \(list)"))
        }
        let known = try await LotQueries.knownCodes(item: item.item.id, owners: scope, warehouse: warehouse.id, from: desk.source)
        throw Refusal.notFound(
            "NOTFOUND.LOT", Wording("lot", "lot"), name, nearest: NearestWords.nearest(to: name, among: known), figure: "lot")
    }

    /// The lots of an item that were named: one by `lot=`, or pieces by their serial numbers.
    package func lots(_ name: String?, serials: [String], item: ItemRecord, warehouse: WarehouseRecord) async throws -> [NamedLot] {
        guard name == nil || serials.isEmpty else {
            throw Refusal(
                .argumentValue, [.init("lot", name ?? ""), .init("serials", String(serials.count))],
                Wording("say lot= or serial=, not both", "dire lot= ou série=, pas les deux"))
        }
        var lots: [NamedLot] = []
        for one in name.map({ [$0] }) ?? serials { lots.append(try await lot(one, item: item, warehouse: warehouse)) }
        return lots
    }

    private func archived(_ figure: String, _ code: String, _ kind: Wording, _ command: CommandWords) -> Refusal {
        Refusal(
            "RULE.ARCHIVED", [.init(figure, code)],
            Wording(
                "\(kind.english) \(code) is archived and takes nothing new: use another, or bring it back with «\(en: command) \(code) undo=yes»",
                "\(kind.french) \(code) est hors d'usage et ne prend plus rien : en choisir un autre, ou le remettre en usage avec "
                    + "« \(fr: command) \(code) rétablir=oui »"))
    }
}
