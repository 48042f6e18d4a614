/// Visits of one place that belong together over several days: which days they may fall on, and how far apart.
///
/// The visits are made in the order given, on ascending days, each in whatever vehicle suits. A pattern with fewer days than there are visits
/// serves the first ones and leaves the rest out, each at its prize; leaving all out is always possible. What each visit says of its own days,
/// windows and vehicles holds beside.
///
/// Source of the model: J.-F. Cordeau, M. Gendreau, G. Laporte, "A tabu search heuristic for periodic and multi-depot vehicle routing problems",
/// Networks 30(2), 1997.
package struct VisitSeries: Sendable, Hashable {
    /// Positions of the visits in the problem, in the order in which they are made.
    package var visits: [Int]
    /// The sets of days that are allowed, each ascending; empty when any days will do that keep the gap.
    package var patterns: [[Int]]
    /// The least number of days from one visit to the next: 1 allows the following day, 2 leaves a day between.
    package var leastGap: Int

    /// A series by its patterns, by its least gap, or by both.
    package init(visits: [Int], patterns: [[Int]] = [], leastGap: Int = 1) {
        self.visits = visits
        self.patterns = patterns
        self.leastGap = leastGap
    }

    /// Whether the days of the first so many visits are allowed.
    package func allows(_ days: [Int]) -> Bool {
        guard days.count <= visits.count, zip(days, days.dropFirst()).allSatisfy({ $1 - $0 >= max(1, leastGap) }) else { return false }
        return days.isEmpty || patterns.isEmpty || patterns.contains(days)
    }
}
