/// Refusals of accounts without any role, counted: such an account could otherwise fill the log or the audit line by line.
struct StrangerTally: Sendable {
    private var counts: [String: Int] = [:]

    /// Counts a refusal; true when it is the account's first since its number was last told.
    mutating func note(_ account: String) -> Bool {
        counts[account, default: 0] += 1
        return counts[account] == 1
    }

    /// The number of an account's refusals, which starts anew.
    mutating func take(_ account: String) -> Int { counts.removeValue(forKey: account) ?? 0 }

    /// Every account with refusals that were not told.
    var accounts: [String] { counts.keys.sorted() }
}
