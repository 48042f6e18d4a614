package import Measures
package import PostgresClient
package import StockLedger

/// A consent as it was said.
package struct ConsentRow: Sendable, Equatable {
    package let consent: Consent
    package let saidAt: Timestamp
    package let saidBy: String
}

/// What owners said about the use of their goods.
package enum ConsentQueries {
    /// Everything that was ever said in a warehouse, in that order.
    package static func all(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [ConsentRow] {
        try await source.query(
            """
            select consent_id, owner_id, user_id, item_id, category, answer, terms, until_on, said_at, said_by
            from entrepot.consent where warehouse_id = \(warehouse.number) order by consent_id
            """
        ) { row in
            let item: Int64? = try row.get("item_id")
            let category: String? = try row.get("category")
            let subject: Consent.Subject = item.map { .item(Identifier($0)) } ?? category.map { .category($0) } ?? .everything
            return ConsentRow(
                consent: Consent(
                    owner: Identifier(try row.get("owner_id")), user: try row.get("user_id", as: Int64?.self).map { Identifier($0) },
                    subject: subject, answer: try row.word("answer"), terms: try row.word("terms"), until: try row.get("until_on"),
                    number: try row.get("consent_id")),
                saidAt: Timestamp(microseconds: try row.get("said_at", as: InstantMicroseconds.self).value), saidBy: try row.get("said_by"))
        }
    }

    /// Keeps what an owner said; its number is given by the books.
    package static func add(_ consent: Consent, by person: String, warehouse: Identifier<Warehouse>, in source: some QuerySource)
        async throws -> Int64
    {
        var item: Int64?
        var category: String?
        switch consent.subject {
        case .everything: break
        case .category(let name): category = name
        case .item(let id): item = id.number
        }
        return try await source.value(
            """
            insert into entrepot.consent (warehouse_id, owner_id, user_id, item_id, category, answer, terms, until_on, said_by)
            values (\(warehouse.number), \(consent.owner.number), \(consent.user?.number), \(item), \(category), \(consent.answer),
                    \(consent.terms), \(consent.until), \(person))
            returning consent_id
            """)
    }
}
