package import EntrepotStore
import Measures
import Speech
import StockLedger

/// Which roles somebody may give, and with them whom they may add, change and end. Nobody gives what they do not hold themselves.
enum PersonRights {
    /// The roles that a holder of each role may give, within their own limits. Whoever may not is not in the table.
    private static let gives: [Role: Set<Role>] = [
        .admin: Role.everybody,
        .manager: [.viewer, .volunteer, .partner, .manager],
        .lead: [.viewer, .volunteer, .lead],
    ]

    /// A role as it would be given, with the limits looked up.
    struct Given: Hashable {
        let role: PersonRole
        let organisation: OrganisationRecord?
        let warehouse: WarehouseRecord?

        var ids: (role: Role, organisation: Identifier<Owner>?, warehouse: Identifier<Warehouse>?) {
            (role.role, organisation?.id, warehouse?.id)
        }

        static func == (left: Self, right: Self) -> Bool { left.role == right.role }
        func hash(into hasher: inout Hasher) { hasher.combine(role) }
    }

    /// Refuses a role that the speaker may not give: not theirs to give at all, or not so far.
    static func require(_ given: Given, _ desk: Desk) throws(Refusal) {
        let may = desk.scope.reaches.contains { reach in
            guard let role = reach.role, gives[role]?.contains(given.role.role) == true else { return false }
            let ownersFit = given.organisation.map { reach.owners.contains($0.id) } ?? (reach.owners == .everything)
            let warehousesFit = given.warehouse.map { reach.warehouses.contains($0.id) } ?? (reach.warehouses == .everything)
            return ownersFit && warehousesFit
        }
        guard !may else { return }
        let held = Set(desk.scope.reaches.compactMap(\.role)).flatMap { gives[$0] ?? [] }
        let list = Role.allCases.filter(held.contains).map(\.rawValue).joined(separator: ", ")
        let isTheirs = held.contains(given.role.role)
        throw Refusal(
            .permissionScope, ["role": .string(given.role.description)],
            isTheirs
                ? Wording(
                    "your role does not reach as far as \(given.role): limit it with organisation= and warehouse= to what you reach yourself",
                    "votre rôle ne va pas jusqu'à \(given.role) : le limiter avec association= et entrepôt= à ce que vous atteignez vous-même"
                )
                : Wording(
                    "you may give \(list), not \(given.role.role.rawValue): ask an administrator",
                    "vous pouvez donner \(list), pas \(given.role.role.rawValue) : demander à un administrateur"))
    }

    /// Refuses a person some of whose roles the speaker could not give: a new PIN would make them that person.
    static func require(_ person: PersonRecord, _ desk: Desk) throws(Refusal) {
        for role in person.roles {
            try require(
                Given(
                    role: role, organisation: role.organisation.flatMap { desk.catalogue.organisation($0) },
                    warehouse: role.warehouse.flatMap { desk.catalogue.warehouse($0) }), desk)
        }
    }
}

extension PersonRole {
    /// What is left of a role through an account whose persons may hold no more than `ceiling`: one for each limit that both fit.
    package func within(_ ceiling: [PersonRole]) -> [PersonRole] {
        func narrower(_ left: String?, _ right: String?) -> String?? {
            guard let left else { return .some(right) }
            return right == nil || right == left ? .some(left) : nil
        }
        return ceiling.compactMap { one in
            guard one.role == .admin || one.role == role, let organisation = narrower(organisation, one.organisation),
                let warehouse = narrower(warehouse, one.warehouse)
            else { return nil }
            return PersonRole(role, organisation: organisation, warehouse: warehouse)
        }
    }
}
