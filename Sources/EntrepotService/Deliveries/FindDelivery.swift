import EntrepotStore
import Measures
import Speech

/// Finds a delivery by its number. One that the person may not know of does not exist for them.
struct FindDelivery: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The number of a delivery as people write it, `12` or `#12`; nil for other words.
    static func number(_ text: String) -> Int64? {
        let digits = text.utf8.first == UInt8(ascii: "#") ? text.dropFirst() : Substring(text)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The delivery of a number, with its warehouse.
    func find(_ number: Int64) async throws -> (row: DeliveryRow, warehouse: WarehouseRecord) {
        let row = try await desk.reading { desk -> DeliveryRow? in
            guard let home = try await DeliveryQueries.warehouse(of: number, from: desk.source) else { return nil }
            return try await DeliveryQueries.list(warehouse: home, delivery: number, limit: 1, from: desk.source).first
        }
        guard let row, let warehouse = desk.catalogue.warehouse(row.warehouse) else {
            throw Refusal(
                "NOTFOUND.DELIVERY", [.init("delivery", String(number))],
                Wording(
                    "there is no delivery \(number): see \(en: .deliveryList), or open one with \(en: .deliveryOpen)",
                    "pas de livraison \(number) : voir \(fr: .deliveryList), ou en ouvrir une avec \(fr: .deliveryOpen)"))
        }
        return (row, warehouse)
    }

    /// A delivery that takes lines, in the warehouse where they are put.
    func open(_ number: Int64, in warehouse: WarehouseRecord) async throws -> DeliveryRow {
        let (row, home) = try await find(number)
        guard home.id == warehouse.id else {
            throw Refusal(
                .argumentValue, [.init("delivery", String(number)), .init("warehouse", home.code)],
                Wording(
                    "delivery \(number) came to \(home.code): name a place there",
                    "la livraison \(number) est arrivée à \(home.code) : y nommer un emplacement"
                ))
        }
        guard let by = row.closedBy else { return row }
        throw Refusal(
            "RULE.DELIVERY-CLOSED", [.init("delivery", String(number)), .init("by", by)],
            Wording(
                "delivery \(number) was closed by \(by) and its note is made: open another with \(en: .deliveryOpen) for what is found late",
                "la livraison \(number) a été close par \(by) et son bon est fait : en ouvrir une autre avec \(fr: .deliveryOpen) pour ce qui vient en retard"
            ))
    }
}
