/// A number of people as an audience may see it.
package enum DisclosedCount: Hashable, Sendable {
    /// As counted: inside only.
    case exact(Int64)
    /// Rounded to the nearest multiple of 5, by itself.
    case rounded(Int64)
    /// One to four people: shown as "<5".
    case fewerThanFive
    /// Hidden because it would give a small number away.
    case hidden

    /// One count alone, for an audience outside: 0, "<5" or rounded to 5.
    package init(outside count: Int64) {
        switch count {
        case ...0: self = .rounded(0)
        case 1...4: self = .fewerThanFive
        default: self = .rounded((count + 2) / 5 * 5)
        }
    }
}
