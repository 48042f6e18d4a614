package import Measures

/// Whose goods somebody may see and move, in which warehouses, and as whom.
///
/// A role is granted for some organisations and some warehouses together: "manager for abri in calais" reaches abri's goods in Calais,
/// nothing of abri in Dunkirk and nothing of others in Calais. A person may hold several such grants; a scope is the sum of those whose
/// role allows what is being done, and of no others, so that a second role never lifts the limit of the first.
///
/// There is no scope by default. Who has none can read and write nothing.
package struct Scope: Hashable, Sendable {
    /// What one grant of a role reaches: these owners' goods in these warehouses.
    package struct Reach: Hashable, Sendable {
        package let owners: Limit<Owner>
        package let warehouses: Limit<Warehouse>
        /// The role that was granted. A reach of no named role, beside others of several roles, opens no restricted site, and speaks for
        /// no funder and no partner.
        package let role: Role?

        package init(owners: Limit<Owner>, warehouses: Limit<Warehouse>, role: Role? = nil) {
            self.owners = owners
            self.warehouses = warehouses
            self.role = role
        }
    }

    /// Who looks, which decides about restricted sites and about reports.
    package enum Audience: Hashable, Sendable {
        /// The daemon's own work: nightly reports, snapshots, verification.
        case house
        /// A person, with the roles that allow what is being done.
        case person(code: String, roles: Set<Role>)
    }

    package let reaches: [Reach]
    package let audience: Audience

    package init(_ reaches: [Reach], audience: Audience) {
        self.reaches = reaches
        self.audience = audience
    }

    /// The daemon's own work.
    package static let house = Scope([Reach(owners: .everything, warehouses: .everything)], audience: .house)

    /// Whose goods may be seen or moved in a warehouse.
    package func owners(in warehouse: Identifier<Warehouse>) -> Limit<Owner> {
        reaches.reduce(.nothing) { $1.warehouses.contains(warehouse) ? $0.union($1.owners) : $0 }
    }

    /// The warehouses that are reached at all, for some owner or for all.
    package var warehouses: Limit<Warehouse> { reaches.reduce(.nothing) { $0.union($1.warehouses) } }

    /// The warehouses that are reached as a whole, whoever owns what lies there: rounds, sites, counts and reports of a warehouse belong to
    /// all of its owners together.
    package var wholeWarehouses: Limit<Warehouse> { reaches.reduce(.nothing) { $1.owners == .everything ? $0.union($1.warehouses) : $0 } }

    /// Whether nothing is out of reach.
    package var isEverything: Bool { reaches.contains { $0.owners == .everything && $0.warehouses == .everything } }
}
