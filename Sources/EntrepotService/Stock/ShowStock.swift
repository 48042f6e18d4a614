import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What is where: now, or as it was.
package struct ShowStock: Sendable {
    /// What was asked.
    package struct Question: Sendable {
        package var item: String?
        package var place: String?
        package var owner: String?
        package var category: String?
        package var condition: String?
        package var lot: String?
        package var expiringBefore: String?
        package var asOf: String?
        package var knownAt: Int64?
        package var limit: Int
        package var after: String?

        package init(limit: Int) {
            self.limit = limit
        }
    }

    /// The keys of a stock record, in order.
    package static let keys = ["item", "lot", "place", "owner", "condition", "expires", "on_hand", "reserved", "available", "held", "unit"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The stock of one warehouse, or of all of them one after the other.
    package func run(_ question: Question) async throws -> Answer {
        let names = Names(desk)
        var filter = StockFilter(limit: 0)
        var warehouses: [WarehouseRecord]
        if let text = question.place {
            if text.utf8.contains(47) {
                let (place, warehouse) = try await names.anyPlace(text)
                filter.place = place.place.id
                warehouses = [warehouse]
            } else if let warehouse = desk.catalogue.warehouse(text) {
                warehouses = [warehouse]
            } else {
                let (place, warehouse) = try await names.anyPlace(text)
                filter.place = place.place.id
                warehouses = [warehouse]
            }
        } else {
            warehouses = desk.catalogue.warehouses
        }
        if let sku = question.item {
            let item = try await names.anyItem(sku)
            filter.items = [item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id)
        }
        if let owner = question.owner { filter.owner = try await names.organisation(owner, figure: "owner").id }
        filter.category = question.category
        filter.lotCode = question.lot
        if let text = question.condition {
            guard let condition = Condition.typed(FoldedText(text)) else {
                throw Refusal(
                    "ARG.VALUE", [.init("condition", text)],
                    Wording("a condition is new, good, worn or damaged", "un état est neuf, bon, usé ou abîmé"))
            }
            filter.condition = condition
        }
        filter.knownAt = question.knownAt
        let page = Page(after: question.after, limit: question.limit)
        var start = 0
        if let after = page.after {
            guard let cursor = Cursor(after), let home = warehouses.firstIndex(where: { $0.code == cursor.warehouse }) else {
                throw page.notACursor("stock")
            }
            filter.after = (cursor.sku, cursor.place, cursor.lot)
            start = home
        }
        var rows: [(row: StockRow, day: CivilDate, home: WarehouseRecord)] = []
        for warehouse in warehouses[start...] {
            if let day = question.expiringBefore {
                filter.expiringBefore = try await Moments(desk).day(day, .lookedAhead, figure: "expiring-before", warehouse: warehouse)
            }
            if let day = question.asOf {
                filter.asOf = try await Moments(desk).endOfDay(day, figure: "as-of", warehouse: warehouse)
            } else if question.knownAt != nil {
                filter.asOf = desk.now
            }
            filter.limit = page.wanted == Int.max ? Int.max : page.wanted - rows.count
            let found = try await BalanceQueries.stock(filter, warehouse: warehouse.id, from: desk.source)
            // What has expired is told by the day whose stock is shown.
            let day = try await Moments(desk).day(of: filter.asOf ?? desk.now, warehouse)
            rows += found.map { ($0, day, warehouse) }
            filter.after = nil
            if rows.count >= page.wanted { break }
        }
        return page.answer(rows, cursor: { Cursor($0.row, $0.home).text }) { record($0.row, on: $0.day) }
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
