import EntrepotStore
import Measures
import PlainJSON
package import RoundPlanning
import Speech
import StockLedger

/// Whether a vehicle can go out.
package struct ChangeVehicleStatus: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Says whether a vehicle can go out.
    package func run(_ name: String, status: VehicleStatus, until: String? = nil, warehouse text: String? = nil) async throws
        -> Answer
    {
        let (vehicle, warehouse) = try await SiteNames(desk).vehicle(name, warehouse: text)
        let code = vehicle.vehicle.code
        try desk.requireWhole(warehouse.id)
        return try await desk.once(in: warehouse.id) { desk in
            let transaction = try desk.requireTransaction
            let day: CivilDate? =
                if let until { try await Moments(desk).day(until, .planned, figure: "until", warehouse: warehouse) } else { nil }
            try await VehicleQueries.change(status: status, until: day, vehicle: vehicle.id, warehouse: warehouse.id, in: transaction)
            let records = try await VehicleQueries.all(warehouse: warehouse.id, from: transaction).filter { $0.id == vehicle.id }
            let words = status.words
            var answer = Answer(
                records: records.map { VehicleAnswer.record($0, warehouse) }, pairs: ["vehicle": .string(code)],
                Wording("\(code) is \(words.english)", "\(code) est noté \(status == .broken ? "en panne" : words.french)"))
            guard status != .ready else { return answer }
            let ahead = try await RoundQueries.ahead(
                vehicle: vehicle.id, from: Moments(desk).today(warehouse), until: day, warehouse: warehouse.id, from: transaction)
            answer.tell(
                ahead, standing: Wording("that \(code) was to drive", "que \(code) devait faire"),
                remedy: Wording("cancel them or make the plan anew", "les annuler ou refaire le plan"))
            return answer
        }
    }
}
