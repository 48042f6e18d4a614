/// A second opinion: recomputes a solution from the problem alone.
///
/// It shares no code with the search, so that a fault in one does not hide in the other. Slow and plain on purpose. Sums are taken wrapping,
/// because what is claimed may be any figure.
package struct SolutionChecker {
    private let problem: RoutingProblem
    private let solution: Solution
    private let begun: PlanStart?
    private var faults: [SolutionFault] = []
    private var cost = 0
    /// Where each visit is made, as often as it is.
    private var made: [Int: [Route]] = [:]

    /// Everything wrong with a solution to a problem that `ProblemCheck` accepts; empty when it stands.
    ///
    /// `start` is the plan the search was given to begin from, which decides what counts as a change. A visit that is in it twice counts where it
    /// is first, and a price that is no price (`START.PRICE`) counts as 0.
    package static func faults(in solution: Solution, to problem: RoutingProblem, start: PlanStart? = nil) -> [SolutionFault] {
        var checker = SolutionChecker(problem: problem, solution: solution, begun: start)
        let standing = checker.checkBrokenLocks()
        checker.checkRoutes(standing: standing)
        checker.checkLocks(standing: standing)
        checker.checkRouteLimits()
        checker.checkSeries()
        checker.checkVisits()
        checker.checkValue()
        return checker.faults
    }

    private init(problem: RoutingProblem, solution: Solution, begun: PlanStart?) {
        self.problem = problem
        self.solution = solution
        self.begun = begun
    }

    private mutating func report(_ code: SolutionFault.Code, _ text: String) { faults.append(SolutionFault(code: code, text: text)) }

    private static func slot(_ outline: RouteOutline) -> [Int] { [outline.vehicle, outline.copy, outline.day] }
    private static func slot(_ route: Route) -> [Int] { [route.vehicle, route.copy, route.day] }

    /// The locks that are rightly said to break a rule: their routes stand as they are.
    private mutating func checkBrokenLocks() -> Set<Int> {
        var standing: Set<Int> = []
        for claim in solution.brokenLocks {
            guard problem.locks.indices.contains(claim.lock), !standing.contains(claim.lock) else {
                report(.brokenLock, "lock \(claim.lock) does not exist or is named twice")
                continue
            }
            if LockTrial(problem).isDrivable(problem.locks[claim.lock].route) {
                report(.brokenLock, "lock \(claim.lock) is said to break a rule and breaks none")
            } else {
                standing.insert(claim.lock)
            }
        }
        return standing
    }

    private mutating func checkRoutes(standing: Set<Int>) {
        let excused = Set(standing.map { Self.slot(problem.locks[$0].route) })
        var slots: Set<[Int]> = []
        for route in solution.routes {
            let name = "route of vehicle \(route.vehicle) copy \(route.copy) on day \(route.day)"
            guard problem.vehicles.indices.contains(route.vehicle), (0..<problem.dayCount).contains(route.day),
                (0..<problem.vehicles[route.vehicle].count).contains(route.copy),
                let shift = problem.vehicles[route.vehicle].shifts[route.day], slots.insert(Self.slot(route)).inserted
            else {
                report(.slot, "\(name): there is no such vehicle that day, or it is used twice")
                continue
            }
            var checker = RouteChecker(problem, route: route, shift: shift, name: name, isExcused: excused.contains(Self.slot(route)))
            checker.check()
            faults += checker.faults
            cost &+= checker.cost
            for visit in checker.made { made[visit, default: []].append(route) }
        }
    }

    private mutating func checkLocks(standing: Set<Int>) {
        for (number, lock) in problem.locks.enumerated() {
            let route = solution.routes.first { Self.slot($0) == Self.slot(lock.route) }
            let trips = route?.trips.map { $0.stops.map(\.visit) } ?? []
            if lock.extent == .whole || standing.contains(number) {
                if trips != lock.route.trips { report(.lock, "lock \(number) is \(lock.route.trips), the route is \(trips)") }
                continue
            }
            let full = lock.route.trips.dropLast()
            let last = lock.route.trips.last ?? []
            if !trips.starts(with: full) || trips.count <= full.count || !trips[full.count].starts(with: last) {
                report(.lock, "lock \(number) begins with \(lock.route.trips), the route is \(trips)")
            }
        }
    }

    /// On a day with more locks than routes may go out, the locks go.
    private mutating func checkRouteLimits() {
        for day in 0..<problem.dayCount where !problem.routeLimits.isEmpty {
            let out = solution.routes.filter { $0.day == day }.count
            let limit = max(problem.routeLimits[day], problem.locks.filter { $0.route.day == day }.count)
            if out > limit { report(.tooManyRoutes, "day \(day): \(out) routes of at most \(limit)") }
        }
    }

    private mutating func checkSeries() {
        let locked = Set(problem.locks.flatMap(\.route.visits))
        for (number, series) in problem.series.enumerated() {
            let days = series.visits.map { made[$0]?.first?.day }
            let first = days.prefix { $0 != nil }.compactMap { $0 }
            let behind = days.indices.dropFirst(first.count).filter { days[$0] != nil }
            if behind.contains(where: { !locked.contains(series.visits[$0]) }) {
                report(.series, "series \(number): a visit is made although one before it is not")
            } else if behind.isEmpty ? !series.allows(first) : !leavesRoom(days, for: series) {
                report(.series, "series \(number): days \(days.compactMap { $0 }) are not allowed")
            }
        }
    }

    /// Whether those made, which are locked behind one that could not be made, are where some pattern has them.
    private func leavesRoom(_ days: [Int?], for series: VisitSeries) -> Bool {
        let made = days.enumerated().compactMap { entry in entry.element.map { (rank: entry.offset, day: $0) } }
        let gap = max(1, series.leastGap)
        return zip(made, made.dropFirst()).allSatisfy { $1.day - $0.day >= ($1.rank - $0.rank) * gap }
            && (series.patterns.isEmpty
                || series.patterns.contains { pattern in made.allSatisfy { $0.rank < pattern.count && pattern[$0.rank] == $0.day } })
    }

    private mutating func checkVisits() {
        for entry in solution.unserved where !problem.visits.indices.contains(entry.visit) {
            report(.unknownVisit, "visit \(entry.visit) is left out and does not exist")
        }
        var leftOut: [Int: Int] = [:]
        for entry in solution.unserved { leftOut[entry.visit, default: 0] += 1 }
        for index in problem.visits.indices {
            let times = made[index]?.count ?? 0
            let absences = leftOut[index, default: 0]
            if times > 1 { report(.madeTwice, "visit \(index) is made \(times) times") }
            if times + absences != 1 { report(.forgotten, "visit \(index) is made \(times) times and left out \(absences) times") }
        }
    }

    private mutating func checkValue() {
        var value = PlanValue(missed: 0, cost: cost)
        for (index, visit) in problem.visits.enumerated() where made[index] == nil {
            if let prize = visit.prize { value.lostPrizes += prize } else { value.missed += 1 }
        }
        if let begun, (0...RoutingProblem.largestCost).contains(begun.pricePerChange) {
            var seen: Set<Int> = []
            for route in begun.routes {
                for visit in route.visits where problem.visits.indices.contains(visit) && seen.insert(visit).inserted {
                    if made[visit]?.first.map(Self.slot) != Self.slot(route) { value.changes += begun.pricePerChange }
                }
            }
        }
        let claimed = solution.value
        if claimed != value {
            report(
                .value,
                "claims \(claimed.missed), \(claimed.lostPrizes), \(claimed.changes), \(claimed.cost); it is \(value.missed), \(value.lostPrizes), \(value.changes), \(value.cost) (missed, prizes lost, changes, cost)"
            )
        }
    }
}
