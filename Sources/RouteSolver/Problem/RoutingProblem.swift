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
    /// Visits that belong together over several days; no visit is in two of them.
    package var series: [VisitSeries]
    /// What stands already.
    package var locks: [RouteLock]
    /// What makes one plan better than another.
    package var order: PlanOrder

    /// A problem out of its parts.
    package init(
        dayCount: Int = 1, dimensionCount: Int = 1, visits: [Visit], vehicles: [VehicleType], travel: TravelMatrix, routeLimits: [Int] = [],
        series: [VisitSeries] = [], locks: [RouteLock] = [], order: PlanOrder = .levels
    ) {
        self.dayCount = dayCount
        self.dimensionCount = dimensionCount
        self.visits = visits
        self.vehicles = vehicles
        self.travel = travel
        self.routeLimits = routeLimits
        self.series = series
        self.locks = locks
        self.order = order
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
    /// The most pairs of a visit and a day, and of a visit and a vehicle type on a day.
    package static let mostPairs = 40_000_000
    /// The most stops: the visits, and for every slot its start, its end and each of its reloads.
    package static let mostStops = 20_000_000
    /// The largest cost of one leg, whatever its distance and time are multiplied with.
    package static let largestLegCost = 500_000_000
    /// The most days of a problem with series.
    package static let mostSeriesDays = 62
    /// The most visits of one series.
    package static let mostSeriesVisits = 16
    /// The most patterns of one series, those that follow from its gap included.
    package static let mostPatterns = 5_000
    /// The most breaks of one shift.
    package static let mostBreaks = 3
}
