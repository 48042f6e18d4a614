/// Who may what, as the configuration says it: accounts and groups of the machine with their roles.
package struct RoleSettings: Equatable, Sendable {
    /// By login name, in the file's order.
    package var users: [AccountRoles]
    /// By group name, in the file's order.
    package var groups: [AccountRoles]

    package init(users: [AccountRoles] = [], groups: [AccountRoles] = []) {
        self.users = users
        self.groups = groups
    }

    /// With no roles configured, root and the daemon's own user are administrators.
    package var isEmpty: Bool { users.isEmpty && groups.isEmpty }
}

/// The roles of one account or group, and what they are limited to, both limits together: "manager for abri in calais".
///
/// An administrator is never limited; the reader of the configuration refuses it.
package struct AccountRoles: Equatable, Sendable {
    /// Login or group name.
    package let account: String
    /// At least one, each once.
    package let roles: [Role]
    /// Codes of organisations; nil: all of them. Never empty.
    package let organisations: [String]?
    /// Codes of warehouses; nil: all of them. Never empty.
    package let warehouses: [String]?
    /// What persons may hold at most who say who they are on the account (`hello as=`), within the same limits; empty: it is one person's own.
    package let shared: [Role]

    package init(
        account: String, roles: [Role], organisations: [String]? = nil, warehouses: [String]? = nil, shared: [Role] = []
    ) {
        self.shared = shared
        self.account = account
        self.roles = roles
        self.organisations = organisations
        self.warehouses = warehouses
    }

    /// Whether there is something the roles do not reach.
    package var isLimited: Bool { organisations != nil || warehouses != nil }
}
