import EntrepotStore
import Measures
import PlainJSON
import Speech
import StockLedger

/// Re-derives every balance from the lines of the books and compares.
package struct VerifyBooks: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// The keys of a fault, in order.
    package static let keys = ["place", "lot", "booked", "derived", "fault"]

    /// Answers that the books are sound, or refuses with `BOOKS.FAULTS` and a row for each fault, so that whoever watches it sees it fail.
    package func run(warehouse code: String?) async throws -> Answer {
        // Who sees a part of the books only would take what is hidden for a fault.
        let warehouses =
            if let code { [try await Names(desk).warehouse(code)] } else {
                desk.catalogue.warehouses.filter { desk.scope.wholeWarehouses.contains($0.id) }
            }
        for warehouse in warehouses { try desk.requireWhole(warehouse.id) }
        var rows: [Figures] = []
        for warehouse in warehouses {
            let faults = try await BookQueries.verify(warehouse.id, from: desk.source)
            let codes = try await LotQueries.codes(faults.compactMap(\.lot), warehouse: warehouse.id, from: desk.source)
            rows += faults.map { fault in
                [
                    .init("place", fault.place.flatMap { desk.catalogue.place($0) }?.place.address ?? warehouse.code),
                    .init("lot", .string(fault.lot.flatMap { codes[$0] } ?? "")),
                    .init("booked", fault.booked.map { .integer($0) } ?? .string("")),
                    .init("derived", fault.derived.map { .integer($0) } ?? .string("")),
                    .init("fault", fault.fault),
                ]
            }
        }
        guard rows.isEmpty else {
            throw Refusal(
                "BOOKS.FAULTS", [.init("faults", .integer(Int64(rows.count))), .init("warehouses", .integer(Int64(warehouses.count)))],
                rows: rows,
                Wording.counted(Int64(rows.count), Wording("fault", "anomalie"))
                    + Wording(
                        ": keep the machine as it is and tell the administrator", " : ne rien changer et prévenir l'administrateur"))
        }
        // What cannot be certain is not mended: a person has to look at it.
        let odd = desk.catalogue.items.filter { !$0.isArchived && !ItemMeasure.isPossible($0.measure.mass, $0.measure.volume) }
            .map(\.item.sku.text).sorted()
        let list = odd.joined(separator: ", ")
        let warnings =
            odd.isEmpty
            ? []
            : [
                Wording(
                    "weight and volume of \(list) cannot both be right (outside 0.02 to 25 kg a litre): see \(en: .itemShow), vans are loaded by them",
                    "poids et volume de \(list) ne peuvent pas être justes ensemble (hors de 0,02 à 25 kg par litre) : voir \(fr: .itemShow), les "
                        + "véhicules sont chargés d'après eux")
            ]
        return Answer(
            pairs: ["faults": .integer(0), "warehouses": .integer(Int64(warehouses.count))],
            Wording("every balance agrees with its lines", "chaque solde s'accorde avec ses lignes"), warnings: warnings)
    }
}
