package import EntrepotStore
import Measures
import Speech
import StockLedger

/// Finds what people name, and teaches the nearest names when it is not there.
///
/// A name that the catalogue in memory does not have is looked up once more after reading the catalogue anew: another daemon
/// may have made it a moment ago.
package struct Names: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    private func found<Record>(_ look: (CatalogueSnapshot) -> Record?) async throws -> Record? {
        if desk.transaction == nil, let record = look(desk.catalogue) { return record }
        if desk.transaction != nil {
            // A line of a batch may name what a line before it made, which only its own transaction can see.
            if let record = look(desk.catalogue) { return record }
            return look(try await desk.store.catalogue.read(through: desk.source))
        }
        return look(try await desk.store.catalogue.reload())
    }

    /// A live item; archived ones are refused.
    package func item(_ sku: String) async throws -> ItemRecord {
        guard let record = try await found({ $0.item(sku) }) else {
            throw Refusal.notFound(
                "NOTFOUND.ITEM", Wording("item", "article"), sku,
                nearest: NearestWords.nearest(
                    to: sku, among: desk.catalogue.items.filter { !$0.isArchived }.map(\.item.sku.text)),
                figure: "item")
        }
        guard !record.isArchived else { throw archived("item", sku, Wording("the item", "l'article"), .itemArchive) }
        return record
    }

    /// An item, archived or not, for reading.
    package func anyItem(_ sku: String) async throws -> ItemRecord {
        if let record = try await found({ $0.item(sku) }) { return record }
        return try await item(sku)
    }

    /// A live organisation.
    package func organisation(_ code: String, figure: String = "organisation") async throws -> OrganisationRecord {
        guard let record = try await found({ $0.organisation(code) }) else {
            throw Refusal.notFound(
                "NOTFOUND.ORGANISATION", Wording("organisation", "association"), code,
                nearest: NearestWords.nearest(to: code, among: desk.catalogue.organisations.map(\.code)), figure: figure)
        }
        guard !record.isArchived else { throw archived(figure, code, Wording("the organisation", "l'association"), .organisationArchive) }
        return record
    }

    /// The warehouse named, or the only one there is.
    package func warehouse(_ code: String?) async throws -> WarehouseRecord {
        guard let code else {
            let live = try await liveWarehouses()
            if live.count == 1 { return live[0] }
            throw Refusal(
                "ARG.MISSING", [.init("arg", "warehouse")],
                Wording(
                    "say which warehouse: \(live.map(\.code).joined(separator: ", "))",
                    "dire quel entrepôt : \(live.map(\.code).joined(separator: ", "))"))
        }
        guard let record = try await found({ $0.warehouse(code) }) else {
            throw Refusal.notFound(
                "NOTFOUND.WAREHOUSE", Wording("warehouse", "entrepôt"), code,
                nearest: NearestWords.nearest(to: code, among: desk.catalogue.warehouses.map(\.code)), figure: "warehouse")
        }
        guard !record.isArchived else { throw archived("warehouse", code, Wording("the warehouse", "l'entrepôt"), .warehouseArchive) }
        return record
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

    /// The warehouse that a place alone can be meant in: the only one that the person reaches, or the only one of those that has such a
    /// place; nil when there is none.
    private func home(ofShort text: String, figure: String) async throws -> WarehouseRecord? {
        let live = try await liveWarehouses()
        if live.count < 2 { return live.first }
        let having = live.filter { home in desk.catalogue.place("\(home.code)/\(text)").map { !$0.isArchived } ?? false }
        guard having.count > 1 else { return having.first }
        let list = having.prefix(8).map { "\($0.code)/\(text)" }
        throw Refusal(
            .argumentAmbiguous, [.init(figure, text), .init("readings", list.joined(separator: ","))],
            Wording(
                "«\(text)» may be \(list.joined(separator: " or ")): write the one that is meant",
                "« \(text) » peut être \(list.joined(separator: " ou ")) : écrire celui qu'il faut"))
    }

    /// A place written `WAREHOUSE/PLACE`, or a place alone when there is one warehouse.
    package func place(_ text: String, figure: String = "place") async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        let record = try await anyPlace(text, figure: figure)
        guard !record.place.isArchived else { throw archived(figure, text, Wording("the place", "l'emplacement"), .placeArchive) }
        return record
    }

    /// A place, archived or not, for reading.
    package func anyPlace(_ text: String, figure: String = "place") async throws -> (place: PlaceRecord, warehouse: WarehouseRecord) {
        var assumed: Code?
        if !text.utf8.contains(47) { assumed = try await home(ofShort: text, figure: figure).flatMap { try? Code($0.code) } }
        let address = try PlaceAddress(text, assuming: assumed)
        let home = try await warehouse(address.warehouse.text)
        guard let record = try await found({ $0.place(address.description) }) else {
            let known = desk.catalogue.places.filter { $0.warehouse == home.id && !$0.isArchived }.map(\.place.address)
            throw Refusal.notFound(
                "NOTFOUND.PLACE", Wording("place", "emplacement"), address.description,
                nearest: NearestWords.nearest(to: address.description, among: known), figure: figure)
        }
        return (record, home)
    }

    /// A place, or a whole warehouse when that is what was named, for reading.
    package func placeOrWarehouse(_ text: String) async throws -> (place: PlaceRecord?, warehouse: WarehouseRecord) {
        if !text.utf8.contains(47), let home = desk.catalogue.warehouse(text) { return (nil, home) }
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
        guard record.isClosed, try await GrantQueries.rows(code: code, from: desk.source).first?.isClosed ?? true else { return record }
        throw Refusal(
            "RULE.GRANT-CLOSED", [.init("grant", code)],
            Wording(
                "the grant \(code) is closed and takes no new goods: name another or leave grant= out, or open it again with "
                    + "«\(en: .grantClose) \(code) undo=yes»",
                "la subvention \(code) est close et ne prend plus de biens : en nommer une autre ou enlever subvention=, ou la rouvrir avec "
                    + "« \(fr: .grantClose) \(code) rétablir=oui »"))
    }

    /// A grant, closed or not, of those that the person may know of.
    package func grant(_ code: String) async throws -> GrantRecord {
        let seen: Set<String>? =
            ReadSettings(desk.scope).readsEverything
            ? nil : Set(try await desk.reading { try await GrantQueries.rows(from: $0.source).map(\.code) })
        guard seen?.contains(code) ?? true, let record = try await found({ $0.grant(code) }) else {
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
