package import Measures

/// A role somebody holds, perhaps for one organisation or one warehouse only.
package struct RoleGrant: Sendable, Hashable {
    package var role: Role
    /// The organisation's code the role is limited to; nil for all.
    package var organisation: String?
    /// The warehouse's code the role is limited to; nil for all.
    package var warehouse: String?

    /// A role, unlimited unless said otherwise.
    package init(_ role: Role, organisation: String? = nil, warehouse: String? = nil) {
        self.role = role
        self.organisation = organisation
        self.warehouse = warehouse
    }
}

/// Who speaks in a session: the account the kernel vouches for, and the person if somebody said so.
package struct SessionActor: Sendable, Hashable {
    /// The account's name, or `uid:N` when it has none.
    package var account: String
    /// The user id of the peer.
    package var uid: UInt32
    /// The code of the person who speaks through the account (`hello as=`).
    package var person: String?
    package var roles: [RoleGrant]

    /// Somebody with roles.
    package init(account: String, uid: UInt32, person: String? = nil, roles: [RoleGrant]) {
        self.account = account
        self.uid = uid
        self.person = person
        self.roles = roles
    }

    /// Whether one of `wanted` is held, limited or not; the scope of the role is for the use case to check.
    package func holds(anyOf wanted: Set<Role>) -> Bool {
        roles.contains { $0.role == .admin || wanted.contains($0.role) }
    }

    /// Whether the actor is an administrator.
    package var isAdministrator: Bool { roles.contains { $0.role == .admin } }

    /// The name the books show: the person when known, else the account.
    package var name: String { person ?? account }
}
