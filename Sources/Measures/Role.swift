/// What somebody may be in the house: the words of the configuration, of help and of the audit. The administrator may do what every
/// role may.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case viewer
    case volunteer
    case manager
    case lead
    case partner
    case funder
    case admin

    /// Whoever has any role at all.
    package static let everybody = Set(allCases)
}
