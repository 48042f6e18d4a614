/// What makes one plan better than another.
package enum PlanOrder: String, Sendable, Hashable {
    /// Level by level: fewer compulsory visits missed, then less in prizes lost, then less in changes, then less cost. A visit that can be
    /// made is made, however far it is.
    case levels
    /// Fewer compulsory visits missed; then prizes lost, changes and cost are one sum, so that a visit may not be worth its detour and a change
    /// may be worth its price.
    case prices

    /// Whether one value is better than another.
    package func prefers(_ one: PlanValue, over other: PlanValue) -> Bool {
        switch self {
        case .levels:
            (one.missed, one.lostPrizes, one.changes, one.cost) < (other.missed, other.lostPrizes, other.changes, other.cost)
        case .prices: (one.missed, one.total) < (other.missed, other.total)
        }
    }
}

/// What a plan is worth, level by level; the units of all but the first are those of cost.
package struct PlanValue: Sendable, Hashable {
    /// Compulsory visits left out.
    package var missed: Int
    /// Prizes of the optional visits left out.
    package var lostPrizes: Int
    /// Prices of the visits that are not where the plan begun from had them.
    package var changes: Int
    /// Driving, fixed costs and day costs.
    package var cost: Int

    /// A value out of its levels.
    package init(missed: Int, lostPrizes: Int = 0, changes: Int = 0, cost: Int) {
        self.missed = missed
        self.lostPrizes = lostPrizes
        self.changes = changes
        self.cost = cost
    }

    /// Everything but the missed visits as one sum.
    package var total: Int { lostPrizes + changes + cost }
}
