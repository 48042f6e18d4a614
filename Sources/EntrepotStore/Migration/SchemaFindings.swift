package import PostgresClient

/// What a connection sees of the schema before it works on it.
package struct SchemaFindings: Sendable, Equatable {
    /// Number of the newest migration in the database, nil when it has no schema.
    package let version: Int?
    /// Whether the connection's role could change the tables themselves: their owner, one of its members, or a superuser.
    package let mayChangeTables: Bool
    /// Codes of the organisations and of the warehouses in use.
    package let organisations: [String]
    package let warehouses: [String]

    /// Asks the database; changes nothing.
    package static func look(_ connection: Connection) async throws -> SchemaFindings {
        let exists = try await connection.value(
            "select exists (select from pg_catalog.pg_tables where schemaname = 'entrepot' and tablename = 'schema_migration')",
            as: Bool.self)
        guard exists else { return SchemaFindings(version: nil, mayChangeTables: false, organisations: [], warehouses: []) }
        let version = try await connection.value("select coalesce(max(number), 0) from entrepot.schema_migration", as: Int32.self)
        let owns = try await connection.value(
            """
            select exists (select from pg_catalog.pg_tables
                where schemaname = 'entrepot' and pg_catalog.pg_has_role(current_user, tableowner, 'MEMBER'))
            """, as: Bool.self)
        return SchemaFindings(
            version: Int(version), mayChangeTables: owns,
            organisations: try await connection.column("select code from entrepot.organisation order by code", as: String.self),
            warehouses: try await connection.column("select code from entrepot.warehouse order by code", as: String.self))
    }
}
