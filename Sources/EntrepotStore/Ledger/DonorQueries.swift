package import Measures
package import PostgresClient

/// Donors are free text; a name not known yet is made.
package enum DonorQueries {
    /// The donor of a name, case and outer spaces aside.
    package static func ensure(_ name: String, through source: some QuerySource) async throws -> Identifier<Donor> {
        let found = try await source.column(
            "select donor_id from entrepot.donor where folded_name = lower(btrim(\(name)::text))", as: Int64.self)
        if let id = found.first { return Identifier(id) }
        return Identifier(
            try await source.value(
                """
                insert into entrepot.donor (name) values (btrim(\(name)::text))
                on conflict (folded_name) do update set name = donor.name returning donor_id
                """, as: Int64.self))
    }

    /// The donors of many names at once, by the name as it was written.
    package static func ensure(_ names: [String], through source: some QuerySource) async throws -> [String: Identifier<Donor>] {
        try await source.execute(
            """
            insert into entrepot.donor (name)
            select distinct on (lower(btrim(a.name))) btrim(a.name) from unnest(\(names)) as a (name)
            where not exists (select from entrepot.donor as d where d.folded_name = lower(btrim(a.name)))
            on conflict (folded_name) do nothing
            """)
        let rows = try await source.query(
            "select a.name, d.donor_id from unnest(\(names)) as a (name) join entrepot.donor as d on d.folded_name = lower(btrim(a.name))"
        ) { row in (try row.get(0, as: String.self), Identifier<Donor>(try row.get(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
