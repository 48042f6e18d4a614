/// Whether sending the same line again can help.
package enum Retry: Sendable, Hashable {
    /// No: change the line first.
    case never
    /// Yes, with the same `key=`: the effect happens at most once.
    case sameKey
    /// Yes, after so many milliseconds.
    case after(milliseconds: Int)

    /// The value of `retry=`.
    package var text: String {
        switch self {
        case .never: "never"
        case .sameKey: "same-key"
        case .after(let milliseconds): "after:\(milliseconds)"
        }
    }

    /// Reads the value of `retry=`.
    package init?(text: String) {
        switch text {
        case "never": self = .never
        case "same-key": self = .sameKey
        default:
            guard text.hasPrefix("after:"), let milliseconds = Int(text.dropFirst(6)), milliseconds >= 0 else { return nil }
            self = .after(milliseconds: milliseconds)
        }
    }
}

/// What a writing command did to the books.
package enum BookState: String, Sendable, Hashable {
    case changed
    case unchanged
    /// The connection was lost between COMMIT and its answer: repeat with the same key to learn.
    case unknown
}
