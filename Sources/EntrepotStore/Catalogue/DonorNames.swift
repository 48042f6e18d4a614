package import PostgresClient

/// Reading donors.
package enum DonorNames {
    /// Donors' names in alphabetical order behind `after`, at most `limit`.
    package static func page(after: String?, limit: Int, from source: some QuerySource) async throws -> [String] {
        let behind: SQL = if let after { "where folded_name > lower(btrim(\(after)))" } else { "" }
        return try await source.column("select name from entrepot.donor \(behind) order by folded_name limit \(Int64(limit))")
    }
}
