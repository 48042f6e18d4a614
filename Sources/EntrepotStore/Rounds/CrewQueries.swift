package import Measures
package import PostgresClient
package import RoundPlanning
package import StockLedger

/// The people of a day, with whose they are.
package struct CrewRecord: Sendable, Equatable {
    package let organisation: String?
    package let crew: Crew

    package init(organisation: String?, crew: Crew) {
        self.organisation = organisation
        self.crew = crew
    }
}

/// Crews by day.
package enum CrewQueries {
    /// Crews of some days, by day and organisation.
    package static func all(from first: CivilDate, days: Int, warehouse: Identifier<Warehouse>, in source: some QuerySource) async throws
        -> [CrewRecord]
    {
        try await source.query(
            """
            select o.code, c.crew_on, c.drivers, c.volunteers, c.women, c.skills from entrepot.crew as c
            left join entrepot.organisation as o on o.organisation_id = c.organisation_id
            where c.warehouse_id = \(warehouse.number) and c.crew_on >= \(DayNumber(first.dayNumber))
              and c.crew_on < \(DayNumber(first.adding(days: days).dayNumber))
            order by c.crew_on, o.code nulls first
            """
        ) { row in
            CrewRecord(
                organisation: try row.get(0),
                crew: Crew(
                    date: CivilDate(dayNumber: try row.get(1, as: DayNumber.self).value), drivers: try row.get(2),
                    volunteers: try row.get(3),
                    women: try row.get(4), skills: try row.get(5)))
        }
    }

    /// States the crew of a day, in place of the one stated before.
    package static func set(_ crew: Crew, organisation: Identifier<Owner>?, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.crew (warehouse_id, crew_on, organisation_id, drivers, volunteers, women, skills)
            values (\(warehouse.number), \(DayNumber(crew.date.dayNumber)), \(organisation?.number), \(crew.drivers), \(crew.volunteers),
                \(crew.women), \(crew.skills))
            on conflict on constraint crew_stated_once do update set drivers = excluded.drivers, volunteers = excluded.volunteers,
                women = excluded.women, skills = excluded.skills
            """)
    }
}
