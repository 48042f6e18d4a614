import EntrepotStore
import Measures
import RoundPlanning
import Speech
import StockLedger

/// A round opened without a plan.
package struct OpenRound: Sendable {
    /// What was said.
    package struct Words: Sendable {
        package var vehicle: String
        /// A day as written; nil is today.
        package var date: String?
        package var stops: [String]
        package var warehouse: String?
        package var organisation: String?

        package init(vehicle: String, date: String? = nil, stops: [String] = [], warehouse: String? = nil, organisation: String? = nil) {
            self.vehicle = vehicle
            self.date = date
            self.stops = stops
            self.warehouse = warehouse
            self.organisation = organisation
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens the round as a draft.
    package func run(_ words: Words) async throws -> Answer {
        let (vehicle, warehouse) = try await SiteNames(desk).vehicle(words.vehicle, warehouse: words.warehouse)
        let organisation: OrganisationRecord? =
            if let code = words.organisation { try await Names(desk).organisation(code) } else { nil }
        return try await desk.once(in: warehouse.id, of: .round(of: organisation?.id)) { inside in
            let transaction = try inside.requireTransaction
            let moments = Moments(desk)
            let date =
                if let written = words.date {
                    try await moments.day(written, .planned, figure: "date", warehouse: warehouse)
                } else { try await moments.today(warehouse) }
            let number = try await RoundQueries.open(
                vehicle: vehicle.id, organisation: organisation?.id, date: date, actor: desk.actor, note: desk.entry.note,
                warehouse: warehouse.id,
                in: transaction)
            try await RoundQueries.record(
                .opening(by: desk.actor), of: number, warehouse: warehouse.id, in: transaction)
            for code in words.stops {
                let site = try await SiteNames(desk).site(code, warehouse: warehouse)
                try await RoundQueries.addStop(site: site.id, to: number, warehouse: warehouse.id, in: transaction)
            }
            var desk = try await RoundDesk(number, inside, warehouse: warehouse)
            try await desk.cautionDriving()
            return try await desk.answer(Wording("round \(number) is open", "la tournée \(number) est ouverte"))
        }
    }
}
