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

    /// One record per fault; none when the books are sound.
    package func run(warehouse code: String?) async throws -> Answer {
        let warehouses = if let code { [try await Names(desk).warehouse(code)] } else { desk.catalogue.warehouses }
        var records: [JSONObject] = []
        for warehouse in warehouses {
            let faults = try await BookQueries.verify(warehouse.id, from: desk.source)
            let codes = try await LotQueries.codes(faults.compactMap(\.lot), warehouse: warehouse.id, from: desk.source)
            records += faults.map { fault in
                [
                    "place": .string(fault.place.flatMap { desk.catalogue.place($0) }?.place.address ?? warehouse.code),
                    "lot": JSONValue(fault.lot.flatMap { codes[$0] }), "booked": JSONValue(fault.booked),
                    "derived": JSONValue(fault.derived),
                    "fault": .string(fault.fault),
                ]
            }
        }
        let text =
            records.isEmpty
            ? Wording("every balance agrees with its lines", "chaque solde s'accorde avec ses lignes")
            : Wording(
                "\(records.count) faults: keep the machine as it is and tell the administrator",
                "\(records.count) anomalies : ne rien changer et prévenir l'administrateur")
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
            records: records, pairs: ["faults": .integer(Int64(records.count)), "warehouses": .integer(Int64(warehouses.count))], text,
            warnings: warnings)
    }
}
