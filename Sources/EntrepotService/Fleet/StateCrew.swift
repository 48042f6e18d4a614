import EntrepotStore
import Measures
import PlainJSON
import RoundPlanning
import Speech
import StockLedger

/// Who is there for rounds on a day.
package struct StateCrew: Sendable {
    /// What is said of a day's crew.
    package struct Words: Sendable {
        /// A day as written.
        package var date: String
        package var warehouse: String?
        package var organisation: String?
        package var drivers: Int64
        package var volunteers: Int64
        package var women: Int64 = 0
        /// Names with commas between them.
        package var skills: String?

        package init(date: String, drivers: Int64, volunteers: Int64) {
            self.date = date
            self.drivers = drivers
            self.volunteers = volunteers
        }
    }

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// States the crew of a day.
    package func run(_ words: Words) async throws -> Answer {
        let warehouse = try await Names(desk).warehouse(words.warehouse)
        let organisation: OrganisationRecord? = if let code = words.organisation { try await Names(desk).organisation(code) } else { nil }
        try desk.requireRound(of: organisation?.id, in: warehouse.id)
        guard words.women <= words.drivers + words.volunteers else {
            throw Refusal(
                "ARG.VALUE", [.init("women", String(words.women))],
                Wording("women= counts among drivers and volunteers", "femmes= se compte parmi les conducteurs et les bénévoles"))
        }
        return try await desk.once(in: warehouse.id, of: .round(of: organisation?.id)) { desk in
            let transaction = try desk.requireTransaction
            let crew = Crew(
                date: try await Moments(desk).day(words.date, .planned, figure: "date", warehouse: warehouse), drivers: Int(words.drivers),
                volunteers: Int(words.volunteers),
                women: Int(words.women), skills: (words.skills ?? "").split(separator: ",").map { String($0).lowercased() })
            let drivers = Wording.counted(words.drivers, Wording("driver", "conducteur"))
            let volunteers = Wording.counted(words.volunteers, Wording("volunteer", "bénévole"))
            try await CrewQueries.set(crew, organisation: organisation?.id, warehouse: warehouse.id, in: transaction)
            return Answer(
                records: [CrewAnswer.record(CrewRecord(organisation: organisation?.code, crew: crew))],
                pairs: ["date": .string(crew.date.description)],
                Wording("\(crew.date): \(drivers.english), \(volunteers.english)", "\(crew.date) : \(drivers.french), \(volunteers.french)")
            )
        }
    }
}
