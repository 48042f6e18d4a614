package import PostgresClient

/// Reading donors.
package enum DonorNames {
    /// Whether somebody has given under a name.
    package static func exists(_ name: String, from source: some QuerySource) async throws -> Bool {
        try await source.value("select exists (select from entrepot.donor where folded_name = lower(btrim(\(name))))")
    }

    /// Donors' names in alphabetical order behind `after`, at most `limit`: for who reads some goods only, the donors of those.
    package static func page(after: String?, limit: Int, from source: some QuerySource) async throws -> [String] {
        let behind: SQL = if let after { "and folded_name > lower(btrim(\(after)))" } else { "" }
        return try await source.column(
            """
            select name from entrepot.donor
            where ((select entrepot.reads_everything()) or donor_id in (select donor_id from entrepot.lot)) \(behind)
            order by folded_name limit \(Int64(limit))
            """)
    }
}
