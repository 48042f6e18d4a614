package import EntrepotStore
package import Measures
package import StockLedger

/// Who speaks, for whom, and until when. Nothing is read or written without one, and there is none without a scope.
package struct Speaker: Sendable {
    /// The person code that the books show.
    package let person: String
    /// Whose goods and which warehouses, by the roles that allow what is being done.
    package let scope: Scope
    /// Whether large losses of this person wait for a manager to look at them.
    package let isReviewed: Bool
    /// When the person stops waiting; nil is never.
    package let deadline: ContinuousClock.Instant?
    /// The code of the warehouse that is meant when none is said; nil for none.
    package let home: String?

    package init(person: String, scope: Scope, isReviewed: Bool, deadline: ContinuousClock.Instant?, home: String? = nil) {
        self.home = home
        self.person = person
        self.scope = scope
        self.isReviewed = isReviewed
        self.deadline = deadline
    }

    /// The daemon itself: nightly reports, verification.
    package static let house = Speaker(person: "entrepot", scope: .house, isReviewed: false, deadline: nil)
}

/// A role that somebody holds, for one organisation and one warehouse together, or for all.
package struct HeldRole: Hashable, Sendable {
    package let role: Role
    /// The organisation's code; nil for all.
    package let organisation: String?
    /// The warehouse's code; nil for all.
    package let warehouse: String?

    package init(_ role: Role, organisation: String? = nil, warehouse: String? = nil) {
        self.role = role
        self.organisation = organisation
        self.warehouse = warehouse
    }
}

extension Scope {
    /// What somebody reaches through those of their roles that allow what is being done; the administrator's always do.
    ///
    /// A limit that names an organisation or a warehouse nobody knows is a limit to nothing.
    package init(person: String, holding held: [HeldRole], allowing allowed: Set<Role>, in catalogue: CatalogueSnapshot) {
        let counted = held.filter { $0.role == .admin || allowed.contains($0.role) }
        self.init(
            counted.map { grant in
                Reach(
                    owners: grant.organisation.map { code in .only(Set([catalogue.organisation(code)?.id].compactMap { $0 })) }
                        ?? .everything,
                    warehouses: grant.warehouse.map { code in .only(Set([catalogue.warehouse(code)?.id].compactMap { $0 })) }
                        ?? .everything,
                    role: grant.role)
            },
            audience: .person(code: person, roles: Set(counted.map(\.role))))
    }
}
