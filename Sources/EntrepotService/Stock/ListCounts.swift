import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Counts by their numbers: who changes shift finds what is open.
package struct ListCounts: Sendable {
    /// The keys of its records, in order.
    package static let keys = ["count", "place", "count_state", "opened_at", "opened_by", "entered", "counters", "ended_at", "ended_by"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Counts of a place, a warehouse or everywhere, the newest first.
    package func run(place text: String?, warehouse code: String?, all: Bool, _ page: Page) async throws -> Answer {
        let names = Names(desk)
        var place: Identifier<Place>?
        let warehouses: [WarehouseRecord]
        if let text {
            let found = try await names.anyPlace(text)
            place = found.place.place.id
            warehouses = [found.warehouse]
        } else if let code {
            warehouses = [try await names.warehouse(code)]
        } else {
            warehouses = try await names.everyWarehouse()
        }
        let before = try page.number(of: "count list")
        var rows: [StockCountHead] = []
        for warehouse in warehouses {
            rows += try await StockCountQueries.list(
                warehouse.id, place: place, all: all, before: before, limit: page.wanted, from: desk.source)
        }
        if warehouses.count > 1 { rows.sort { $0.id > $1.id } }
        var answer = page.answer(rows, cursor: { String($0.id) }) { row in
            JSONObject(
                keys: Self.keys,
                values: [
                    .integer(row.id), .string(desk.catalogue.place(row.place)?.place.address ?? ""), .string(row.state),
                    .string(row.openedAt.description), .string(row.openedBy), .integer(row.entered), .string(row.counters),
                    JSONValue(row.endedAt?.description), JSONValue(row.endedBy),
                ])
        }
        if answer.records.isEmpty, !all {
            answer.sentence = Wording(
                "no count is open; \(en: .countOpen) place=… begins one",
                "aucun comptage ouvert ; \(fr: .countOpen) emplacement=… en commence un"
            )
        }
        return answer
    }
}
