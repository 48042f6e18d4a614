import Testing

@testable import RouteSolver

@Suite("Searching for routes") struct RouteSearchTests {
    @Test("one van drives along the line and back, leaving in time for the first window and not earlier")
    func oneVan() throws {
        // Places at 100, 200, 300 m; the first opens at 500 s. Served in this order: leave at 400, 10 s at each,
        // 500-510, 610-620, 720-730, home at 1030; 600 m.
        let problem = RoutingProblem(
            visits: [
                Instances.visit(0, service: 10, windows: [(500, 505)]), Instances.visit(1, service: 10, windows: [(610, 620)]),
                Instances.visit(2, service: 10, windows: [(700, 800)]),
            ], vehicles: [Instances.van()], travel: Instances.line([100, 200, 300]))
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 200))
        let stops = [
            Stop(visit: 0, arrives: 500, begins: 500, ends: 510, leaves: 510, load: [3], metres: 100),
            Stop(visit: 1, arrives: 610, begins: 610, ends: 620, leaves: 620, load: [2], metres: 100),
            Stop(visit: 2, arrives: 720, begins: 720, ends: 730, leaves: 730, load: [1], metres: 100),
        ]
        let route = Route(
            vehicle: 0, copy: 0, day: 0, trips: [Trip(leaves: 400, load: [3], stops: stops)], departs: 400, returns: 1030, metres: 600,
            cost: 600)
        #expect(
            solution == Solution(routes: [route], unserved: [], value: PlanValue(missed: 0, cost: 600), iterations: 200))
    }

    @Test("a van that may reload makes two trips, and loading again takes its time only once")
    func reload() throws {
        // Demands 6 and 6 in a van of 10: out and back 2 * 100 and 2 * 200 m, 50 s of loading between: 650 s.
        let problem = RoutingProblem(
            visits: [Instances.visit(0, demand: [6]), Instances.visit(1, demand: [6])],
            vehicles: [Instances.van(ends: 650, reloads: 3, reloadSeconds: 50)], travel: Instances.line([100, 200]))
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 100))
        #expect(solution.routes.map { $0.trips.count } == [2])
        #expect(solution.routes.map { $0.seconds } == [650])
        #expect(solution.value == PlanValue(missed: 0, cost: 600))
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
    }

    @Test("up to seven visits the search finds the value that trying everything finds, from nothing and from a plan", arguments: 1...64)
    func bruteForce(seed: UInt64) throws {
        let problem = Instances.random(visits: 3 + Int(seed % (seed % 4 == 0 ? 5 : 4)), seed: seed)
        let start = seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 3_000), from: start)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
        let best = BruteForce(problem, start: start).bestValue()
        switch problem.order {
        case .levels: #expect(solution.value == best)
        case .prices: #expect([solution.value.missed, solution.value.total] == [best.missed, best.total])
        }
    }

    @Test("every solution of a larger problem stands before the checker", arguments: 1...12)
    func larger(seed: UInt64) throws {
        let problem = Instances.random(visits: 40, seed: seed)
        let start = seed % 3 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 400), from: start)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
    }

    /// A random problem with so many vehicles that not all routes are looked at for each visit.
    private func fleet(seed: UInt64) -> RoutingProblem {
        var problem = Instances.random(visits: 90, seed: seed)
        problem.vehicles[0].count = 7
        problem.vehicles[1].count = 6
        if !problem.routeLimits.isEmpty { problem.routeLimits = (0..<problem.dayCount).map { 7 + $0 } }
        return problem
    }

    @Test("where not all routes are looked at for each visit, solutions stand and are the same again", arguments: 1...12)
    func manyRoutes(seed: UInt64) throws {
        let problem = fleet(seed: seed)
        let start = seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 150), from: start)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
        #expect(solution.routes.count > 12)
        if seed % 4 < 2 { #expect(try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 150), from: start) == solution) }
    }

    @Test("the same seed gives the same plan, with series, breaks, locks and a plan to begin from", arguments: 1...12)
    func reproducible(seed: UInt64) throws {
        let problem = Instances.random(visits: 30, seed: seed)
        let start = seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let first = try RouteSearch(problem, seed: 9).solve(SearchLimit(iterations: 200), from: start)
        let second = try RouteSearch(problem, seed: 9).solve(SearchLimit(iterations: 200), from: start)
        #expect(first == second)
    }

    @Test("searching longer is never worse than the first insertion")
    func neverWorse() throws {
        for seed in UInt64(1)...6 {
            let problem = Instances.random(visits: 30, seed: seed)
            let first = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 0))
            let longer = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 600))
            #expect(!problem.order.prefers(first.value, over: longer.value))
        }
    }

    @Test("a caller can stop it, and the plan so far stands")
    func cancelled() throws {
        let problem = Instances.random(visits: 30, seed: 3)
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 100_000)) { $0.iterations < 2_048 }
        #expect(solution.iterations == 2_048)
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
        let spent = try RouteSearch(problem).solve(SearchLimit(iterations: 100_000) { 1 })
        #expect(spent.iterations == 0)
    }

    @Test("with a bound of iterations a clock only ends the search: what it says before changes nothing")
    func clock() throws {
        let problem = Instances.random(visits: 30, seed: 3)
        let free = try RouteSearch(problem).solve(SearchLimit(iterations: 3_000))
        for said in [0.1, 0.5, 0.99] { #expect(try RouteSearch(problem).solve(SearchLimit(iterations: 3_000) { said }) == free) }
    }

    @Test("nothing to do and nothing to do it with are no errors")
    func empty() throws {
        let nothing = RoutingProblem(visits: [], vehicles: [Instances.van()], travel: Instances.line([]))
        #expect(
            try RouteSearch(nothing).solve(SearchLimit(iterations: 10))
                == Solution(routes: [], unserved: [], value: PlanValue(missed: 0, cost: 0), iterations: 0))
        let noVan = RoutingProblem(visits: [Instances.visit(0)], vehicles: [], travel: Instances.line([5]))
        #expect(
            try RouteSearch(noVan).solve(SearchLimit(iterations: 10))
                == Solution(
                    routes: [], unserved: [UnservedVisit(visit: 0, reason: .impossibleAlone([Obstacle(.noVehicle)]))],
                    value: PlanValue(missed: 1, cost: 0), iterations: 10))
    }

    @Test("a wrong problem is refused with all its faults and searched by nobody")
    func refused() {
        var problem = RoutingProblem(visits: [Instances.visit(0)], vehicles: [Instances.van()], travel: Instances.line([5]))
        problem.dayCount = 0
        problem.dimensionCount = 5
        #expect(throws: ProblemFaults.self) { try RouteSearch(problem).solve(SearchLimit(iterations: 10)) }
    }
}
