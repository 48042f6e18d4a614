package import Measures
package import PostgresClient

/// What the books remember of the time.
package struct ClockMark: Sendable, Equatable {
    /// The latest time the database's clock had shown while it was trusted.
    package let seenAt: Timestamp
    /// What it showed when it was found to have leapt; nil when it is trusted.
    package let leaptTo: Timestamp?
    /// How often somebody accepted the clock as it was.
    package let acceptances: Int64

    package init(seenAt: Timestamp, leaptTo: Timestamp? = nil, acceptances: Int64 = 0) {
        self.seenAt = seenAt
        self.leaptTo = leaptTo
        self.acceptances = acceptances
    }
}

/// The database's clock and the mark it has reached.
package enum ClockQueries {
    /// The time by the database, and the mark.
    package static func read(from source: some QuerySource) async throws -> (now: Timestamp, mark: ClockMark) {
        let found = try await source.first("select entrepot.clock_now() as now, seen_at, leapt_to, acceptances from entrepot.clock_mark") {
            row in
            (
                now: try row.get("now", as: Timestamp.self),
                mark: ClockMark(
                    seenAt: try row.get("seen_at", as: Timestamp.self),
                    leaptTo: try row.get("leapt_to", as: Timestamp?.self),
                    acceptances: try row.get("acceptances"))
            )
        }
        guard let found else { throw MarkIsMissing() }
        return found
    }

    /// The clock is trusted: raises the mark and ends a hold, unless somebody accepted the clock or another daemon held it meanwhile.
    package static func advance(to time: Timestamp, over read: ClockMark, through source: some QuerySource) async throws {
        try await source.execute(
            """
            update entrepot.clock_mark set seen_at = greatest(seen_at, \(time)), leapt_to = null
            where acceptances = \(read.acceptances)
              and leapt_to is not distinct from \(read.leaptTo)
            """)
    }

    /// The clock leapt: holds the nights of every daemon.
    package static func hold(leaptTo time: Timestamp, over read: ClockMark, through source: some QuerySource) async throws {
        try await source.execute(
            """
            update entrepot.clock_mark set leapt_to = \(time)
            where acceptances = \(read.acceptances) and leapt_to is null and seen_at < \(time)
            """)
    }

    /// Takes the clock as it is now; what it shows then.
    package static func accept(by actor: String, in transaction: Transaction) async throws -> Timestamp {
        try await transaction.value(
            """
            update entrepot.clock_mark
            set seen_at = entrepot.clock_now(), leapt_to = null, acceptances = acceptances + 1, accepted_at = clock_timestamp(), accepted_by = \(actor)
            returning seen_at
            """, as: Timestamp.self)
    }

    /// The row that the migration made is gone.
    package struct MarkIsMissing: Error, CustomStringConvertible {
        package let description = "the table clock_mark has lost its row: nights are held until a backup is restored or the row is put back"
    }
}
