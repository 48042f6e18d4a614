/// The answer: routes with every time and load, and what is left out with its reason.
package struct Solution: Sendable, Hashable {
    /// The routes, by day, then vehicle, then copy.
    package var routes: [Route]
    /// The visits left out, by position.
    package var unserved: [UnservedVisit]
    /// What it is worth.
    package var value: PlanValue
    /// Iterations made to find it.
    package var iterations: Int
    /// The locks that break a rule; they stand all the same, and nothing was added to their routes.
    package var brokenLocks: [BrokenLock] = []
    /// What of the plan begun from could not be taken over, and why; the visits concerned were placed anew.
    package var startFaults: [ProblemFault] = []

    /// Metres of all routes.
    package var metres: Int { routes.reduce(0) { $0 + $1.metres } }
    /// Seconds of all routes, from leaving to return.
    package var seconds: Int { routes.reduce(0) { $0 + $1.seconds } }
}

/// A lock that stands although it breaks rules.
package struct BrokenLock: Sendable, Hashable {
    /// Position of the lock in the problem.
    package var lock: Int
    /// The rules it breaks, with their figures.
    package var obstacles: [Obstacle]
}
