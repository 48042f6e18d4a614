import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// The books themselves: what happened, when, by whom.
package struct ShowMovements: Sendable {
    /// The keys of a movement record, in order.
    package static let keys = [
        "movement", "reason", "occurred_at", "recorded_at", "by", "lines", "reverses", "reversed_by", "corrects", "corrected_by",
        "replaces", "replaced_by", "because",
        "round",
        "count", "approver", "note", "position",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Movements, the last recorded first: of one warehouse, or of all of them together.
    package func list(
        item: String?, lot: String? = nil, place: String?, warehouse code: String?, reason: String?, by: String?, from: String?,
        until: String?, _ page: Page
    ) async throws -> Answer {
        let names = Names(desk)
        var filter = MovementFilter(limit: page.wanted)
        let warehouses: [WarehouseRecord]
        if let place {
            let found = try await names.anyPlace(place)
            filter.place = found.place.place.id
            warehouses = [found.warehouse]
        } else if let code {
            warehouses = [try await names.warehouse(code)]
        } else {
            warehouses = try await names.everyWarehouse()
        }
        if let item { filter.item = try await names.anyItem(item).item.id }
        filter.lotCode = lot
        filter.reason = reason
        filter.actor = by
        filter.before = try page.number(of: "movement list")
        var rows: [MovementRow] = []
        for warehouse in warehouses {
            // A day is each warehouse's own.
            if let from {
                filter.from = try await Moments(desk).startOfDay(from, warehouse: warehouse)
            }
            if let until { filter.until = try await Moments(desk).endOfDay(until, warehouse: warehouse) }
            rows += try await MovementQueries.list(filter, warehouse: warehouse.id, from: desk.source)
        }
        // Movements are numbered as they are recorded, in one row for the whole house.
        if warehouses.count > 1 { rows.sort { $0.id > $1.id } }
        return page.answer(rows, cursor: { String($0.id) }) { Self.record($0, withLines: false) }
    }

    /// One movement with every line.
    package func show(_ id: Int64) async throws -> Answer {
        var filter = MovementFilter(limit: 1)
        filter.movement = id
        guard let home = try await MovementQueries.warehouse(of: id, from: desk.source),
            let row = try await MovementQueries.list(filter, warehouse: home, from: desk.source).first
        else {
            throw Refusal(
                "NOTFOUND.MOVEMENT", [.init("movement", String(id))],
                Wording("there is no movement \(id): see \(en: .movementList)", "pas de mouvement \(id) : voir \(fr: .movementList)"))
        }
        return Answer(records: [Self.record(row, withLines: true)])
    }

    private static func record(_ row: MovementRow, withLines: Bool) -> JSONObject {
        let lines: JSONValue =
            withLines
            ? .array(
                row.lines.map { line in
                    .object([
                        "item": .string(line.sku), "lot": .string(line.lotCode), "owner": .string(line.owner),
                        "from": .string(line.fromAddress),
                        "to": .string(line.toAddress), "qty": .integer(line.quantity), "unit": .string(line.unit),
                    ])
                })
            : .string(
                row.lines.prefix(3).map { "\($0.quantity) \($0.unit) \($0.sku) \($0.fromAddress) → \($0.toAddress)" }.joined(
                    separator: "; ")
                    + (row.lines.count > 3 ? "; …" : ""))
        return JSONObject(
            keys: keys,
            values: [
                .integer(row.id), .string(row.reason), .string(row.occurredAt.description), .string(row.recordedAt.description),
                .string(row.actor),
                lines, JSONValue(row.reverses), JSONValue(row.reversedBy), JSONValue(row.corrects),
                row.correctedBy.isEmpty ? .null : .string(row.correctedBy.map(String.init).joined(separator: ",")),
                JSONValue(row.replaces), JSONValue(row.replacedBy), JSONValue(row.because),
                JSONValue(row.round), JSONValue(row.count), JSONValue(row.approver), JSONValue(row.note), JSONValue(row.position),
            ])
    }
}
