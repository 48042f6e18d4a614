import Measures
package import PostgresClient

/// PINs and tries of them.
package enum PinQueries {
    /// What a try of a PIN may do.
    package enum Try: Sendable, Equatable {
        /// Look at it; it counts as wrong until it is told to be right.
        case allowed
        /// So many wrong ones went before that the next is looked at only then.
        case paused(milliseconds: Int)
    }

    /// Counts a try of a person's PIN from an account before it is looked at: of many at the same moment each is counted.
    package static func claim(account: String, code: String, from source: some QuerySource) async throws -> Try {
        let counted = try await source.execute(
            """
            insert into entrepot.pin_try (account, code, failures, last_at) values (\(account), \(code), 1, clock_timestamp())
            on conflict (account, code) do update set failures = pin_try.failures + 1, last_at = clock_timestamp()
            where pin_try.last_at + entrepot.pause_after_wrong_pins(pin_try.failures) <= clock_timestamp()
            """)
        if counted > 0 { return .allowed }
        let left: Int64 = try await source.value(
            """
            select greatest(1, ceil(extract(epoch from max(last_at + entrepot.pause_after_wrong_pins(failures)) - clock_timestamp()) * 1000))::bigint
            from entrepot.pin_try where account = \(account) and code = \(code)
            """)
        return .paused(milliseconds: Int(left))
    }

    /// The PIN was right: what was wrong before is forgotten.
    package static func forget(account: String, code: String, from source: some QuerySource) async throws {
        try await source.execute("delete from entrepot.pin_try where account = \(account) and code = \(code)")
    }

    /// The hash of a person's PIN.
    package static func hash(of person: Int64, from source: some QuerySource) async throws -> String? {
        try await source.first("select hash from entrepot.person_pin where person_id = \(person)") { row in try row.get(0) }
    }

    /// Sets a PIN, and forgets the wrong tries of the old one.
    package static func set(_ hash: String, of person: Int64, code: String, by actor: String, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            insert into entrepot.person_pin (person_id, hash, set_by) values (\(person), \(hash), \(actor))
            on conflict (person_id) do update set hash = excluded.hash, set_by = excluded.set_by, set_at = now()
            """)
        try await transaction.execute("update entrepot.person set pin_set_at = now() where person_id = \(person)")
        try await transaction.execute("delete from entrepot.pin_try where code = \(code)")
    }
}
