package import Measures
package import PostgresClient
package import StockLedger

/// A sum of money that was spent, as it was written down.
package struct SpendingRow: Sendable, Equatable {
    package let id: Int64
    package let warehouse: Identifier<Warehouse>
    package let amount: Money
    package let spentOn: CivilDate
    package let supplier: String?
    package let invoice: String?
    package let invoiceOn: CivilDate?
    package let what: String?
    package let note: String?
    package let owner: Identifier<Owner>
    package let ownerCode: String
    /// Nil also for a grant that the reader may not know of.
    package let grant: String?
    package let line: String?
    package let actor: String
    /// What took it back.
    package let reversedBy: Int64?
}

/// What is said of money that was spent.
package struct NewSpending: Sendable {
    package enum Kind: String, Sendable { case purchase, expense }

    package var kind: Kind
    package var owner: Identifier<Owner>
    package var grant: Identifier<Grant>?
    package var line: String?
    package var amount: Money
    package var spentOn: CivilDate
    package var supplier: String?
    package var invoice: String?
    package var invoiceOn: CivilDate?
    package var what: String?
    package var note: String?
    /// Hash of what was said.
    package var contentHash: Int64

    package init(_ kind: Kind, owner: Identifier<Owner>, amount: Money, spentOn: CivilDate, contentHash: Int64) {
        self.kind = kind
        self.owner = owner
        self.amount = amount
        self.spentOn = spentOn
        self.contentHash = contentHash
    }
}

/// So much spent under a grant: of one line, currency and day.
package struct SpentSum: Sendable, Equatable {
    package let grant: Identifier<Grant>
    /// Nil for money that was charged to no line.
    package let line: String?
    package let currency: String
    /// The day whose rate converts it: what takes something back has the day of what it takes back.
    package let rateOn: CivilDate
    /// The day it counts for.
    package let day: CivilDate
    /// Minor units, less what was taken back.
    package let minor: Int64

    package init(grant: Identifier<Grant>, line: String?, currency: String, rateOn: CivilDate, day: CivilDate, minor: Int64) {
        self.grant = grant
        self.line = line
        self.currency = currency
        self.rateOn = rateOn
        self.day = day
        self.minor = minor
    }
}

/// Which spending a list shows; nil is all.
package struct SpendingFilter: Sendable {
    package var kind: NewSpending.Kind
    package var number: Int64?
    package var grant: Identifier<Grant>?
    package var line: String?
    package var from: CivilDate?
    package var until: CivilDate?
    package var before: Int64?
    package var limit: Int

    package init(_ kind: NewSpending.Kind, limit: Int = Int.max) {
        self.kind = kind
        self.limit = limit
    }
}

/// Reading and writing money that was spent.
package enum SpendingQueries {
    /// Writes it down; gives its number.
    package static func add(_ new: NewSpending, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction)
        async throws
        -> Int64
    {
        try await transaction.value(
            """
            insert into entrepot.spending (warehouse_id, kind, owner_id, grant_id, grant_line, amount_minor, currency, spent_on, supplier, invoice,
                invoice_on, what, note, content_hash, actor)
            values (\(warehouse), \(new.kind), \(new.owner), \(new.grant), \(new.line), \(new.amount.minor), \(new.amount.currency.code), \(new.spentOn),
                \(new.supplier), \(new.invoice), \(new.invoiceOn), \(new.what), \(new.note), \(new.contentHash), \(actor))
            returning spending_id
            """)
    }

    /// Takes spending back by its opposite, dated now; gives the number of that. `spending_reversed_once` refuses a second time.
    package static func reverse(
        _ spending: Int64, on day: CivilDate, note: String?, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            insert into entrepot.spending (warehouse_id, kind, owner_id, grant_id, grant_line, amount_minor, currency, spent_on, supplier, invoice,
                invoice_on, what, note, reverses_id, actor)
            select warehouse_id, kind, owner_id, grant_id, grant_line, amount_minor, currency, \(day), supplier, invoice, invoice_on, what, \(note),
                spending_id, \(actor)
            from entrepot.spending where warehouse_id = \(warehouse) and spending_id = \(spending)
            returning spending_id
            """)
    }

    /// Spending of a warehouse, the newest first, without the opposites that took some back.
    package static func list(_ filter: SpendingFilter, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> [SpendingRow]
    {
        var conditions: [SQL] = ["s.warehouse_id = \(warehouse)", "s.kind = \(filter.kind)", "s.reverses_id is null"]
        if let number = filter.number { conditions.append("s.spending_id = \(number)") }
        if let grant = filter.grant { conditions.append("s.grant_id = \(grant)") }
        if let line = filter.line { conditions.append("s.grant_line = \(line)") }
        if let from = filter.from { conditions.append("s.spent_on >= \(from)") }
        if let until = filter.until { conditions.append("s.spent_on <= \(until)") }
        if let before = filter.before { conditions.append("s.spending_id < \(before)") }
        return try await source.query(
            """
            select s.spending_id, s.warehouse_id, s.amount_minor, s.currency, s.spent_on, s.supplier, s.invoice, s.invoice_on, s.what, s.note, s.owner_id,
                   o.code as owner, g.code as grant_code, s.grant_line, s.actor, r.spending_id as reversed_by
            from entrepot.spending as s
            join entrepot.organisation as o on o.organisation_id = s.owner_id
            left join entrepot.funding_grant as g on g.grant_id = s.grant_id
            left join entrepot.spending as r on r.warehouse_id = s.warehouse_id and r.reverses_id = s.spending_id
            where \(SQL.joined(conditions, separator: " and "))
            order by s.spending_id desc limit \(Int64(filter.limit))
            """
        ) { row in
            SpendingRow(
                id: try row.get("spending_id"), warehouse: try row.get("warehouse_id"),
                amount: try Money(minor: row.get("amount_minor"), currency: Currency(row.get("currency"))),
                spentOn: try row.get("spent_on"),
                supplier: try row.get("supplier"), invoice: try row.get("invoice"), invoiceOn: try row.get("invoice_on"),
                what: try row.get("what"), note: try row.get("note"), owner: try row.get("owner_id"), ownerCode: try row.get("owner"),
                grant: try row.get("grant_code"), line: try row.get("grant_line"), actor: try row.get("actor"),
                reversedBy: try row.get("reversed_by"))
        }
    }

    /// Which warehouse spending is of: people name it by its number alone.
    package static func warehouse(of spending: Int64, _ kind: NewSpending.Kind, from source: some QuerySource) async throws
        -> Identifier<Warehouse>?
    {
        try await source.column(
            "select warehouse_id from entrepot.spending where spending_id = \(spending) and kind = \(kind) and reverses_id is null",
            as: Identifier<Warehouse>.self
        ).first
    }

    /// The same said within ten minutes, and not taken back.
    package static func alike(_ hash: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws
        -> (id: Int64, by: String)?
    {
        try await source.query(
            """
            select s.spending_id, s.actor from entrepot.spending as s
            where s.warehouse_id = \(warehouse) and s.content_hash = \(hash) and s.recorded_at > clock_timestamp() - interval '10 minutes'
              and not exists (select from entrepot.spending as r where r.warehouse_id = s.warehouse_id and r.reverses_id = s.spending_id)
            order by s.spending_id desc limit 1
            """
        ) { row in (id: try row.get(0, as: Int64.self), by: try row.get(1, as: String.self)) }.first
    }

    /// Spending with the same invoice of the same supplier that was not taken back.
    package static func sameInvoice(
        _ invoice: String, of supplier: String, warehouse: Identifier<Warehouse>, from source: some QuerySource
    ) async throws -> (id: Int64, kind: NewSpending.Kind)? {
        try await source.query(
            """
            select s.spending_id, s.kind from entrepot.spending as s
            where s.warehouse_id = \(warehouse) and lower(btrim(s.invoice)) = lower(btrim(\(invoice))) and lower(btrim(s.supplier)) = lower(btrim(\(supplier)))
              and s.reverses_id is null
              and not exists (select from entrepot.spending as r where r.warehouse_id = s.warehouse_id and r.reverses_id = s.spending_id)
            order by s.spending_id desc limit 1
            """
        ) { row in (id: try row.get("spending_id", as: Int64.self), kind: try row.word("kind", as: NewSpending.Kind.self)) }.first
    }

    /// What was spent under grants in a warehouse, by line, currency and day.
    package static func sums(under grant: Identifier<Grant>? = nil, in warehouse: Identifier<Warehouse>, from source: some QuerySource)
        async throws -> [SpentSum]
    {
        let one: SQL = if let grant { "and s.grant_id = \(grant)" } else { "" }
        return try await source.query(
            """
            select s.grant_id, s.grant_line, s.currency, coalesce(o.spent_on, s.spent_on) as rate_on, s.spent_on,
                   sum(case when s.reverses_id is null then s.amount_minor else -s.amount_minor end)::bigint as minor
            from entrepot.spending as s
            left join entrepot.spending as o on o.warehouse_id = s.warehouse_id and o.spending_id = s.reverses_id
            where s.warehouse_id = \(warehouse) and s.grant_id is not null \(one)
            group by 1, 2, 3, 4, 5
            """
        ) { row in
            SpentSum(
                grant: try row.get("grant_id"), line: try row.get("grant_line"), currency: try row.get("currency"),
                rateOn: try row.get("rate_on"),
                day: try row.get("spent_on"), minor: try row.get("minor"))
        }
    }
}
