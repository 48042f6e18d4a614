import EntrepotStore
import Measures
import PlainJSON
import Speech

/// Closing a delivery: its goods received note gets its number, and no line is added any more.
package struct CloseDelivery: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Closes it; one that is closed already answers with its note, unchanged.
    package func run(_ number: Int64) async throws -> Answer {
        let (row, warehouse) = try await FindDelivery(desk).find(number)
        if let kept = try await desk.replay(in: warehouse.id) { return kept }
        if let note = row.noteNumber { return Self.already(row, note, desk) }
        return try await desk.once(in: warehouse.id, of: .goods) { desk in
            let transaction = try desk.requireTransaction
            let note = try await DeliveryQueries.close(number, by: desk.actor, warehouse: warehouse.id, in: transaction)
            let now = try await FindDelivery(desk).find(number).row
            guard let note else { return Self.already(now, now.noteNumber ?? 0, desk) }
            return Answer(
                records: [OpenDelivery.record(now, desk)], pairs: ["delivery": .integer(number), "note": .integer(note)],
                Wording(
                    "goods received note \(note) of \(warehouse.code), \(now.lines) line\(now.lines == 1 ? "" : "s"): read it with \(en: .deliverySheet) \(number)",
                    "bon de réception \(note) de \(warehouse.code), \(now.lines) ligne\(now.lines == 1 ? "" : "s") : le lire avec \(fr: .deliverySheet) \(number)"
                ))
        }
    }

    private static func already(_ row: DeliveryRow, _ note: Int64, _ desk: Desk) -> Answer {
        Answer(
            records: [OpenDelivery.record(row, desk)], pairs: ["delivery": .integer(row.id), "note": .integer(note)],
            Wording("delivery \(row.id) was closed already, as note \(note)", "la livraison \(row.id) était déjà close, bon \(note)"),
            changed: false)
    }
}
