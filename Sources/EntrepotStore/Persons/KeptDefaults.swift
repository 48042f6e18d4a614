package import PostgresClient

/// What somebody said once and means from then on, in every session.
package struct KeptDefaults: Hashable, Sendable {
    package var place: String?
    package var owner: String?
    package var warehouse: String?
    /// `en` or `fr`.
    package var language: String?
    /// `table`, `json` or `tsv`.
    package var format: String?

    package init() {}

    package static let none = KeptDefaults()
}

/// Whose defaults: a person's go with the person, an account's with the account.
package struct DefaultsKey: Hashable, Sendable {
    package let isPerson: Bool
    package let speaker: String

    package init(person: String?, account: String) {
        isPerson = person != nil
        speaker = person ?? account
    }
}

/// Reading and writing defaults.
package enum DefaultQueries {
    /// What somebody means now; nobody else changes it before the transaction ends.
    package static func kept(of key: DefaultsKey, in transaction: Transaction) async throws -> KeptDefaults {
        try await transaction.execute(
            "select pg_advisory_xact_lock(hashtextextended(\(key.speaker), case when \(key.isPerson) then 1 else 2 end))")
        return try await all(from: transaction)[key] ?? .none
    }

    static func all(from source: some QuerySource) async throws -> [DefaultsKey: KeptDefaults] {
        let rows = try await source.query(
            "select is_person, speaker, place, owner, warehouse, language, format from entrepot.session_default"
        ) { row in
            var kept = KeptDefaults()
            kept.place = try row.get("place")
            kept.owner = try row.get("owner")
            kept.warehouse = try row.get("warehouse")
            kept.language = try row.get("language")
            kept.format = try row.get("format")
            return (DefaultsKey(isPerson: try row.get("is_person"), speaker: try row.get("speaker")), kept)
        }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    /// Keeps what somebody means from now on; nothing is kept of who means nothing.
    package static func keep(_ kept: KeptDefaults, of key: DefaultsKey, in transaction: Transaction) async throws {
        guard kept != .none else {
            try await transaction.execute(
                "delete from entrepot.session_default where is_person = \(key.isPerson) and speaker = \(key.speaker)")
            return
        }
        try await transaction.execute(
            """
            insert into entrepot.session_default (is_person, speaker, place, owner, warehouse, language, format)
            values (\(key.isPerson), \(key.speaker), \(kept.place), \(kept.owner), \(kept.warehouse), \(kept.language), \(kept.format))
            on conflict (is_person, speaker) do update set place = excluded.place, owner = excluded.owner, warehouse = excluded.warehouse,
                language = excluded.language, format = excluded.format
            """)
    }
}

extension DefaultsKey {
    fileprivate init(isPerson: Bool, speaker: String) {
        self.isPerson = isPerson
        self.speaker = speaker
    }
}
