/// When a search ends.
///
/// By iterations it is reproducible: the same problem, seed and number give the same plan. A caller with a clock also gives `spentShare`.
package struct SearchLimit {
    /// The most iterations.
    package var iterations: Int
    /// Share of a budget (of time, say) that is spent; the search ends at 1. Asked every 64 iterations; `nil` for none.
    package var spentShare: (() -> Double)?

    /// A limit by iterations alone, or by whatever of the two comes first.
    package init(iterations: Int, spentShare: (() -> Double)? = nil) {
        self.iterations = max(0, iterations)
        self.spentShare = spentShare
    }
}

/// How far a search has come.
package struct SearchProgress: Sendable, Hashable {
    /// Iterations made.
    package var iterations: Int
    /// Value of the best plan so far.
    package var best: PlanValue
}
