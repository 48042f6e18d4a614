package import Measures
package import PostgresClient
package import StockLedger

/// Writing organisations.
package enum OrganisationQueries {
    /// Inserts an organisation; false when its code is taken.
    package static func insert(code: Code, name: String, in transaction: Transaction) async throws -> Bool {
        try await transaction.execute(
            """
            insert into entrepot.organisation (code, name) values (\(code.text), \(name))
            on conflict on constraint organisation_code_is_unique do nothing
            """) == 1
    }

    /// Locks an organisation's row, so that no lot is made for it before the transaction ends.
    package static func lock(_ organisation: Identifier<Owner>, in transaction: Transaction) async throws {
        try await transaction.execute("select from entrepot.organisation where organisation_id = \(organisation.number) for update")
    }

    /// Changes an organisation.
    package static func update(_ organisation: Identifier<Owner>, name: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.organisation set name = \(name) where organisation_id = \(organisation.number)")
    }

    /// Archives an organisation or brings it back.
    package static func setArchived(_ archived: Bool, _ organisation: Identifier<Owner>, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.organisation set archived_at = case when \(archived) then now() end
            where organisation_id = \(organisation.number)
            """)
    }
}
