/// The locks of a problem, read once: which routes are left alone, which only begin as said, and which break a rule.
///
/// A beginning that breaks a rule cannot be continued by a search that never breaks one, so its route is left alone altogether. It stands all
/// the same, and the solution says what is wrong with it.
struct StandingRoutes {
    /// Routes that are exactly this.
    private(set) var whole: [RouteOutline] = []
    /// Routes that begin with this.
    private(set) var prefixes: [RouteOutline] = []
    /// The locks that break rules.
    private(set) var broken: [BrokenLock] = []

    /// The locks of a problem that `ProblemCheck` accepts.
    init(_ problem: RoutingProblem) {
        var routes = Array(repeating: 0, count: problem.dayCount)
        for lock in problem.locks { routes[lock.route.day] += 1 }
        for (position, lock) in problem.locks.enumerated() {
            let route = lock.route
            let schedule = RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
            var obstacles = schedule.write(route.trips).obstacles
            if !problem.routeLimits.isEmpty, routes[route.day] > problem.routeLimits[route.day] {
                obstacles.append(
                    Obstacle(
                        .routeLimit, needed: routes[route.day], available: problem.routeLimits[route.day], vehicle: route.vehicle,
                        day: route.day))
            }
            if !obstacles.isEmpty { broken.append(BrokenLock(lock: position, obstacles: obstacles)) }
            if lock.extent == .prefix, obstacles.isEmpty { prefixes.append(route) } else { whole.append(route) }
        }
    }
}
