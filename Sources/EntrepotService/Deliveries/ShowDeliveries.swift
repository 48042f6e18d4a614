import EntrepotStore
import Measures
import PlainJSON
package import Speech
import StockLedger

/// Deliveries and their notes.
package struct ShowDeliveries: Sendable {
    /// The keys of a line, in order: as it was counted, and what stands by now.
    package static let keys = [
        "delivery", "line", "movement", "item", "lot", "qty", "unit", "place", "owner", "donor", "condition", "expires", "value",
        "currency",
        "stands", "state",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The newest deliveries first.
    package func list(donor: String?, warehouse: String?, openOnly: Bool, _ page: Page) async throws -> Answer {
        let of: Identifier<Donor>? = if let donor { try await FindDonor(desk).forReading(donor) } else { nil }
        let warehouses: [WarehouseRecord] =
            if let warehouse { [try await Names(desk).warehouse(warehouse)] } else { try await Names(desk).everyWarehouse() }
        let before = try page.number(of: "delivery list")
        var rows: [DeliveryRow] = []
        for home in warehouses {
            rows += try await DeliveryQueries.list(
                warehouse: home.id, donor: of, openOnly: openOnly, before: before, limit: page.wanted, from: desk.source)
        }
        if warehouses.count > 1 { rows.sort { $0.id > $1.id } }
        return page.answer(rows, cursor: { String($0.id) }) { OpenDelivery.record($0, desk) }
    }

    /// The lines of a delivery, in the order in which they came.
    package func show(_ number: Int64) async throws -> Answer {
        let (row, warehouse) = try await FindDelivery(desk).find(number)
        let lines = try await self.lines(number, warehouse)
        let open = Wording("open since it came", "ouverte depuis l'arrivée")
        let closed = Wording(
            "goods received note \(row.noteNumber ?? 0) of \(warehouse.code)",
            "bon de réception \(row.noteNumber ?? 0) de \(warehouse.code)")
        var answer = Answer(
            records: lines.enumerated().map { index, line in
                let of = ListDonations.record(line)
                return JSONObject(
                    keys: Self.keys,
                    values: Self.keys.map { key in
                        switch key {
                        case "delivery": .integer(number)
                        case "line": .integer(Int64(index + 1))
                        default: of[key] ?? .null
                        }
                    })
            },
            pairs: ["delivery": .integer(number)],
            Wording("delivery \(number): ", "livraison \(number) : ") + (row.isOpen ? open : closed)
                + Wording(both: row.donor.map { ", \($0)" } ?? ""))
        if let note = row.noteNumber { answer.pairs["note"] = .integer(note) }
        if !desk.readsWhole(warehouse.id) { answer.pairs["partial"] = .string("yes") }
        return answer
    }

    /// The goods received note as a page of text.
    package func note(_ number: Int64, in language: Language) async throws -> Answer {
        let (row, warehouse) = try await FindDelivery(desk).find(number)
        let page = DeliveryNote(
            row, lines: try await lines(number, warehouse), warehouse: warehouse,
            place: row.place.flatMap { desk.catalogue.place($0)?.place.address },
            came: try await Moments(desk).local(row.cameAt, warehouse), isPart: !desk.readsWhole(warehouse.id))
        var answer = Answer(records: page.text(language).map { ["line": .string($0)] }, pairs: ["delivery": .integer(number)])
        if let note = row.noteNumber { answer.pairs["note"] = .integer(note) }
        return answer
    }

    private func lines(_ number: Int64, _ warehouse: WarehouseRecord) async throws -> [ReceiptRow] {
        var filter = ReceiptFilter([.received, .bought])
        filter.delivery = number
        let asked = filter
        return try await desk.reading { try await ReceiptQueries.list(asked, warehouse: warehouse.id, from: $0.source) }.reversed()
    }
}
