package import Measures

/// A role that a person holds, with its limits together: volunteer for abri in calais.
package struct PersonRole: Hashable, Comparable, Sendable, CustomStringConvertible {
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

    /// `volunteer(abri/calais)`; a star where there is no limit, nothing at all where there is none.
    package var description: String {
        organisation == nil && warehouse == nil ? role.rawValue : "\(role.rawValue)(\(organisation ?? "*")/\(warehouse ?? "*"))"
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// Somebody who says who they are on an account that several people share.
package struct PersonRecord: Hashable, Sendable {
    /// Whether somebody may still speak as the person.
    package enum State: String, Sendable, Hashable {
        case active
        /// The last day is over, or somebody ended it.
        case ended
        case erased
    }

    package let id: Int64
    package let code: String
    /// Nil when none was given, and once it was erased.
    package let name: String?
    package let roles: [PersonRole]
    /// The last day, and when it is over.
    package let until: CivilDate?
    package let endsAt: Timestamp?
    /// When somebody ended it.
    package let endedAt: Timestamp?
    package let isErased: Bool
    package let hasPIN: Bool
    package let addedBy: String
    package let addedAt: Timestamp

    package func state(at now: Timestamp) -> State {
        if isErased { return .erased }
        return endedAt != nil || endsAt.map { $0 <= now } == true ? .ended : .active
    }
}
