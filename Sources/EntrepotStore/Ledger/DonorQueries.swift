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
}
