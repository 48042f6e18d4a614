import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What is where, lot by lot: now, or as it was.
package struct ShowLots: Sendable {
    /// The keys of a lot's record, in order.
    package static let keys = ["item", "lot", "place", "owner", "condition", "expires", "on_hand", "reserved", "available", "held", "unit"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The lots of one warehouse, or of all of them one after the other.
    package func run(_ question: StockQuestion, _ page: Page) async throws -> Answer {
        let understood = try await question.understood(desk)
        let warehouses = understood.warehouses
        var (filter, start) = (understood.filter, 0)
        if let after = page.after {
            guard let cursor = Cursor(after), let home = warehouses.firstIndex(where: { $0.code == cursor.warehouse }) else {
                throw page.notACursor("stock")
            }
            filter.after = (cursor.sku, cursor.place, cursor.lot)
            start = home
        }
        var rows: [(row: StockRow, day: CivilDate, home: WarehouseRecord)] = []
        for warehouse in warehouses[start...] {
            var (dated, day) = try await question.dated(filter, in: warehouse, desk)
            dated.limit = page.wanted == Int.max ? Int.max : page.wanted - rows.count
            rows += try await BalanceQueries.stock(dated, warehouse: warehouse.id, from: desk.source).map { ($0, day, warehouse) }
            filter.after = nil
            if rows.count >= page.wanted { break }
        }
        var answer = page.answer(rows, cursor: { Cursor($0.row, $0.home).text }) { record($0.row, on: $0.day) }
        answer.columns = Self.keys
        return answer
    }

    /// What is quarantined or past its date is there, but held: nobody may take it.
    private func record(_ row: StockRow, on day: CivilDate) -> JSONObject {
        let isHeld = desk.catalogue.place(row.place)?.place.kind == .quarantine || row.expires.map { $0 < day } ?? false
        return JSONObject(
            keys: Self.keys,
            values: [
                .string(row.sku), .string(row.lotCode), .string(row.placeAddress), .string(row.owner), .string(row.condition),
                row.expires.map { .string($0.description) } ?? .null, .integer(row.onHand), .integer(row.reserved),
                .integer(isHeld ? 0 : row.onHand - row.reserved), .integer(isHeld ? row.onHand : 0), .string(row.unit),
            ])
    }

    /// Where a page of the list ended.
    private struct Cursor {
        var warehouse: String
        var sku: String
        var place: String
        var lot: Int64

        init(_ row: StockRow, _ home: WarehouseRecord) {
            warehouse = home.code
            sku = row.sku
            place = String(row.placeAddress.split(separator: "/")[1])
            lot = row.lot.number
        }

        /// Nil when the text is none.
        init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let number = Int64(parts[3]) else { return nil }
            (warehouse, sku, place, lot) = (parts[0], parts[1], parts[2], number)
        }

        var text: String { "\(warehouse):\(sku):\(place):\(lot)" }
    }
}
