package import FunderReports
package import Measures
package import PostgresClient
package import Speech
package import StockLedger

/// A report that is due, was tried, or was made.
package struct ReportRunRow: Sendable, Equatable {
    /// Where a run stands.
    package enum State: String, Sendable {
        /// Nobody has made it yet.
        case due
        /// Made before its period was over; made again until then, and sealed after.
        case preview
        /// Made, and never changed again.
        case sealed
        /// It did not close, or could not be made; see `failure`.
        case failed
        /// Sealed, and followed by a later revision.
        case superseded
    }

    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let kind: ReportKind
    package let grant: String?
    package let language: Language
    package let period: ReportingPeriod
    package let revision: Int
    package let state: State
    package let failure: String?
    package let inputs: String?
    /// Figures as they were sealed: name and value, as JSON.
    package let figures: String?
    /// The formats kept, in the order of their names, and the checksum of the text.
    package let formats: [String]
    package let sha256: String?
}

/// What makes one report of many the same: its kind, for whom, about what, in which language, over which days.
package struct ReportIdentity: Sendable, Equatable {
    package var warehouse: Identifier<Warehouse>
    package var kind: ReportKind
    package var audience: Disclosure.Audience
    package var grant: Identifier<Grant>?
    package var language: Language
    package var period: ReportingPeriod

    package init(
        warehouse: Identifier<Warehouse>, kind: ReportKind, audience: Disclosure.Audience, grant: Identifier<Grant>?, language: Language,
        period: ReportingPeriod
    ) {
        self.warehouse = warehouse
        self.kind = kind
        self.audience = audience
        self.grant = grant
        self.language = language
        self.period = period
    }
}

/// The right to finish a run: it holds only while nobody claimed the run after.
package struct ReportClaim: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let fence: Int64
    package let attempts: Int
    package let language: Language
    package let period: ReportingPeriod
    package let revision: Int
}

/// The bytes and facts of a report that was made.
package struct MadeReport: Sendable {
    /// One file of it.
    package struct File: Sendable, Equatable {
        package let format: String
        package let name: String
        package let body: [UInt8]

        package init(format: String, name: String, body: [UInt8]) {
            self.format = format
            self.name = name
            self.body = body
        }
    }

    package let position: Int64
    package let asOf: Timestamp
    package let inputs: String
    package let template: String
    package let figures: String
    package let subject: String
    package let files: [File]

    package init(position: Int64, asOf: Timestamp, inputs: String, template: String, figures: String, subject: String, files: [File]) {
        self.position = position
        self.asOf = asOf
        self.inputs = inputs
        self.template = template
        self.figures = figures
        self.subject = subject
        self.files = files
    }
}

/// Which reports a list shows; nil means all.
package struct ReportFilter: Sendable {
    package var report: Int64?
    package var warehouse: Identifier<Warehouse>?
    package var kind: ReportKind?
    package var grant: Identifier<Grant>?
    /// Only reports below this number: the list goes back in time.
    package var before: Int64?
    package var limit: Int

    package init(limit: Int) {
        self.limit = limit
    }
}

/// Reports that are due, made and sealed.
package enum ReportRunQueries {
    /// The newest run of a report, or the newest that was sealed.
    package static func newest(_ identity: ReportIdentity, sealed: Bool = false, from source: some QuerySource) async throws
        -> ReportRunRow?
    {
        let condition: SQL = sealed ? "\(same(identity)) and r.state = 'sealed'" : same(identity)
        return try await rows(condition, limit: 1, order: "r.revision desc", from: source).first
    }

    /// Runs, the newest first.
    package static func list(_ filter: ReportFilter, from source: some QuerySource) async throws -> [ReportRunRow] {
        var conditions: [SQL] = ["r.state <> 'due'"]
        if let report = filter.report { conditions = ["r.report_id = \(report)"] }
        if let warehouse = filter.warehouse { conditions.append("r.warehouse_id = \(warehouse.number)") }
        if let kind = filter.kind { conditions.append("r.name = \(kind.rawValue)") }
        if let grant = filter.grant { conditions.append("r.grant_id = \(grant.number)") }
        if let before = filter.before { conditions.append("r.report_id < \(before)") }
        return try await rows(SQL.joined(conditions, separator: " and "), limit: filter.limit, order: "r.report_id desc", from: source)
    }

    /// The bytes of a file of a report; nil when there is none of that format.
    package static func file(_ report: Int64, format: String, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (name: String, body: [UInt8], sha256: String)?
    {
        try await source.first(
            """
            select file_name, body, sha256 from entrepot.report_file
            where warehouse_id = \(warehouse.number) and report_id = \(report) and format = \(format)
            """
        ) { row in (try row.get("file_name"), try row.get("body"), try row.get("sha256")) }
    }

    /// SHA-256 in hexadecimal, as PostgreSQL computes it.
    package static func sha256(_ bytes: [UInt8], through source: some QuerySource) async throws -> String {
        try await source.value("select encode(sha256(\(bytes)), 'hex')", as: String.self)
    }

    /// Writes down the nights of a warehouse that are over by the database's clock and were never due before, however many they are.
    ///
    /// None while the clock is in doubt. A night that was made in another language is not due again.
    package static func insertDueNights(
        warehouse: Identifier<Warehouse>, language: Language, through source: some QuerySource
    ) async throws {
        let id = warehouse.number
        try await source.execute(
            """
            insert into entrepot.report_run (warehouse_id, name, audience, language, from_on, until_on, made_by)
            select \(id), 'nightly', 'internal', \(language.rawValue), d.day, d.day, 'entrepotd'
            from (select entrepot.operational_day(\(id), entrepot.clock_now()) as today,
                         entrepot.operational_day(\(id), recorded_at) as first_day from entrepot.warehouse where warehouse_id = \(id)) as w
            cross join lateral (select g::date as day from generate_series(
                w.first_day::timestamp, (w.today - 1)::timestamp, interval '1 day') as g) as d
            -- Asked every half minute: a row that is there must not cost a number.
            where not entrepot.nights_are_held()
              and not exists (select from entrepot.report_run as r where r.warehouse_id = \(id) and r.name = 'nightly' and r.audience = 'internal'
                              and r.from_on = d.day and r.until_on = d.day)
            order by d.day
            on conflict do nothing
            """)
    }

    /// Nights that are over and not sealed.
    package static func missingNights(warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> Int {
        let id = warehouse.number
        return Int(
            try await source.value(
                """
                select count(*) from entrepot.report_run
                where warehouse_id = \(id) and name = 'nightly' and state in ('due', 'preview', 'failed')
                  and until_on < entrepot.operational_day(\(id), entrepot.clock_now())
                """, as: Int64.self))
    }

    /// Claims the oldest night that is over by the database's clock, not made, and not being made; nil when there is none, or while the
    /// clock is in doubt.
    package static func claimNight(
        warehouse: Identifier<Warehouse>, by claimant: String, leaseSeconds: Int, in pool: ConnectionPool
    ) async throws -> ReportClaim? {
        let id = warehouse.number
        return try await pool.transaction { transaction in
            try await transaction.first(
                """
                update entrepot.report_run as r
                set fence = r.fence + 1, attempts = r.attempts + 1, claimed_by = \(claimant),
                    lease_until = clock_timestamp() + make_interval(secs => \(Int32(leaseSeconds)))
                where (r.warehouse_id, r.report_id) in (
                    select warehouse_id, report_id from entrepot.report_run
                    where warehouse_id = \(id) and name = 'nightly' and state in ('due', 'preview', 'failed')
                      and until_on < (select entrepot.operational_day(\(id), entrepot.clock_now()))
                      and not (select entrepot.nights_are_held())
                      and (lease_until is null or lease_until < clock_timestamp())
                    order by until_on, report_id limit 1 for update skip locked)
                returning r.report_id, r.fence, r.attempts, r.language, r.from_on, r.until_on, r.revision
                """
            ) { row in try claim(row, warehouse) }
        }
    }

    /// Claims one report for a person who asked for it, whoever else is at it: the fence of the other no longer holds.
    ///
    /// Nil when it is sealed already and no revision was asked for.
    package static func claim(
        _ identity: ReportIdentity, revision: Int, by claimant: String, in pool: ConnectionPool
    ) async throws -> ReportClaim? {
        let id = identity.warehouse.number
        return try await pool.transaction { transaction in
            try await transaction.execute(
                """
                insert into entrepot.report_run (warehouse_id, name, audience, grant_id, language, from_on, until_on, revision, made_by)
                select \(id), \(identity.kind.rawValue), \(identity.audience.rawValue), \(identity.grant?.number), \(identity.language.rawValue),
                       \(identity.period.first), \(identity.period.last), \(Int32(revision)), \(claimant)
                where not exists (select from entrepot.report_run as r where \(same(identity)) and r.revision = \(Int32(revision)))
                on conflict do nothing
                """)
            return try await transaction.first(
                """
                update entrepot.report_run as r
                set fence = r.fence + 1, attempts = r.attempts + 1, claimed_by = \(claimant), lease_until = clock_timestamp() + interval '2 minutes'
                where \(same(identity)) and r.revision = \(Int32(revision)) and r.state in ('due', 'preview', 'failed')
                returning r.report_id, r.fence, r.attempts, r.language, r.from_on, r.until_on, r.revision
                """
            ) { row in try claim(row, identity.warehouse) }
        }
    }

    /// Keeps a report with its files, if the claim still holds; a sealed one supersedes the revision before it.
    ///
    /// False when somebody else claimed it meanwhile: nothing was kept.
    package static func keep(_ made: MadeReport, _ claim: ReportClaim, isPreview: Bool, by maker: String, in transaction: Transaction)
        async throws -> Bool
    {
        let state = isPreview ? "preview" : "sealed"
        let kept = try await transaction.execute(
            """
            update entrepot.report_run
            set as_of_position = \(made.position), as_of_at = \(made.asOf), inputs_sha256 = \(made.inputs),
                template_version = \(made.template), figures = \(JSONColumn(made.figures)), subject = \(made.subject),
                sealed_at = case when \(state)::text = 'sealed' then clock_timestamp() end, failure = null, lease_until = null, claimed_by = null,
                made_by = \(maker)
            where warehouse_id = \(claim.warehouse.number) and report_id = \(claim.id) and fence = \(claim.fence)
              and state in ('due', 'preview', 'failed')
            """)
        guard kept == 1 else { return false }
        try await transaction.execute(
            "delete from entrepot.report_file where warehouse_id = \(claim.warehouse.number) and report_id = \(claim.id)")
        for file in made.files {
            try await transaction.execute(
                """
                insert into entrepot.report_file (warehouse_id, report_id, format, file_name, body)
                values (\(claim.warehouse.number), \(claim.id), \(file.format), \(file.name), \(file.body))
                """)
        }
        // The state last: from here on neither the row nor its files can be changed.
        try await transaction.execute(
            "update entrepot.report_run set state = \(state) where warehouse_id = \(claim.warehouse.number) and report_id = \(claim.id)")
        if !isPreview, claim.revision > 1 {
            try await transaction.execute(
                """
                update entrepot.report_run as r set state = 'superseded'
                from entrepot.report_run as n
                where n.warehouse_id = \(claim.warehouse.number) and n.report_id = \(claim.id) and r.warehouse_id = n.warehouse_id and r.name = n.name
                  and r.audience = n.audience and r.grant_id is not distinct from n.grant_id and r.language = n.language
                  and r.from_on = n.from_on and r.until_on = n.until_on and r.revision < n.revision and r.state = 'sealed'
                """)
        }
        return true
    }

    /// Writes down why a report could not be made, and when to try again; nothing when the claim no longer holds.
    package static func fail(_ claim: ReportClaim, _ failure: String, retryAfterSeconds: Int, through source: some QuerySource) async throws
    {
        try await source.execute(
            """
            update entrepot.report_run
            set state = 'failed', failure = \(failure), lease_until = clock_timestamp() + make_interval(secs => \(Int32(retryAfterSeconds)))
            where warehouse_id = \(claim.warehouse.number) and report_id = \(claim.id) and fence = \(claim.fence)
              and state in ('due', 'preview', 'failed')
            """)
    }

    private static func same(_ identity: ReportIdentity) -> SQL {
        """
        r.warehouse_id = \(identity.warehouse.number) and r.name = \(identity.kind.rawValue) and r.audience = \(identity.audience.rawValue)
        and r.grant_id is not distinct from \(identity.grant?.number) and r.language = \(identity.language.rawValue)
        and r.from_on = \(identity.period.first) and r.until_on = \(identity.period.last)
        """
    }

    private static func claim(_ row: borrowing Row, _ warehouse: Identifier<Warehouse>) throws -> ReportClaim {
        ReportClaim(
            id: try row.get("report_id"), warehouse: warehouse, fence: try row.get("fence"),
            attempts: Int(try row.get("attempts", as: Int32.self)),
            language: try row.word("language"), period: try period(row),
            revision: Int(try row.get("revision", as: Int32.self)))
    }

    private static func period(_ row: borrowing Row) throws -> ReportingPeriod {
        try ReportingPeriod(
            first: row.get("from_on", as: CivilDate.self),
            last: row.get("until_on", as: CivilDate.self))
    }

    private static func rows(_ condition: SQL, limit: Int, order: SQL, from source: some QuerySource) async throws -> [ReportRunRow] {
        try await source.query(
            """
            select r.report_id, r.warehouse_id, r.name, g.code as grant_code, r.language, r.from_on, r.until_on, r.revision, r.state, r.failure,
                   r.inputs_sha256, r.figures, f.formats, f.sha256
            from entrepot.report_run as r
            left join entrepot.funding_grant as g on g.grant_id = r.grant_id
            left join lateral (select array_agg(format order by format) as formats, max(sha256) filter (where format = 'text') as sha256
                               from entrepot.report_file where warehouse_id = r.warehouse_id and report_id = r.report_id) as f on true
            where \(condition) order by \(order) limit \(Int64(limit))
            """
        ) { row in
            ReportRunRow(
                id: try row.get("report_id"), warehouse: Identifier(try row.get("warehouse_id")), kind: try row.word("name"),
                grant: try row.get("grant_code"), language: try row.word("language"),
                period: try period(row),
                revision: Int(try row.get("revision", as: Int32.self)),
                state: try row.word("state"),
                failure: try row.get("failure"), inputs: try row.get("inputs_sha256"),
                figures: try row.get("figures", as: JSONColumn?.self)?.text,
                formats: try row.get("formats", as: [String]?.self) ?? [], sha256: try row.get("sha256"))
        }
    }
}
