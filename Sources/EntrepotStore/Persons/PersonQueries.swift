package import Measures
package import PostgresClient
package import StockLedger

/// Reading and writing persons.
package enum PersonQueries {
    /// Persons in order of code, those the reader may know of.
    package static func all(from source: some QuerySource) async throws -> [PersonRecord] {
        let roles = try await source.query(
            """
            select r.person_id, r.role, o.code as organisation, w.code as warehouse from entrepot.person_role as r
            left join entrepot.organisation as o using (organisation_id) left join entrepot.warehouse as w using (warehouse_id)
            """
        ) { row in
            (
                try row.get("person_id", as: Int64.self),
                PersonRole(try row.word("role"), organisation: try row.get("organisation"), warehouse: try row.get("warehouse"))
            )
        }
        return try await source.query(
            """
            select p.person_id, p.code, p.name, p.until_on, p.ends_at, p.ended_at, p.erased_at is not null as erased, p.added_by,
                   p.recorded_at, p.pin_set_at is not null as has_pin
            from entrepot.person as p order by p.code
            """
        ) { row in
            let id: Int64 = try row.get("person_id")
            return PersonRecord(
                id: id, code: try row.get("code"), name: try row.get("name"), roles: roles.filter { $0.0 == id }.map(\.1).sorted(),
                until: try row.get("until_on"), endsAt: try row.get("ends_at"), endedAt: try row.get("ended_at"),
                isErased: try row.get("erased"), hasPIN: try row.get("has_pin"), addedBy: try row.get("added_by"),
                addedAt: try row.get("recorded_at"))
        }
    }

    /// The person of a code; nil when there is none that the reader may know of.
    package static func person(_ code: String, from source: some QuerySource) async throws -> PersonRecord? {
        try await all(from: source).first { $0.code == code }
    }

    /// Keeps others from changing a person before the transaction ends.
    package static func lock(_ person: Int64, in transaction: Transaction) async throws {
        try await transaction.execute("select from entrepot.person where person_id = \(person) for update")
    }

    /// Makes a person; nil when the code is taken.
    package static func insert(_ code: Code, name: String?, by actor: String, in transaction: Transaction) async throws -> Int64? {
        try await transaction.first(
            """
            insert into entrepot.person (code, name, added_by) values (\(code.text), \(name), \(actor))
            on conflict on constraint person_code_is_unique do nothing returning person_id
            """
        ) { row in try row.get(0) }
    }

    /// Adds roles; one that is held already stays.
    package static func add(
        _ roles: [(role: Role, organisation: Identifier<Owner>?, warehouse: Identifier<Warehouse>?)], to person: Int64,
        in transaction: Transaction
    ) async throws {
        for one in roles {
            try await transaction.execute(
                """
                insert into entrepot.person_role (person_id, role, organisation_id, warehouse_id)
                values (\(person), \(one.role), \(one.organisation), \(one.warehouse))
                on conflict on constraint person_role_stated_once do nothing
                """)
        }
    }

    /// Takes all roles away, before others are given.
    package static func removeRoles(of person: Int64, in transaction: Transaction) async throws {
        try await transaction.execute("delete from entrepot.person_role where person_id = \(person)")
    }

    package static func setName(_ name: String?, of person: Int64, in transaction: Transaction) async throws {
        try await transaction.execute("update entrepot.person set name = \(name) where person_id = \(person)")
    }

    /// The last day and the instant at which it is over; nil for none.
    package static func setUntil(_ until: (day: CivilDate, end: Timestamp)?, of person: Int64, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.person set until_on = \(until?.day), ends_at = \(until?.end) where person_id = \(person)")
    }

    /// Ends a person, or lets them go on.
    package static func setEnded(_ isEnded: Bool, of person: Int64, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.person set ended_at = case when \(isEnded) then coalesce(ended_at, now()) end where person_id = \(person)")
    }

    /// Takes away what tells of somebody: the name, the PIN, what they used to mean. The code stays, in books and audit.
    package static func erase(_ person: Int64, code: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            update entrepot.person set name = null, pin_set_at = null, erased_at = now(), ended_at = coalesce(ended_at, now()) where person_id = \(person)
            """)
        try await transaction.execute("delete from entrepot.person_pin where person_id = \(person)")
        try await transaction.execute("delete from entrepot.session_default where is_person and speaker = \(code)")
    }
}
