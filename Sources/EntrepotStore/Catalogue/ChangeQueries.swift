package import Measures
package import PostgresClient

/// Something that was changed: one field, from what to what.
package struct ChangedField: Sendable, Equatable {
    package let field: String
    /// What it was; nil is nothing.
    package let was: String?
    /// What it became; nil is nothing.
    package let became: String?

    package init(_ field: String, was: String?, became: String?) {
        self.field = field
        self.was = was
        self.became = became
    }
}

/// What the things are called that changes are kept of.
package enum ChangeSubject: String, Sendable {
    case item, organisation, warehouse, place, site, need, vehicle, grant
}

/// A change as it was kept.
package struct KeptChange: Sendable, Equatable {
    package let change: ChangedField
    package let at: Timestamp
    package let by: String
    package let note: String?
}

/// The history of the catalogue, the sites and the vehicles.
package enum ChangeQueries {
    /// Keeps what was changed, in the transaction of the change itself. Fields that stayed as they were are left out.
    ///
    /// - Parameter warehouse: the warehouse it belongs to, or the scope of the catalogue.
    package static func keep(
        _ changes: [ChangedField], of subject: ChangeSubject, _ number: Int64, warehouse: Identifier<Warehouse>, actor: String,
        note: String? = nil, in transaction: Transaction
    ) async throws {
        for change in changes where change.was != change.became {
            try await transaction.execute(
                """
                insert into entrepot.catalogue_change (warehouse_id, subject, subject_id, field, was, became, actor, note)
                values (\(warehouse.number), \(subject.rawValue), \(number), \(change.field), \(change.was), \(change.became), \(actor), \(note))
                """)
        }
    }

    /// What was changed of something, the newest first.
    package static func all(
        of subject: ChangeSubject, _ number: Int64, warehouse: Identifier<Warehouse>, limit: Int = 20, from source: some QuerySource
    ) async throws -> [KeptChange] {
        try await source.query(
            """
            select field, was, became, changed_at, actor, note from entrepot.catalogue_change
            where warehouse_id = \(warehouse.number) and subject = \(subject.rawValue) and subject_id = \(number)
            order by change_id desc limit \(Int64(limit))
            """
        ) { row in
            KeptChange(
                change: ChangedField(try row.get("field"), was: try row.get("was"), became: try row.get("became")),
                at: try row.get("changed_at"), by: try row.get("actor"), note: try row.get("note"))
        }
    }
}
