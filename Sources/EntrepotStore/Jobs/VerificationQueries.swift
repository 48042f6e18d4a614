package import Measures
package import PostgresClient

/// What the last verifications of all warehouses found together.
package struct LastVerification: Sendable, Equatable {
    package let faults: Int64
    /// When the oldest of them ended: everything was sound, or not, at least until then.
    package let endedAt: Timestamp
}

/// Nightly verifications: who does which, and what it found.
package enum VerificationQueries {
    /// Takes tonight's verification of a warehouse; nil when it is done or somebody does it.
    ///
    /// One that was begun more than an hour ago and never ended belongs to a daemon that died.
    package static func claim(_ warehouse: Identifier<Warehouse>, by claimant: String, through source: some QuerySource) async throws
        -> CivilDate?
    {
        let id = warehouse.number
        return try await source.first(
            """
            insert into entrepot.verification as v (warehouse_id, verified_on, made_by)
            select \(id), d.day, \(claimant) from (select entrepot.operational_day(\(id), entrepot.clock_now()) as day) as d
            where not exists (select from entrepot.verification as o where o.warehouse_id = \(id) and o.verified_on = d.day
                              and (o.ended_at is not null or o.began_at > clock_timestamp() - interval '1 hour'))
            on conflict (warehouse_id, verified_on) do update set began_at = clock_timestamp(), made_by = excluded.made_by
                where v.ended_at is null and v.began_at <= clock_timestamp() - interval '1 hour'
            returning v.verified_on
            """
        ) { row in try row.get("verified_on", as: CivilDate.self) }
    }

    /// Keeps what a claimed verification found.
    package static func keep(_ faults: Int, warehouse: Identifier<Warehouse>, on day: CivilDate, through source: some QuerySource)
        async throws
    {
        try await source.execute(
            """
            update entrepot.verification set ended_at = clock_timestamp(), faults = \(Int64(faults))
            where warehouse_id = \(warehouse.number) and verified_on = \(day)
            """)
    }

    /// Pages of this database that came back from the disk with a wrong checksum, since the server began to count; 0 where it keeps none.
    package static func damagedPages(from source: some QuerySource) async throws -> Int64 {
        try await source.value(
            "select coalesce(sum(checksum_failures), 0)::bigint from pg_catalog.pg_stat_database where datname = current_database()",
            as: Int64.self)
    }

    /// Gives a claim back, so that the next run takes it again.
    package static func giveUp(_ warehouse: Identifier<Warehouse>, on day: CivilDate, through source: some QuerySource) async throws {
        try await source.execute(
            """
            update entrepot.verification set began_at = clock_timestamp() - interval '1 hour'
            where warehouse_id = \(warehouse.number) and verified_on = \(day) and ended_at is null
            """)
    }

    /// The last one of every warehouse, together; nil before the first.
    package static func last(from source: some QuerySource) async throws -> LastVerification? {
        try await source.first(
            """
            select sum(v.faults)::bigint as faults, min(v.ended_at) as ended_at
            from entrepot.warehouse as w
            cross join lateral (select faults, ended_at from entrepot.verification
                                where warehouse_id = w.warehouse_id and ended_at is not null order by verified_on desc limit 1) as v
            having count(*) > 0
            """
        ) { row in
            LastVerification(
                faults: try row.get("faults"), endedAt: try row.get("ended_at", as: Timestamp.self)
            )
        }
    }
}
