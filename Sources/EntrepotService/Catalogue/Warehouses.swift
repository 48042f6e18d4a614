import EntrepotStore
import Measures
import PlainJSON
import PostgresClient
import Speech
import StockLedger

/// What was said of a new warehouse; nil is not said.
package struct WarehouseWords: Sendable, Equatable {
    package var code: String
    package var name: String?
    /// A name of the IANA time zone database.
    package var timeZone: String?
    /// Degrees as typed, with a comma or a dot.
    package var latitude: String?
    package var longitude: String?

    package init(code: String) {
        self.code = code
    }
}

/// Warehouses: adding, listing, taking out of use.
package struct Warehouses: Sendable {
    let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a warehouse's record.
    package static let keys = ["code", "name", "timezone", "lat", "lon", "archived"]

    /// Adds a warehouse with its books, its quarantine and the places of the world outside.
    package func add(_ words: WarehouseWords) async throws -> Answer {
        let code = try CatalogueWords.code(words.code, figure: "code")
        try desk.requireEverything()
        let name = try CatalogueWords.name(words.name)
        let position = try Self.position(words.latitude, words.longitude)
        let zone = words.timeZone ?? "Europe/Paris"
        let write = CatalogueWrite(desk)
        let answer = Answer(
            records: [Self.record(code.text, name ?? code.text, zone: zone, position, archived: false)],
            pairs: ["code": .string(code.text)],
            Wording(
                "warehouse \(code) has its books, days begin at 04:00 \(zone)",
                "l'entrepôt \(code) a ses comptes, les jours commencent à 04:00 \(zone)"))
        return try await write.make(
            known: { fresh in
                guard let there = try await write.snapshot(fresh: fresh).warehouse(code.text) else { return nil }
                try Self.compare(words, name: name, position: position, with: there)
                return Answer(
                    records: [Self.record(there.code, there.name, zone: there.timeZone, there.position, archived: false)],
                    pairs: ["code": .string(code.text)], Wording("warehouse \(code) was there already", "l'entrepôt \(code) y était déjà"))
            }, answer
        ) { transaction in
            do {
                _ = try await transaction.savepoint { inner in
                    try await WarehouseQueries.create(code: code, name: name ?? code.text, timeZone: zone, position: position, in: inner)
                }
                return true
            } catch let error as PostgresError where error.constraint == "warehouse_code_is_unique" {
                return false
            }
        }
    }

    /// Warehouses in order of code.
    package func list(withArchived: Bool = false, _ page: Page) async throws -> Answer {
        let all = try await desk.store.catalogue.read(through: desk.source).warehouses.filter { withArchived || !$0.isArchived }
        return try page.cut(all, list: "warehouse list", by: \.code) {
            Self.record($0.code, $0.name, zone: $0.timeZone, $0.position, archived: $0.isArchived)
        }
    }

    /// Archives a warehouse, refused while stock remains in it; `undo` brings it back.
    package func archive(_ typed: String, undo: Bool) async throws -> Answer {
        try desk.requireEverything()
        let write = CatalogueWrite(desk)
        let named = try await Names(desk).anyWarehouse(typed)
        let snapshot = try await write.snapshot(fresh: true)
        let there = snapshot.warehouse(named.id) ?? named
        let code = there.code
        let answer = Answer(
            records: [Self.record(there.code, there.name, zone: there.timeZone, there.position, archived: !undo)],
            pairs: ["code": .string(code)],
            undo
                ? Wording("warehouse \(code) is in use again", "l'entrepôt \(code) est de nouveau en usage")
                : Wording("warehouse \(code) is archived", "l'entrepôt \(code) est archivé"))
        return try await write.change(isSo: there.isArchived != undo, answer) { transaction in
            if !undo {
                try await WarehouseQueries.lock(there.id, in: transaction)
                let rest = try await RemainingStock.find(.everything, in: there.id, from: transaction)
                guard rest.isEmpty else { throw CatalogueWords.stockRemains(Wording("warehouse", "l'entrepôt"), code, rest) }
                let due = try await TransitQueries.list(to: there.id, movement: nil, from: transaction).filter { $0.due > 0 }
                guard due.isEmpty else { throw Self.transitsDue(code, due, snapshot) }
            }
            try await WarehouseQueries.setArchived(!undo, there.id, in: transaction)
        }
    }

    /// Goods are still on their way to a warehouse that somebody wants to archive: they could be received nowhere.
    private static func transitsDue(_ code: String, _ due: [TransitRow], _ snapshot: CatalogueSnapshot) -> Refusal {
        let shown = due.prefix(8).map { (row: $0, from: snapshot.warehouse($0.from)?.code ?? "") }
        let more = due.count > 8 ? " …" : ""
        let english = shown.map { "#\($0.row.movement): \($0.row.due) \($0.row.unit) \($0.row.sku) from \($0.from)" }
        let french = shown.map { "#\($0.row.movement) : \($0.row.due) \($0.row.unit) \($0.row.sku) de \($0.from)" }
        var transits: [Int64] = []
        for row in due where !transits.contains(row.movement) { transits.append(row.movement) }
        return Refusal(
            "RULE.TRANSIT-DUE", [.init("code", code), .init("transits", transits.prefix(8).map(String.init).joined(separator: ","))],
            Wording(
                "goods are on their way to warehouse \(code) (\(english.joined(separator: ", "))\(more)): receive them, or say lost=, first",
                "des biens sont en route vers l'entrepôt \(code) (\(french.joined(separator: ", "))\(more)) : les recevoir, ou dire perdu=, d'abord"
            ))
    }

    private static func compare(_ words: WarehouseWords, name: String?, position: Coordinate?, with there: WarehouseRecord) throws {
        func text(_ position: Coordinate?) -> String { position.map { "\($0.latitude),\($0.longitude)" } ?? "" }
        let kind = Wording("warehouse", "l'entrepôt")
        let differences: [(isSaid: Bool, name: String, stored: String, wanted: String)] = [
            (name != nil, "name", there.name, name ?? ""), (words.timeZone != nil, "timezone", there.timeZone, words.timeZone ?? ""),
            (position != nil, "position", text(there.position), text(position)),
        ]
        for one in differences where one.isSaid && one.stored != one.wanted {
            throw CatalogueWords.exists(kind, there.code, differs: one.name, stored: one.stored, wanted: one.wanted)
        }
        if there.isArchived {
            throw CatalogueWords.existsArchived(kind, there.code, command: CommandWords.warehouseArchive)
        }
    }

    /// Degrees as typed; both or none.
    static func position(_ latitude: String?, _ longitude: String?) throws -> Coordinate? {
        guard latitude != nil || longitude != nil else { return nil }
        func degrees(_ text: String?) -> Double? {
            guard let text else { return nil }
            let plain = String(text.map { $0 == "," ? "." : $0 })
            let isPlain = plain.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 || $0 == 43 }
            return isPlain ? Double(plain) : nil
        }
        guard let north = degrees(latitude), let east = degrees(longitude), let position = try? Coordinate(latitude: north, longitude: east)
        else {
            throw Refusal(
                "ARG.VALUE", [.init("lat", latitude ?? ""), .init("lon", longitude ?? "")],
                Wording(
                    "a position is lat and lon together, in degrees: lat=50.95 lon=1.85",
                    "une position est lat et lon ensemble, en degrés : lat=50,95 lon=1,85"))
        }
        return position
    }

    static func record(_ code: String, _ name: String, zone: String, _ position: Coordinate?, archived: Bool) -> JSONObject {
        func degrees(_ value: Double?) -> JSONValue { value.map { JSONValue.decimal("\($0)") } ?? .null }
        return [
            "code": .string(code), "name": .string(name), "timezone": .string(zone), "lat": degrees(position?.latitude),
            "lon": degrees(position?.longitude), "archived": .boolean(archived),
        ]
    }
}
