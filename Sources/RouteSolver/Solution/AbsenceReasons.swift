/// Why visits are left out, read from the final plan and nothing else.
///
/// Asked in this order: could an empty vehicle make it at all; is there a place for it beside the plan; is that place worth its prize. Counts kept
/// during a search would say what the search tried, not what stands in the way.
struct AbsenceReasons {
    private let problem: RoutingProblem
    private let routes: [Route]
    /// Routes longer than this are not searched for a visit that might give way.
    private let longestToDisplaceIn = 60

    init(_ problem: RoutingProblem, routes: [Route]) {
        self.problem = problem
        self.routes = routes
    }

    /// The reasons for some visits, in their order.
    func reasons(for absent: [Int]) -> [UnservedVisit] {
        absent.map { UnservedVisit(visit: $0, reason: reason(for: $0)) }
    }

    private func reason(for visit: Int) -> UnservedVisit.Reason {
        var alone = Nearest()
        for (vehicle, type) in problem.vehicles.enumerated() where type.count > 0 {
            for (day, shift) in type.shifts.enumerated() where shift != nil {
                alone.offer(RouteSchedule(problem: problem, vehicle: vehicle, copy: 0, day: day).write([[visit]]).obstacles, in: problem)
            }
        }
        guard let best = alone.obstacles else { return .impossibleAlone([Obstacle(.noVehicle)]) }
        guard best.isEmpty else { return .impossibleAlone(best) }
        var beside = Nearest()
        var cheapest = Int.max
        for route in routes {
            for trips in places(for: visit, in: route) {
                let written = schedule(of: route).write(trips)
                beside.offer(figures(written.obstacles, for: visit, trips: trips), in: problem)
                if written.obstacles.isEmpty { cheapest = min(cheapest, written.route.metres - route.metres + dayCost(visit, route.day)) }
            }
        }
        for (vehicle, type) in problem.vehicles.enumerated() {
            for day in 0..<problem.dayCount where routes.filter({ $0.vehicle == vehicle && $0.day == day }).count < type.count {
                guard type.shifts[day] != nil else { continue }
                var written = RouteSchedule(problem: problem, vehicle: vehicle, copy: 0, day: day).write([[visit]])
                let out = routes.filter { $0.day == day }.count
                if !problem.routeLimits.isEmpty, out >= problem.routeLimits[day] {
                    written.obstacles.append(
                        Obstacle(.routeLimit, needed: out + 1, available: problem.routeLimits[day], vehicle: vehicle, day: day))
                }
                beside.offer(written.obstacles, in: problem)
                if written.obstacles.isEmpty { cheapest = min(cheapest, written.route.metres + type.fixedCost + dayCost(visit, day)) }
            }
        }
        if cheapest < Int.max { return .notWorthIt(cost: cheapest, prize: problem.visits[visit].prize ?? 0) }
        return .noRoom(beside.obstacles ?? [Obstacle(.noVehicle)], displaces: displaced(by: visit))
    }

    private func schedule(of route: Route) -> RouteSchedule {
        RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
    }

    private func dayCost(_ visit: Int, _ day: Int) -> Int {
        problem.visits[visit].dayCosts.isEmpty ? 0 : problem.visits[visit].dayCosts[day]
    }

    /// The trips of a route with the visit at each place in turn, and alone in a further trip where one is left.
    private func places(for visit: Int, in route: Route) -> [[[Int]]] {
        let trips = route.trips.map { $0.stops.map(\.visit) }
        var found: [[[Int]]] = []
        for trip in trips.indices {
            for place in 0...trips[trip].count {
                var changed = trips
                changed[trip].insert(visit, at: place)
                found.append(changed)
            }
        }
        if trips.count <= problem.vehicles[route.vehicle].reloads {
            for place in 0...trips.count {
                var changed = trips
                changed.insert([visit], at: place)
                found.append(changed)
            }
        }
        return found
    }

    /// Turns a full trip's figures into the visit's own: what it needs and what the others leave.
    private func figures(_ obstacles: [Obstacle], for visit: Int, trips: [[Int]]) -> [Obstacle] {
        obstacles.map { obstacle in
            guard case .capacity(let dimension) = obstacle.constraint else { return obstacle }
            let demand = problem.visits[visit].demand[dimension]
            var own = obstacle
            own.available = demand - obstacle.shortfall
            own.needed = demand
            return own
        }
    }

    /// The served visit with the least demand that would make room for this one by giving way.
    private func displaced(by visit: Int) -> Int? {
        var best: (weight: Int, visit: Int)?
        for route in routes where route.stops.count <= longestToDisplaceIn {
            for leaving in route.stops.map(\.visit) {
                let weight = weight(of: leaving)
                if let best, best <= (weight, leaving) { continue }
                var shorter = route
                for trip in shorter.trips.indices { shorter.trips[trip].stops.removeAll { $0.visit == leaving } }
                shorter.trips.removeAll { $0.stops.isEmpty }
                let candidates = shorter.trips.isEmpty ? [[[visit]]] : places(for: visit, in: shorter)
                if candidates.contains(where: { schedule(of: route).write($0).obstacles.isEmpty }) { best = (weight, leaving) }
            }
        }
        return best?.visit
    }

    /// What is lost when a visit gives way: its prize when it has one, else the largest share of a vehicle it takes, in millionths.
    private func weight(of visit: Int) -> Int {
        if let prize = problem.visits[visit].prize { return prize }
        return problem.visits[visit].demand.enumerated().reduce(0) { most, entry in
            let capacity = problem.vehicles.map { $0.capacity[entry.offset] }.max() ?? 1
            return max(most, entry.element * 1_000_000 / max(1, capacity))
        }
    }
}

/// Keeps the obstacles of the place that fails by least.
private struct Nearest {
    var obstacles: [Obstacle]?
    private var severity = Int.max

    mutating func offer(_ found: [Obstacle], in problem: RoutingProblem) {
        let total = found.reduce(0) { $0 + 50 + Self.severity(of: $1, in: problem) }
        if total < severity {
            severity = total
            obstacles = found
        }
    }

    /// How hard an obstacle is to lift: an hour late weighs as much as a whole vehicle's load too much.
    private static func severity(of obstacle: Obstacle, in problem: RoutingProblem) -> Int {
        switch obstacle.constraint {
        case .capacity(let dimension):
            let capacity = obstacle.vehicle.map { problem.vehicles[$0].capacity[dimension] } ?? 1
            return obstacle.shortfall * 100 / max(1, capacity)
        case .window, .shiftEnd: return obstacle.shortfall / 36
        case .routeLimit: return 40
        case .day: return 5_000
        case .vehicle: return 6_000
        case .skills: return 7_000
        case .closed: return 10_000
        case .unreachable: return 50_000
        case .noVehicle: return 100_000
        }
    }
}
