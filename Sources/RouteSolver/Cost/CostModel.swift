/// What a plan costs, in one scalar for annealing and one exact pair for choosing the best.
///
/// The units are those of the caller: metres driven, plus fixed costs, day costs and prizes.
struct CostModel {
    /// What leaving a visit out costs: its prize, or for a compulsory one more than any place for it could.
    let absence: [Int]
    /// Whether a visit is compulsory.
    let compulsory: [Bool]

    init(_ problem: RoutingProblem) {
        let longest = problem.travel.metres.max() ?? 0
        let fixed = problem.vehicles.map(\.fixedCost).max() ?? 0
        let extra = problem.visits.reduce(0) { max($0, $1.dayCosts.max() ?? 0) }
        let highestPrize = problem.visits.reduce(0) { max($0, $1.prize ?? 0) }
        let beyond = 4 * longest + fixed + extra + highestPrize + 1
        absence = problem.visits.map { $0.prize ?? beyond }
        compulsory = problem.visits.map { $0.prize == nil }
    }
}

/// The value by which plans are compared: fewer compulsory visits missed first, then less cost and fewer prizes lost.
package struct PlanValue: Sendable, Hashable, Comparable {
    /// Compulsory visits left out.
    package var missed: Int
    /// Metres driven, fixed costs, day costs, and prizes of optional visits left out.
    package var cost: Int

    /// A value out of its two levels.
    package init(missed: Int, cost: Int) {
        self.missed = missed
        self.cost = cost
    }

    package static func < (left: PlanValue, right: PlanValue) -> Bool { (left.missed, left.cost) < (right.missed, right.cost) }
}
