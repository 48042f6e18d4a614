/// Everything the solver is told.
///
/// A problem may hold any figures; `ProblemCheck` says whether they make sense, and the search does not begin before they do.
package struct RoutingProblem: Sendable, Hashable {
    /// How many days it covers, numbered from 0.
    package var dayCount: Int
    /// How many load dimensions its demands and capacities have, 1 to 4.
    package var dimensionCount: Int
    /// What has to be done.
    package var visits: [Visit]
    /// What there is to do it with.
    package var vehicles: [VehicleType]
    /// How far everything is.
    package var travel: TravelMatrix
    /// For each day how many routes may go out (crews), empty for no limit.
    package var routeLimits: [Int]

    /// A problem out of its parts.
    package init(
        dayCount: Int = 1, dimensionCount: Int = 1, visits: [Visit], vehicles: [VehicleType], travel: TravelMatrix, routeLimits: [Int] = []
    ) {
        self.dayCount = dayCount
        self.dimensionCount = dimensionCount
        self.visits = visits
        self.vehicles = vehicles
        self.travel = travel
        self.routeLimits = routeLimits
    }

    /// The largest time, distance or window the solver computes with: three years in seconds, a hundred thousand kilometres.
    package static let largestMeasure = 100_000_000
    /// The largest demand or capacity in one dimension.
    package static let largestLoad = 1_000_000_000
    /// The largest prize, fixed cost or day cost.
    package static let largestCost = 1_000_000_000_000
    /// The most visits of one problem; its travel matrix takes eight bytes per pair.
    package static let mostVisits = 20_000
    /// The most slots (vehicle copies times days) of one problem.
    package static let mostSlots = 50_000
}
