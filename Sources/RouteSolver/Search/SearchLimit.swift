/// When a search ends.
///
/// By iterations it is reproducible: the same problem, seed and number give the same plan. A caller with a clock gives `spentShare`; with a
/// bound of iterations besides, the search cools down by these, and what is spent only ends it.
package struct SearchLimit: Sendable {
    /// The most iterations.
    package var iterations: Int
    /// Share of a budget (of time, say) that is spent; the search ends at 1. Asked every 64 iterations, by each thread; `nil` for none.
    package var spentShare: (@Sendable () -> Double)?

    /// A limit by iterations alone, or by whatever of the two comes first.
    package init(iterations: Int, spentShare: (@Sendable () -> Double)? = nil) {
        self.iterations = max(0, iterations)
        self.spentShare = spentShare
    }

    /// How much of the search is over after some of its iterations, 1 when it ends.
    func share(after done: Int, of most: Int) -> Double {
        let spent = spentShare?() ?? 0
        return spent >= 1 || iterations == Int.max ? spent : Double(done) / Double(max(1, most))
    }
}

/// How far a search has come.
package struct SearchProgress {
    /// Iterations made.
    package var iterations: Int
    /// Value of the best plan so far, routes locked as a whole apart.
    package var best: PlanValue
    /// The best plan so far, copied out when it is called; to be called before the progress call returns, and not more often than it is
    /// looked at (five times a second, say): a copy visits every visit.
    package var plan: () -> [RouteOutline]
}
