package import Measures
package import PostgresClient

/// A donor as people name it.
package struct DonorRow: Sendable, Equatable {
    package let id: Identifier<Donor>
    package let name: String
    package let address: String?
    /// The names of those it absorbed, in order.
    package let absorbed: [String]
    /// Movements by which something came from it that still stands, and the day of the last one.
    package let gifts: Int64
    package let last: CivilDate?
}

/// A change of a donor, as it was made.
package struct DonorChange: Sendable, Equatable {
    package let at: Timestamp
    package let actor: String
    /// `name`, `address` or `merged`.
    package let what: String
    package let before: String?
    package let after: String?
}

/// Reading and writing donors. A name that was absorbed stands for the donor that absorbed it.
package enum DonorQueries {
    /// Donors in alphabetical order behind the name `after`, at most `limit`, of those that the reader may know; absorbed ones are named
    /// with the one that absorbed them.
    package static func page(after: String?, limit: Int, from source: some QuerySource) async throws -> [DonorRow] {
        let behind: SQL = if let after { "and d.folded_name > lower(btrim(\(after)))" } else { "" }
        return try await rows("d.merged_into_id is null \(behind)", limit: limit, from: source)
    }

    /// Names of donors of which a word begins so, at most `limit`: for who reads some goods only, the donors of those.
    package static func names(beginning start: String, limit: Int, from source: some QuerySource) async throws -> [String] {
        try await source.column(
            """
            select name from entrepot.donor
            where ((select entrepot.reads_everything()) or donor_id in (select donor_id from entrepot.lot)) and merged_into_id is null
              and (starts_with(folded_name, lower(btrim(\(start)))) or strpos(folded_name, ' ' || lower(btrim(\(start)))) > 0)
            order by folded_name limit \(Int64(limit))
            """)
    }

    /// One donor that is there.
    package static func row(_ donor: Identifier<Donor>, from source: some QuerySource) async throws -> DonorRow {
        guard let row = try await rows("d.donor_id = \(donor)", limit: 1, from: source).first else {
            throw PostgresError(.unexpectedRowCount, "a donor that was found by its name is not there")
        }
        return row
    }

    private static func rows(_ condition: SQL, limit: Int, from source: some QuerySource) async throws -> [DonorRow] {
        try await source.query(
            """
            with named as (
                select d.donor_id, d.name, d.folded_name, d.address from entrepot.donor as d where \(condition)
                order by d.folded_name limit \(Int64(limit))
            )
            select n.donor_id, n.name, n.address,
                   array(select a.name from entrepot.donor as a where a.merged_into_id = n.donor_id order by a.folded_name) as absorbed,
                   coalesce(g.gifts, 0) as gifts, g.last_on
            from named as n
            left join (
                select coalesce(d.merged_into_id, d.donor_id) as donor_id, count(distinct (r.warehouse_id, r.movement_id)) as gifts,
                       max(entrepot.operational_day(m.warehouse_id, coalesce(k.occurred_at, m.occurred_at))) as last_on
                from entrepot.standing_receipt as r
                join entrepot.movement as m on m.warehouse_id = r.warehouse_id and m.movement_id = r.movement_id
                join entrepot.lot as l on l.warehouse_id = r.warehouse_id and l.lot_id = r.lot_id
                join entrepot.donor as d on d.donor_id = l.donor_id
                left join entrepot.movement as k on k.warehouse_id = m.warehouse_id and k.movement_id = m.corrects_id
                where coalesce(k.reason, m.reason) = 'received' and r.standing > 0 and coalesce(d.merged_into_id, d.donor_id) in (select donor_id from named)
                group by 1
            ) as g on g.donor_id = n.donor_id
            order by n.folded_name
            """
        ) { row in
            DonorRow(
                id: try row.get("donor_id"), name: try row.get("name"), address: try row.get("address"), absorbed: try row.get("absorbed"),
                gifts: try row.get("gifts"), last: try row.get("last_on"))
        }
    }

    /// Whether somebody has given under a name.
    package static func exists(_ name: String, from source: some QuerySource) async throws -> Bool {
        try await source.value("select exists (select from entrepot.donor where folded_name = lower(btrim(\(name))))")
    }

    /// Every name that stands for a donor, with the donor: those of absorbed ones too.
    package static func names(from source: some QuerySource) async throws -> [(name: String, donor: Identifier<Donor>)] {
        try await source.query("select name, coalesce(merged_into_id, donor_id) as donor_id from entrepot.donor order by folded_name") {
            row in
            (name: try row.get("name"), donor: try row.get("donor_id"))
        }
    }

    /// The donor that a name stands for, made when nobody had that name yet.
    package static func make(_ name: String, in transaction: Transaction) async throws -> Identifier<Donor> {
        try await transaction.execute(
            "insert into entrepot.donor (name) values (btrim(\(name))) on conflict on constraint donor_name_is_unique do nothing")
        return try await transaction.value(
            "select coalesce(merged_into_id, donor_id) from entrepot.donor where folded_name = lower(btrim(\(name)))")
    }

    /// Gives a donor another name or address and writes down what the name was; nil changes nothing.
    package static func edit(_ donor: Identifier<Donor>, name: String?, address: String?, actor: String, in transaction: Transaction)
        async throws
    {
        if let name {
            try await write(
                "name", of: donor, before: "(select name from entrepot.donor where donor_id = \(donor))", after: name, actor, transaction)
            try await transaction.execute("update entrepot.donor set name = \(name) where donor_id = \(donor)")
        }
        if let address {
            let kept: String? = address.isEmpty ? nil : address
            // That it was changed is kept, what it was is not: an address is a person's, and can be taken away for good.
            try await write("address", of: donor, before: "null::text", after: nil, actor, transaction)
            try await transaction.execute("update entrepot.donor set address = \(kept) where donor_id = \(donor)")
        }
    }

    /// Lets one donor absorb another, with all that the other absorbed before. Both rows are held in order, so that two merges across each
    /// other come one after the other.
    package static func merge(
        _ absorbed: Identifier<Donor>, into survivor: Identifier<Donor>, actor: String, in transaction: Transaction
    ) async throws {
        _ = try await transaction.query(
            "select donor_id from entrepot.donor where donor_id in (\(absorbed), \(survivor)) order by donor_id for update"
        ) { row in try row.get(0, as: Int64.self) }
        // Whoever was absorbed meanwhile stands for another by now.
        let root: Identifier<Donor> = try await transaction.value(
            "select coalesce(merged_into_id, donor_id) from entrepot.donor where donor_id = \(survivor)")
        guard root != absorbed else { return }
        let after: String = try await transaction.value("select name from entrepot.donor where donor_id = \(root)")
        for donor in [absorbed, root] {
            try await write(
                "merged", of: donor, before: "(select name from entrepot.donor where donor_id = \(absorbed))", after: after, actor,
                transaction)
        }
        try await transaction.execute(
            "update entrepot.donor set merged_into_id = \(root) where donor_id = \(absorbed) or merged_into_id = \(absorbed)")
    }

    /// Lets an absorbed donor stand by itself again, by the name it had.
    package static func part(_ name: String, from survivor: Identifier<Donor>, actor: String, in transaction: Transaction) async throws {
        let parted: Identifier<Donor> = try await transaction.value(
            """
            update entrepot.donor set merged_into_id = null where folded_name = lower(btrim(\(name))) and merged_into_id = \(survivor)
            returning donor_id
            """)
        for donor in [parted, survivor] {
            try await write(
                "merged", of: donor, before: "(select name from entrepot.donor where donor_id = \(parted))", after: nil, actor, transaction)
        }
    }

    /// What was changed of a donor, the last first.
    package static func changes(of donor: Identifier<Donor>, from source: some QuerySource) async throws -> [DonorChange] {
        try await source.query(
            """
            select changed_at, actor, what, before, after from entrepot.donor_change where donor_id = \(donor) order by change_id desc
            """
        ) { row in
            DonorChange(
                at: try row.get("changed_at"), actor: try row.get("actor"), what: try row.get("what"), before: try row.get("before"),
                after: try row.get("after"))
        }
    }

    private static func write(
        _ what: String, of donor: Identifier<Donor>, before: SQL, after: String?, _ actor: String, _ transaction: Transaction
    ) async throws {
        try await transaction.execute(
            "insert into entrepot.donor_change (donor_id, what, before, after, actor) values (\(donor), \(what), \(before), \(after), \(actor))"
        )
    }
}
