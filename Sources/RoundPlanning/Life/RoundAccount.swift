/// Where units of a round went.
package enum RoundOutflow: String, Sendable, CaseIterable {
    case distributed, handedOver = "handed_over", damaged, wasted, seized, lost, unexplained, returned
}

/// Some units of one lot that went one way.
package struct RoundOutflowLine: Sendable, Hashable {
    /// Where they went.
    package var outflow: RoundOutflow
    /// The stop, for what was distributed.
    package var stop: Int?
    /// The item.
    package var item: String
    /// The lot; `nil` for something found of an item that was not on the vehicle.
    package var lot: Int64?
    /// Base units, above zero.
    package var units: Int64
    /// Whether the figure was shared out or concluded instead of noted.
    package var allocated: Bool
}

/// One item's equation.
package struct RoundAccount: Sendable, Hashable {
    /// The item as the sheet names it: a parent where the sheet speaks of one.
    package var item: String
    /// Loaded before leaving.
    package var loaded: Int64
    /// Loaded on the road.
    package var toppedUp: Int64
    /// Found on the vehicle.
    package var found: Int64
    /// Units per way out, in the order of `RoundOutflow`.
    package var outflows: [Int64]

    /// Units that went one way.
    package subscript(outflow: RoundOutflow) -> Int64 {
        get { outflows[RoundOutflow.allCases.firstIndex(of: outflow) ?? 0] }
        set { outflows[RoundOutflow.allCases.firstIndex(of: outflow) ?? 0] = newValue }
    }

    /// What came on the vehicle less what left it; zero when the equation holds.
    package var difference: Int64 { loaded + toppedUp + found - outflows.reduce(0, +) }

    init(item: String) {
        self.item = item
        loaded = 0
        toppedUp = 0
        found = 0
        outflows = RoundOutflow.allCases.map { _ in 0 }
    }
}
