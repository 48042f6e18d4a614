package import Measures
package import Speech

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
    /// The account's own roles, while a person speaks through it.
    package var accountRoles: [RoleGrant] = []
    /// What persons who speak through the account may hold at most; nil when it is one person's own.
    package var shared: [RoleGrant]?
    /// Why the person may not speak any more: the session ends with it.
    package var ended: Refusal?

    /// Somebody with roles.
    package init(
        account: String, uid: UInt32, person: String? = nil, roles: [RoleGrant], shared: [RoleGrant]? = nil, ended: Refusal? = nil
    ) {
        self.shared = shared
        self.ended = ended
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
