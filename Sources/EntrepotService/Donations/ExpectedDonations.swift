import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// What is expected, the next first.
package struct ExpectedDonations: Sendable {
    /// The keys of its record, in order. `qty` was announced, `arrived` counts by now, `due` is still to come.
    package static let keys = [
        "expected", "donor", "item", "qty", "arrived", "due", "unit", "on", "late", "owner", "place", "warehouse", "state", "by", "note",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// What is still to come; with `all` also what came or was withdrawn.
    package func list(donor: String?, item sku: String?, warehouse: String?, all: Bool, _ page: Page) async throws -> Answer {
        let of: Identifier<Donor>? = if let donor { try await FindDonor(desk).forReading(donor) } else { nil }
        var items: [Identifier<Item>]?
        if let sku {
            let item = try await Names(desk).anyItem(sku)
            items = [item.item.id] + desk.catalogue.variants(of: item.item.id).map(\.item.id)
        }
        let warehouses: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else { try await Names(desk).everyWarehouse() }
        var records: [JSONObject] = []
        for home in warehouses {
            for row in try await ExpectedQueries.list(warehouse: home.id, donor: of, items: items, ended: all, from: desk.source) {
                records.append(try await record(row, home))
            }
        }
        records.sort { ($0.text("on") ?? "", $0.integer("expected") ?? 0) < ($1.text("on") ?? "", $1.integer("expected") ?? 0) }
        var answer = try page.cut(records, list: "donation expected", cursor: { String($0.integer("expected") ?? 0) }) { $0 }
        let late = Int64(records.count { $0["late"] == .boolean(true) })
        if late > 0 {
            answer.pairs["late"] = .integer(late)
            answer.sentence = Wording("\(late) late", "\(late) en retard")
        }
        return answer
    }

    /// An announcement of a number, with its warehouse; one for others does not exist for the person.
    func find(_ number: Int64) async throws -> (row: ExpectedRow, warehouse: WarehouseRecord) {
        let row = try await desk.reading { desk -> ExpectedRow? in
            guard let home = try await ExpectedQueries.warehouse(of: number, from: desk.source) else { return nil }
            return try await ExpectedQueries.list(warehouse: home, expected: number, ended: true, from: desk.source).first
        }
        guard let row, let warehouse = desk.catalogue.warehouse(row.warehouse) else {
            throw Refusal(
                "NOTFOUND.EXPECTED", [.init("expected", String(number))],
                Wording(
                    "nothing was announced as \(number): see \(en: .donationExpected)",
                    "rien n'est annoncé sous le numéro \(number) : voir \(fr: .donationExpected)"
                ))
        }
        return (row, warehouse)
    }

    /// Holds an announcement that is still open; throws `RULE.EXPECTED-ENDED` when it is not.
    func hold(_ row: ExpectedRow, _ warehouse: WarehouseRecord) async throws {
        guard try await !ExpectedQueries.hold(row.id, warehouse: warehouse.id, in: desk.requireTransaction) else { return }
        throw Refusal(
            "RULE.EXPECTED-ENDED", [.init("expected", String(row.id)), .init("arrived", String(row.arrived))],
            Wording(
                "\(row.id) is not expected any more: book what came with \(en: .donationReceive)",
                "\(row.id) n'est plus attendu : enregistrer ce qui est arrivé avec \(fr: .donationReceive)"))
    }

    func record(_ row: ExpectedRow, _ warehouse: WarehouseRecord) async throws -> JSONObject {
        let isOpen = row.outcome == nil
        let today = try await Moments(desk).today(warehouse)
        return JSONObject(
            keys: Self.keys,
            values: [
                .integer(row.id), .string(row.donor), .string(row.sku), .integer(row.quantity), .integer(row.arrived),
                .integer(isOpen ? max(0, row.quantity - row.arrived) : 0), .string(row.unit), .string(row.due.description),
                .boolean(isOpen && row.due < today), .string(row.ownerCode),
                JSONValue(row.place.flatMap { desk.catalogue.place($0)?.place.address }), .string(warehouse.code),
                .string(row.outcome ?? "expected"), .string(row.announcedBy), JSONValue(row.note),
            ])
    }
}
