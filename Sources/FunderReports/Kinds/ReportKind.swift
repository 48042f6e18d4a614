package import Speech

/// What reports there are.
package enum ReportKind: String, Choosable, Hashable {
    /// A warehouse's day, for everybody inside.
    case nightly
    /// What became of a grant, for whoever gave it.
    case usage

    package var words: Wording {
        switch self {
        case .nightly: Wording("nightly", "nuit")
        case .usage: Wording("usage", "emploi")
        }
    }
}
