package import Measures
package import PostgresClient

/// Leave for a person, or for everybody of a role, to see a restricted site.
package struct SiteAllowance: Sendable, Hashable {
    /// Who may see it.
    package enum Holder: Sendable, Hashable {
        /// By the code that stands in the audit.
        case person(String)
        /// Held over the whole warehouse.
        case role(Role)
    }

    package let holder: Holder
    package let allowedBy: String
    package let allowedAt: Timestamp
}

/// Who may see a restricted site. A site without a list is seen by the leads and managers of its warehouse.
package enum SiteAllowances {
    /// The list of a site, in the order it was made; nothing for whoever may not see the site.
    package static func all(site: Int64, warehouse: Identifier<Warehouse>, from source: some QuerySource) async throws -> [SiteAllowance] {
        try await source.query(
            """
            select person, role, allowed_by, allowed_at from entrepot.site_allowance
            where warehouse_id = \(warehouse) and site_id = \(site) order by allowance_id
            """
        ) { row in
            let holder: SiteAllowance.Holder =
                if let role: Role = try row.word("role") { .role(role) } else { .person(try row.get("person")) }
            return SiteAllowance(holder: holder, allowedBy: try row.get("allowed_by"), allowedAt: try row.get("allowed_at"))
        }
    }

    /// Puts somebody on the list of a site; false when they stand there already.
    package static func allow(
        _ holder: SiteAllowance.Holder, site: Int64, by actor: String, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Bool {
        let (person, role) = columns(holder)
        return try await transaction.execute(
            """
            insert into entrepot.site_allowance (warehouse_id, site_id, person, role, allowed_by)
            values (\(warehouse), \(site), \(person), \(role), \(actor)) on conflict on constraint allowance_stated_once do nothing
            """) == 1
    }

    /// Takes somebody off the list of a site; false when they do not stand there.
    package static func withdraw(
        _ holder: SiteAllowance.Holder, site: Int64, warehouse: Identifier<Warehouse>, in transaction: Transaction
    ) async throws -> Bool {
        let (person, role) = columns(holder)
        return try await transaction.execute(
            """
            delete from entrepot.site_allowance where warehouse_id = \(warehouse) and site_id = \(site)
              and person is not distinct from \(person) and role is not distinct from \(role)
            """) == 1
    }

    private static func columns(_ holder: SiteAllowance.Holder) -> (person: String?, role: Role?) {
        switch holder {
        case .person(let code): (code, nil)
        case .role(let role): (nil, role)
        }
    }
}
