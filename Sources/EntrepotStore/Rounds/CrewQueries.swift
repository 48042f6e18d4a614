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
            select o.code as organisation, c.crew_on, c.drivers, c.volunteers, c.women, c.skills from entrepot.crew as c
            left join entrepot.organisation as o on o.organisation_id = c.organisation_id
            where c.warehouse_id = \(warehouse) and c.crew_on >= \(first)
              and c.crew_on < \(first.adding(days: days))
            order by c.crew_on, o.code nulls first
            """
        ) { row in
            CrewRecord(
                organisation: try row.get("organisation"),
                crew: Crew(
                    date: try row.get("crew_on"), drivers: try row.get("drivers"), volunteers: try row.get("volunteers"),
                    women: try row.get("women"), skills: try row.get("skills")))
        }
    }

    /// States the crew of a day, in place of the one stated before.
    package static func set(_ crew: Crew, organisation: Identifier<Owner>?, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
    {
        try await transaction.execute(
            """
            insert into entrepot.crew (warehouse_id, crew_on, organisation_id, drivers, volunteers, women, skills)
            values (\(warehouse), \(crew.date), \(organisation), \(crew.drivers), \(crew.volunteers),
                \(crew.women), \(crew.skills))
            on conflict on constraint crew_stated_once do update set drivers = excluded.drivers, volunteers = excluded.volunteers,
                women = excluded.women, skills = excluded.skills
            """)
    }
}
