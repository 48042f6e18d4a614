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

    /// Metres of all routes.
    package var metres: Int { routes.reduce(0) { $0 + $1.metres } }
    /// Seconds of all routes, from leaving to return.
    package var seconds: Int { routes.reduce(0) { $0 + $1.seconds } }
}
