/// How a stop went.
package enum StopOutcome: String, Sendable, CaseIterable {
    case served
    case partlyServed = "partly-served"
    case noAccess = "no-access"
    case stoppedByPolice = "stopped-by-police"
    case evicted
    case noOneThere = "no-one-there"

    /// Whether something may have been given out.
    package var mayHaveGiven: Bool { self == .served || self == .partlyServed }
}

/// How well a figure is known; printed in reports.
package enum RecordQuality: String, Sendable, CaseIterable {
    case counted, estimated, memory
}

/// What is known of one stop when a round comes back.
package struct StopRecord: Sendable, Hashable {
    /// Number of the stop in the round.
    package var stop: Int
    /// People served.
    package var people: Int64
    /// How it went.
    package var outcome: StopOutcome
    /// Base units given out per item; `nil` when only people and outcome were noted.
    package var given: [ItemUnits]?

    /// A stop.
    package init(stop: Int, people: Int64, outcome: StopOutcome = .served, given: [ItemUnits]? = nil) {
        self.stop = stop
        self.people = people
        self.outcome = outcome
        self.given = given
    }

    /// Whether what it gave out is still to be found.
    package var isOpen: Bool { given == nil && outcome.mayHaveGiven && people > 0 }
}

/// Some units of an item, of one lot where that is known.
package struct ItemUnits: Sendable, Hashable {
    /// The item; a parent may stand for its variants.
    package var item: String
    /// The lot; `nil` when only the item is known.
    package var lot: Int64?
    /// Base units, zero or more.
    package var units: Int64

    /// Some units of an item.
    package init(_ item: String, lot: Int64? = nil, _ units: Int64) {
        self.item = item
        self.lot = lot
        self.units = units
    }
}
