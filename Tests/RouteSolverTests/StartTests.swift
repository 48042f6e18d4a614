import Testing

@testable import RouteSolver

@Suite("Beginning from a plan") struct StartTests {
    /// Searches from a start, expects the checker to have nothing against the answer, and returns it.
    @discardableResult
    private func solve(_ problem: RoutingProblem, from start: PlanStart, iterations: Int, seed: UInt64 = 1) throws -> Solution {
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: iterations), from: start)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
        return solution
    }

    private func outlines(_ solution: Solution) -> [RouteOutline] {
        solution.routes.map {
            RouteOutline(vehicle: $0.vehicle, copy: $0.copy, day: $0.day, trips: $0.trips.map { $0.stops.map(\.visit) })
        }
    }

    /// What a plan that keeps the rules is worth when it is what the search is given.
    private func value(_ routes: [RouteOutline], _ problem: RoutingProblem) -> PlanValue {
        let made = Set(routes.flatMap(\.visits))
        var value = PlanValue(missed: 0, cost: 0)
        for (index, visit) in problem.visits.enumerated() where !made.contains(index) {
            if let prize = visit.prize { value.lostPrizes += prize } else { value.missed += 1 }
        }
        for route in routes {
            value.cost +=
                RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day).write(route.trips).route.cost
            for visit in route.visits where !problem.visits[visit].dayCosts.isEmpty {
                value.cost += problem.visits[visit].dayCosts[route.day]
            }
        }
        return value
    }

    /// Leaves routes and last visits of routes out of a plan so that it keeps the rules as before; locks and series stay whole.
    private func thinned(_ routes: [RouteOutline], _ problem: RoutingProblem, _ random: inout SplitMix64) -> [RouteOutline] {
        let bound = Set(problem.series.flatMap(\.visits) + problem.locks.flatMap(\.route.visits))
        return routes.compactMap { route in
            guard let last = route.visits.last, !bound.contains(last), random.below(2) == 0 else { return route }
            var thinner = route
            thinner.trips[thinner.trips.count - 1].removeLast()
            thinner.trips.removeAll(where: \.isEmpty)
            let schedule = RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
            guard !thinner.trips.isEmpty else { return nil }
            return schedule.write(thinner.trips).obstacles.isEmpty ? thinner : route
        }
    }

    private func expectNotWorse(_ problem: RoutingProblem, _ routes: [RouteOutline], seed: UInt64, iterations: [Int]) throws {
        let start = PlanStart(routes: routes, pricePerChange: Int(seed % 3) * 200)
        let begun = value(routes, problem)
        for count in iterations {
            let solution = try solve(problem, from: start, iterations: count, seed: seed)
            #expect(
                !problem.order.prefers(begun, over: solution.value), "seed \(seed), \(count) iterations: \(begun), then \(solution.value)")
            #expect(solution.startFaults == [])
        }
    }

    @Test("a best plan is never made worse", arguments: 1...60)
    func fromBest(seed: UInt64) throws {
        let problem = Instances.random(visits: 3 + Int(seed % 3), seed: seed)
        let (best, routes) = BruteForce(problem).best()
        guard best.missed <= problem.visits.count else { return }
        try expectNotWorse(problem, routes, seed: seed, iterations: [0, 1, 200])
        var random = SplitMix64(seed: seed)
        try expectNotWorse(problem, thinned(routes, problem, &random), seed: seed, iterations: [0, 1])
    }

    @Test("a plan found otherwise is never made worse, whole or with visits left out", arguments: 1...40)
    func fromFound(seed: UInt64) throws {
        let problem = Instances.random(visits: 20 + Int(seed % 20), seed: seed)
        let found = outlines(try RouteSearch(problem, seed: seed + 100).solve(SearchLimit(iterations: 60)))
        try expectNotWorse(problem, found, seed: seed, iterations: seed % 8 == 0 ? [0, 1, 500] : [0, 1])
        var random = SplitMix64(seed: seed)
        try expectNotWorse(problem, thinned(found, problem, &random), seed: seed, iterations: [0, 20])
    }

    @Test("two visits that only stand together are kept from the plan begun from")
    func pair() throws {
        // No way from the depot to 1, none home from 0: only 0 and then 1 can be driven, and neither alone.
        var problem = RoutingProblem(
            visits: [Instances.visit(0), Instances.visit(1)], vehicles: [Instances.van()],
            travel: TravelMatrix(distances: [[0, 10, -1], [-1, 0, 10], [10, 10, 0]]))
        let start = PlanStart(routes: [RouteOutline(vehicle: 0, trips: [[0, 1]])])
        for order in [PlanOrder.levels, .prices] {
            problem.order = order
            let solution = try solve(problem, from: start, iterations: 100)
            #expect(solution.value == PlanValue(missed: 0, cost: 30))
            #expect(solution.startFaults == [])
        }
    }

    @Test("what breaks a rule is named once, and placed anew", arguments: [PlanOrder.levels, .prices])
    func faults(order: PlanOrder) throws {
        // Vehicle 0 takes 10 and may not load again, vehicle 1 works on day 1 only; visit 3 is for vehicle 1.
        var visits = (0..<5).map { Instances.visit($0, demand: [4], days: 2) }
        visits[3].allowedVehicles = [1]
        var second = Instances.van(9, days: 2)
        second.shifts[0] = nil
        let problem = RoutingProblem(
            dayCount: 2, visits: visits, vehicles: [Instances.van(7, days: 2), second], travel: Instances.line([10, 20, 30, 40, 50]),
            order: order)
        func codes(_ routes: [RouteOutline]) throws -> [String] {
            let solution = try solve(problem, from: PlanStart(routes: routes, pricePerChange: 3), iterations: 50)
            return solution.startFaults.map { "\($0.code.rawValue) \($0.place)" }
        }
        #expect(try codes([RouteOutline(vehicle: 0, trips: [[0, 1]])]) == [])
        #expect(try codes([RouteOutline(vehicle: 0, trips: [[0, 3]])]) == ["START.RULE visit 3"])
        #expect(try codes([RouteOutline(vehicle: 0, trips: [[0, 1, 2]])]) == ["START.RULE visit 2"])
        #expect(try codes([RouteOutline(vehicle: 0, trips: [[0], [1]])]) == ["START.RULE visit 1"])
        #expect(try codes([RouteOutline(vehicle: 0, trips: [[0, 0]])]) == ["START.DUPLICATE-VISIT start route 0"])
        #expect(
            try codes([RouteOutline(vehicle: 0, trips: [[0]]), RouteOutline(vehicle: 0, day: 1, trips: [[1, 0]])]) == [
                "START.DUPLICATE-VISIT start route 1"
            ])
        #expect(
            try codes([RouteOutline(vehicle: 0, trips: [[0, 77, -1]])]) == [
                "START.UNKNOWN-VISIT start route 0", "START.UNKNOWN-VISIT start route 0",
            ])
        #expect(try codes([RouteOutline(vehicle: 1, day: 0, trips: [[0]])]) == ["START.SLOT start route 0"])
        #expect(try codes([RouteOutline(vehicle: 0, day: -1, trips: [[0]])]) == ["START.SLOT start route 0"])
        #expect(
            try codes([RouteOutline(vehicle: 0, trips: [[0]]), RouteOutline(vehicle: 0, trips: [[1]])]) == [
                "START.DUPLICATE-SLOT start route 1"
            ])
    }

    @Test("a plan on days that a series may not have, or with more routes than may go out, is named")
    func seriesAndLimits() throws {
        var problem = RoutingProblem(
            dayCount: 3, visits: (0..<3).map { Instances.visit($0, days: 3) }, vehicles: [Instances.van(count: 2, days: 3)],
            travel: Instances.line([10, 20, 30]), routeLimits: [1, 1, 1], series: [VisitSeries(visits: [0, 1], leastGap: 2)])
        let near = PlanStart(routes: [RouteOutline(vehicle: 0, day: 0, trips: [[0]]), RouteOutline(vehicle: 0, day: 1, trips: [[1, 2]])])
        let moved = try solve(problem, from: near, iterations: 50)
        #expect(moved.startFaults.map { "\($0.code.rawValue) \($0.place)" } == ["START.RULE series 0"])
        #expect(moved.value.missed == 0)
        problem.series = []
        let crowded = PlanStart(routes: [RouteOutline(vehicle: 0, copy: 0, trips: [[0]]), RouteOutline(vehicle: 0, copy: 1, trips: [[1]])])
        #expect(
            try solve(problem, from: crowded, iterations: 50).startFaults.map { "\($0.code.rawValue) \($0.place)" } == [
                "START.RULE vehicle 0 copy 1 day 0"
            ])
    }

    @Test("no figure of a plan to begin from traps", arguments: [Int.min, -1, 0, 1, 1_000_000_000_001, Int.max])
    func extremes(figure: Int) throws {
        var problem = Instances.random(visits: 8, seed: 4)
        let changes: [(inout PlanStart) -> Void] = [
            { $0.pricePerChange = figure }, { $0.routes[0].vehicle = figure }, { $0.routes[0].copy = figure },
            { $0.routes[0].day = figure },
            { $0.routes[0].trips = [[figure, figure, 0]] }, { $0.routes[0].trips = [[], [figure], []] },
        ]
        for order in [PlanOrder.levels, .prices] {
            problem.order = order
            for change in changes {
                var start = Instances.start(for: problem, seed: 6)
                change(&start)
                try solve(problem, from: start, iterations: 10)
            }
        }
    }

    @Test("any plan at all can be begun from", arguments: 1...40)
    func anything(seed: UInt64) throws {
        let problem = Instances.random(visits: 10, seed: seed)
        var random = SplitMix64(seed: seed)
        let routes = (0..<6).map { _ in
            RouteOutline(
                vehicle: random.below(4) - 1, copy: random.below(4) - 1, day: random.below(5) - 1,
                trips: (0..<random.below(4)).map { _ in (0..<random.below(5)).map { _ in random.below(12) - 1 } })
        }
        let solution = try solve(problem, from: PlanStart(routes: routes, pricePerChange: random.below(300)), iterations: 30)
        let named = ProblemCheck.faults(in: PlanStart(routes: routes), for: problem)
        #expect(Array(solution.startFaults.prefix(named.count)) == named)
        #expect(solution.startFaults.dropFirst(named.count).allSatisfy { $0.code == .startRule })
    }
}
