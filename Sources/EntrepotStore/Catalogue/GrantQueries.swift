package import Measures
package import PostgresClient
package import StockLedger

/// A new grant as it is to stand in the catalogue.
package struct NewGrant: Sendable {
    package var code: Code
    package var name: String?
    package var funder: Identifier<Owner>
    package var holder: Identifier<Owner>?
    package var parent: Identifier<Grant>?
    package var homeWarehouse: Identifier<Warehouse>?
    package var amount: Money
    package var from: CivilDate
    package var until: CivilDate
    package var lines: [(name: String, minor: Int64)]

    package init(
        code: Code, name: String?, funder: Identifier<Owner>, holder: Identifier<Owner>?, parent: Identifier<Grant>?,
        homeWarehouse: Identifier<Warehouse>?, amount: Money, from: CivilDate, until: CivilDate, lines: [(name: String, minor: Int64)]
    ) {
        self.code = code
        self.name = name
        self.funder = funder
        self.holder = holder
        self.parent = parent
        self.homeWarehouse = homeWarehouse
        self.amount = amount
        self.from = from
        self.until = until
        self.lines = lines
    }
}

/// A grant as lists show it: everything that `GrantRecord` keeps in memory, and what it leaves out.
package struct GrantRow: Sendable, Equatable {
    package let id: Identifier<Grant>
    package let code: String
    package let name: String?
    package let funder: String
    package let holder: String?
    package let parent: String?
    package let amount: Money
    package let from: CivilDate
    package let until: CivilDate
    package var isClosed: Bool
    /// Names and minor units, in order of name.
    package let lineNames: [String]
    package let lineMinors: [Int64]

    package init(
        id: Identifier<Grant>, code: String, name: String?, funder: String, holder: String?, parent: String?, amount: Money,
        from: CivilDate,
        until: CivilDate, isClosed: Bool, lineNames: [String], lineMinors: [Int64]
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.funder = funder
        self.holder = holder
        self.parent = parent
        self.amount = amount
        self.from = from
        self.until = until
        self.isClosed = isClosed
        self.lineNames = lineNames
        self.lineMinors = lineMinors
    }
}

/// Reading and writing grants.
package enum GrantQueries {
    /// Inserts a grant with its lines; false when its code is taken.
    package static func insert(_ grant: NewGrant, in transaction: Transaction) async throws -> Bool {
        let made = try await transaction.first(
            """
            insert into entrepot.funding_grant (code, name, funder_id, holder_id, parent_id, home_warehouse_id, amount_minor, currency, from_on, until_on)
            values (\(grant.code.text), \(grant.name), \(grant.funder.number), \(grant.holder?.number), \(grant.parent?.number),
                \(grant.homeWarehouse?.number), \(grant.amount.minor), \(grant.amount.currency.code), \(DayNumber(grant.from.dayNumber)),
                \(DayNumber(grant.until.dayNumber)))
            on conflict on constraint grant_code_is_unique do nothing returning grant_id
            """
        ) { row in try row.get(0, as: Int64.self) }
        guard let made else { return false }
        if !grant.lines.isEmpty {
            try await transaction.execute(
                """
                insert into entrepot.funding_grant_line (grant_id, name, amount_minor)
                select \(made), name, minor from unnest(\(grant.lines.map(\.name)), \(grant.lines.map(\.minor))) as l (name, minor)
                """)
        }
        return true
    }

    /// Grants in no particular order; all, or the one of a code.
    package static func rows(code: String? = nil, from source: some QuerySource) async throws -> [GrantRow] {
        let condition: SQL = if let code { "where g.code = \(code)" } else { "" }
        return try await source.query(
            """
            select g.grant_id, g.code, g.name, f.code as funder, h.code as holder, p.code as parent, g.amount_minor, g.currency, g.from_on,
                g.until_on, g.closed_at is not null as closed,
                array(select l.name from entrepot.funding_grant_line l where l.grant_id = g.grant_id order by l.name) as line_names,
                array(select l.amount_minor from entrepot.funding_grant_line l where l.grant_id = g.grant_id order by l.name) as line_minors
            from entrepot.funding_grant g
            join entrepot.organisation f on f.organisation_id = g.funder_id
            left join entrepot.organisation h on h.organisation_id = g.holder_id
            left join entrepot.funding_grant p on p.grant_id = g.parent_id
            \(condition)
            """
        ) { row in
            GrantRow(
                id: Identifier(try row.get("grant_id")), code: try row.get("code"), name: try row.get("name"),
                funder: try row.get("funder"),
                holder: try row.get("holder"), parent: try row.get("parent"),
                amount: try Money(minor: row.get("amount_minor"), currency: Currency(row.get("currency"))),
                from: CivilDate(dayNumber: try row.get("from_on", as: DayNumber.self).value),
                until: CivilDate(dayNumber: try row.get("until_on", as: DayNumber.self).value), isClosed: try row.get("closed"),
                lineNames: try row.get("line_names"), lineMinors: try row.get("line_minors"))
        }
    }

    /// What was given under each grant in a warehouse, at the value it came with and as it stands by now, by grant and currency.
    package static func given(in warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [(grant: Identifier<Grant>, currency: String, minor: Int64)]
    {
        try await source.query(
            """
            select l.grant_id, r.currency, sum(r.standing_value_minor)::bigint as minor
            from entrepot.standing_receipt r
            join entrepot.movement m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
            left join entrepot.movement k on k.warehouse_id = m.warehouse_id and k.movement_id = m.corrects_id
            join entrepot.lot l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
            where r.warehouse_id = \(warehouse.number) and l.grant_id is not null and r.value_minor is not null
              and coalesce(k.reason, m.reason) = 'received'
            group by l.grant_id, r.currency
            """
        ) { row in (Identifier(try row.get("grant_id")), try row.get("currency"), try row.get("minor")) }
    }

    /// Locks a grant's row until the transaction ends.
    package static func lock(_ grant: Identifier<Grant>, in transaction: Transaction) async throws {
        try await transaction.execute("select from entrepot.funding_grant where grant_id = \(grant.number) for update")
    }

    /// How many sealed reports were made of a grant.
    package static func sealedReports(_ grant: Identifier<Grant>, from source: some QuerySource) async throws -> Int64 {
        try await source.value(
            "select count(*) from entrepot.report_run where grant_id = \(grant.number) and state in ('sealed', 'superseded')")
    }

    /// Writes a grant's terms as they are to be, its lines with them.
    package static func update(
        _ grant: Identifier<Grant>, name: String?, holder: Identifier<Owner>?, parent: Identifier<Grant>?, home: Identifier<Warehouse>?,
        amount: Money, from: CivilDate, until: CivilDate, lines: [(name: String, minor: Int64)], in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            update entrepot.funding_grant set name = \(name), holder_id = \(holder?.number), parent_id = \(parent?.number),
                home_warehouse_id = \(home?.number), amount_minor = \(amount.minor), currency = \(amount.currency.code),
                from_on = \(DayNumber(from.dayNumber)), until_on = \(DayNumber(until.dayNumber))
            where grant_id = \(grant.number)
            """)
        try await transaction.execute(
            "delete from entrepot.funding_grant_line where grant_id = \(grant.number) and name <> all (\(lines.map(\.name)))")
        guard !lines.isEmpty else { return }
        try await transaction.execute(
            """
            insert into entrepot.funding_grant_line (grant_id, name, amount_minor)
            select \(grant.number), name, minor from unnest(\(lines.map(\.name)), \(lines.map(\.minor))) as l (name, minor)
            on conflict (grant_id, name) do update set amount_minor = excluded.amount_minor
            """)
    }

    /// Closes a grant or opens it again.
    package static func setClosed(_ closed: Bool, _ grant: Identifier<Grant>, in transaction: Transaction) async throws {
        try await transaction.execute(
            "update entrepot.funding_grant set closed_at = case when \(closed) then now() end where grant_id = \(grant.number)")
    }
}
