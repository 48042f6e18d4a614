/// What a reader must know about how good the figures are.
package struct DataQuality: Hashable, Sendable {
    /// Entries recorded after their night had been reported.
    package let lateEntries: Int64
    /// Contacts of the period.
    package let contacts: Int64
    /// Of these, estimated.
    package let estimated: Int64
    /// Of these, from memory.
    package let fromMemory: Int64
    /// Receipts without a value.
    package let withoutValue: Int64
    /// Differences nobody has explained.
    package let unexplained: Int64
    /// Rounds that are not closed.
    package let roundsOpen: Int64

    /// The box of a night.
    package init(_ facts: NightlyFacts) {
        lateEntries = Int64(facts.late.count)
        contacts = facts.contacts.reduce(0) { $0 + $1.people }
        estimated = facts.contacts.reduce(0) { $1.quality == .estimated ? $0 + $1.people : $0 }
        fromMemory = facts.contacts.reduce(0) { $1.quality == .memory ? $0 + $1.people : $0 }
        withoutValue = Int64(facts.unvalued.count)
        unexplained = Int64(facts.unexplained.count)
        roundsOpen = Int64(facts.openRounds.count)
    }
}
