@testable import RouteSolver

/// Random problems, small ones for brute force and larger ones for the checker; the same seed gives the same problem.
extension Instances {
    /// Two days, two dimensions, several windows, skills, prizes, reloads, an asymmetric matrix; no series, breaks or locks.
    static func plain(visits count: Int, seed: UInt64) -> RoutingProblem {
        var random = SplitMix64(seed: seed)
        let visits = (0..<count).map { visit($0, days: 2, &random) }
        return RoutingProblem(
            dayCount: 2, dimensionCount: 2, visits: visits, vehicles: vehicles(days: 2, &random), travel: matrix(count + 2, &random),
            routeLimits: [1, 1 + random.below(2)], order: seed % 2 == 0 ? .levels : .prices)
    }

    /// All of the plain one, and by seed: three days with series by patterns or by gap, breaks, leg costs, and a lock on a route found by
    /// trying.
    static func random(visits count: Int, seed: UInt64) -> RoutingProblem {
        var random = SplitMix64(seed: seed)
        let hasSeries = random.below(2) == 0
        let days = hasSeries ? 3 : 2
        let visits = (0..<count).map { visit($0, days: days, &random) }
        var problem = RoutingProblem(
            dayCount: days, dimensionCount: 2, visits: visits, vehicles: vehicles(days: days, &random), travel: matrix(count + 2, &random),
            routeLimits: (0..<days).map { day in day == 0 ? 1 : 1 + random.below(2) }, order: random.below(2) == 0 ? .levels : .prices)
        if random.below(3) == 0 { problem.routeLimits = [] }
        problem.vehicles[1].count = 1 + random.below(2)
        if hasSeries { addSeries(to: &problem, &random) }
        if random.below(2) == 0 { addBreaks(to: &problem, &random) }
        if random.below(2) == 0 {
            for vehicle in problem.vehicles.indices {
                problem.vehicles[vehicle].costPerMetre = random.below(3)
                problem.vehicles[vehicle].costPerDrivingSecond = random.below(4)
            }
        }
        if random.below(2) == 0 { addLock(to: &problem, &random) }
        return problem
    }

    /// A plan to begin from: visits dealt out to slots without a look at any rule but the number of trips, some left out.
    static func start(for problem: RoutingProblem, seed: UInt64) -> PlanStart {
        var random = SplitMix64(seed: seed)
        var routes: [RouteOutline] = []
        for (vehicle, type) in problem.vehicles.enumerated() {
            for (day, shift) in type.shifts.enumerated() where shift != nil {
                for copy in 0..<type.count { routes.append(RouteOutline(vehicle: vehicle, copy: copy, day: day, trips: [[]])) }
            }
        }
        for visit in problem.visits.indices where random.below(4) > 0 && !routes.isEmpty {
            routes[random.below(routes.count)].trips[0].append(visit)
        }
        return PlanStart(routes: routes.filter { !$0.visits.isEmpty }, pricePerChange: random.below(600))
    }

    private static func matrix(_ places: Int, _ random: inout SplitMix64) -> TravelMatrix {
        let points = (0..<places).map { _ in (random.below(1000), random.below(1000)) }
        var seconds: [Int] = []
        var metres: [Int] = []
        for from in 0..<places {
            for to in 0..<places {
                let way = abs(points[from].0 - points[to].0) + abs(points[from].1 - points[to].1)
                metres.append(from != to && random.below(40) == 0 ? TravelMatrix.unreachable : way + random.below(60))
                seconds.append(way + random.below(200))
            }
        }
        return TravelMatrix(count: places, seconds: seconds, metres: metres)
    }

    private static func visit(_ index: Int, days: Int, _ random: inout SplitMix64) -> Visit {
        Visit(
            id: 100 + index, location: index + 2,
            windows: (0..<days).map { _ in
                if random.below(5) == 0 { return [] }
                let opens = random.below(3000)
                let closes = opens + random.below(2000)
                let first = ServiceWindow(opens: opens, closes: closes)
                return random.below(2) == 0 ? [first] : [first, ServiceWindow(opens: closes + 500, closes: closes + 900)]
            }, serviceSeconds: random.below(300), demand: [1 + random.below(6), random.below(4)],
            prize: random.below(3) == 0 ? random.below(3000) : nil, allowedVehicles: random.below(6) == 0 ? [0] : nil,
            allowedDays: random.below(6) == 0 ? [1] : nil, requiredSkills: random.below(6) == 0 ? 1 : 0,
            dayCosts: random.below(2) == 0 ? (0..<days).map { $0 == 0 ? 0 : random.below(200) } : [])
    }

    private static func vehicles(days: Int, _ random: inout SplitMix64) -> [VehicleType] {
        [
            VehicleType(
                id: 1, count: 1, capacity: [9, 8],
                shifts: (0..<days).map { $0 == 0 ? Shift(begins: 0, ends: 5000, skills: 1) : Shift(begins: 500, ends: 4500) },
                startLocation: 0, endLocation: 1, reloads: 1, reloadSeconds: 200, fixedCost: 100),
            VehicleType(
                id: 2, count: 1, capacity: [14, 6], shifts: (0..<days).map { $0 == 0 ? nil : Shift(begins: 0, ends: 6000, skills: 1) },
                startLocation: 1, endLocation: 1, speedPercent: 70, reloads: 0, fixedCost: 300),
        ]
    }

    /// Two or three visits of one place, the first of the problem, and another such place when there are enough.
    private static func addSeries(to problem: inout RoutingProblem, _ random: inout SplitMix64) {
        let days = problem.dayCount
        var first = 0
        while first + 2 <= problem.visits.count, problem.series.count < 1 + problem.visits.count / 10 {
            let visits = Array(first..<min(problem.visits.count, first + 2 + random.below(2)))
            first += visits.count
            for visit in visits {
                problem.visits[visit].location = problem.visits[visits[0]].location
                problem.visits[visit].allowedDays = nil
                for day in 0..<days where problem.visits[visit].windows[day].isEmpty {
                    problem.visits[visit].windows[day] = [ServiceWindow(opens: random.below(1500), closes: 1500 + random.below(3000))]
                }
            }
            var patterns: [[Int]] = []
            let gap = 1 + random.below(2)
            if random.below(2) == 0 {
                for set in 1..<(1 << days) {
                    let pattern = (0..<days).filter { set & (1 << $0) != 0 }
                    let keepsGap = zip(pattern, pattern.dropFirst()).allSatisfy { $1 - $0 >= gap }
                    if pattern.count <= visits.count, keepsGap, random.below(2) == 0 { patterns.append(pattern) }
                }
            }
            problem.series.append(VisitSeries(visits: visits, patterns: patterns, leastGap: gap))
        }
    }

    /// One or two breaks in some shifts.
    private static func addBreaks(to problem: inout RoutingProblem, _ random: inout SplitMix64) {
        for vehicle in problem.vehicles.indices {
            for day in 0..<problem.dayCount where random.below(4) > 0 {
                let opens = 800 + random.below(1500)
                let first = ShiftBreak(opens: opens, closes: opens + random.below(900), seconds: 100 + random.below(400))
                let second = ShiftBreak(
                    opens: first.closes + 500, closes: first.closes + 500 + random.below(1200), seconds: random.below(300))
                problem.vehicles[vehicle].shifts[day]?.breaks = random.below(2) == 0 ? [first] : [first, second]
            }
        }
    }

    /// A lock on a route that visits taken in random order make up as long as they fit; visits of series stay free.
    private static func addLock(to problem: inout RoutingProblem, _ random: inout SplitMix64) {
        let vehicle = random.below(problem.vehicles.count)
        let copy = random.below(problem.vehicles[vehicle].count)
        let day = random.below(problem.dayCount)
        guard let trial = RouteTrial(problem, vehicle: vehicle, day: day), problem.routeLimits.isEmpty || problem.routeLimits[day] > 0
        else {
            return
        }
        let bound = Set(problem.series.flatMap(\.visits))
        var state = trial.begin
        for visit in problem.visits.indices.filter({ !bound.contains($0) }).shuffled(using: &random) {
            let behind = trial.visited(visit, state) ?? trial.reloaded(state).flatMap { trial.visited(visit, $0) }
            if let behind, trial.closed(behind) != nil { state = behind }
            if state.trips.joined().count > random.below(4) { break }
        }
        guard state.trips != [[]] else { return }
        problem.locks = [
            RouteLock(
                RouteOutline(vehicle: vehicle, copy: copy, day: day, trips: state.trips), extent: random.below(2) == 0 ? .whole : .prefix)
        ]
    }
}
