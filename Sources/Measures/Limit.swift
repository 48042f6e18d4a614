/// How far somebody reaches among things of one kind: all of them, or only those named.
///
/// There is no third case: a limit that nobody set is not "everything", it has to be said.
package enum Limit<Noun>: Hashable, Sendable {
    case everything
    /// Those named; the empty set reaches nothing.
    case only(Set<Identifier<Noun>>)

    /// Reaches nothing.
    package static var nothing: Limit { .only([]) }

    /// Whether it reaches one of them.
    package func contains(_ one: Identifier<Noun>) -> Bool {
        switch self {
        case .everything: true
        case .only(let named): named.contains(one)
        }
    }

    /// What either reaches.
    package func union(_ other: Limit) -> Limit {
        switch (self, other) {
        case (.everything, _), (_, .everything): .everything
        case (.only(let left), .only(let right)): .only(left.union(right))
        }
    }

    /// Those named, in order; nil when it reaches everything.
    package var named: [Identifier<Noun>]? {
        switch self {
        case .everything: nil
        case .only(let named): named.sorted()
        }
    }
}
