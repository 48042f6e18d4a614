import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// A van at the door: from here on lines may refer to it, until it is closed and its note is made.
package struct OpenDelivery: Sendable {
    /// What was said; nil is not said.
    package struct Words: Sendable {
        package var donor: String?
        package var place: String?
        package var warehouse: String?
        package var waybill: String?
        package var customs: String?
        package var witness: String?

        package init() {}
    }

    /// The keys of a delivery's record, in order.
    package static let keys = [
        "delivery", "lines", "state", "note", "donor", "waybill", "customs", "witness", "place", "warehouse", "came", "by", "closed_by",
        "remark",
    ]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens a delivery.
    package func run(_ words: Words) async throws -> Answer {
        var place: PlaceRecord?
        let warehouse: WarehouseRecord
        if let text = words.place, text.utf8.contains(47) || words.warehouse == nil {
            (place, warehouse) = try await Names(desk).shelf(text)
        } else {
            warehouse = try await Names(desk).warehouse(words.warehouse)
        }
        if let code = words.warehouse, code != warehouse.code {
            throw Refusal(
                .argumentValue, [.init("place", words.place ?? ""), .init("warehouse", code)],
                Wording(
                    "the place is in \(warehouse.code), not in \(code): leave one out",
                    "l'emplacement est à \(warehouse.code), pas à \(code) : en enlever un")
            )
        }
        try desk.requireReach(of: warehouse.id)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        let donor = try CatalogueWords.name(words.donor, figure: "donor")
        var new = NewDelivery(cameAt: desk.now)
        if let written = desk.entry.occurred { new.cameAt = try await Moments(desk).instant(written, warehouse: warehouse) }
        new.place = place?.place.id
        new.waybill = try Self.paper(words.waybill, "waybill")
        new.customs = try Self.paper(words.customs, "customs")
        new.witness = try Self.paper(words.witness, "witness")
        new.note = desk.entry.note
        let said = new
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            var new = said
            if let donor { new.donor = try await DonorQueries.make(donor, in: transaction) }
            try await OpenDelivery(desk).refuseRepeated(new, warehouse)
            let number = try await DeliveryQueries.open(new, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let row = try await FindDelivery(desk).find(number).row
            return Answer(
                records: [Self.record(row, desk)], pairs: ["delivery": .integer(number)],
                Wording(
                    "delivery \(number) is open: add delivery=\(number) to each \(en: .donationReceive), then type \(en: .deliveryClose) \(number)",
                    "la livraison \(number) est ouverte : ajouter livraison=\(number) à chaque \(fr: .donationReceive), puis taper \(fr: .deliveryClose) \(number)"
                ))
        }
    }

    /// The same van, told a moment ago.
    private func refuseRepeated(_ new: NewDelivery, _ warehouse: WarehouseRecord) async throws {
        guard desk.entry.refusesRepeats, !desk.entry.again else { return }
        let alike = try await desk.reading { try await DeliveryQueries.alike(new, warehouse: warehouse.id, from: $0.source) }
        guard let alike else { return }
        throw Refusal(
            "CONFLICT.LOOKS-REPEATED", [.init("id", String(alike.id)), .init("by", alike.by)],
            Wording(
                "\(alike.by) opened delivery \(alike.id) alike within the last ten minutes: use that one, or add again=yes for a second van",
                "\(alike.by) vient d'ouvrir la même livraison \(alike.id) : l'utiliser, ou ajouter encore=oui pour un deuxième camion"))
    }

    /// What stands on a paper: 1 to 200 characters.
    private static func paper(_ typed: String?, _ figure: String) throws -> String? {
        try CatalogueWords.name(typed, figure: figure)
    }

    static func record(_ row: DeliveryRow, _ desk: Desk) -> JSONObject {
        JSONObject(
            keys: keys,
            values: [
                .integer(row.id), .integer(row.lines), .string(row.isOpen ? "open" : "closed"), JSONValue(row.noteNumber),
                JSONValue(row.donor),
                JSONValue(row.waybill), JSONValue(row.customs), JSONValue(row.witness),
                JSONValue(row.place.flatMap { desk.catalogue.place($0)?.place.address }),
                .string(desk.catalogue.warehouse(row.warehouse)?.code ?? ""), .string(row.cameAt.description), .string(row.openedBy),
                JSONValue(row.closedBy), JSONValue(row.note),
            ])
    }
}
