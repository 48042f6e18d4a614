import Testing

@testable import RouteSolver

@Suite("Searching with several threads") struct SearchTeamTests {
    /// Forty places in a ring around the depot with vans of five: enough routes to cut the plan.
    private func ring(limit: Int? = nil) -> RoutingProblem {
        let points = [(0, 0)] + (0..<40).map { (300 * ($0 % 8) - 1_000, 300 * ($0 / 8) - 600) }
        let table = points.map { from in points.map { abs(from.0 - $0.0) + abs(from.1 - $0.1) } }
        return RoutingProblem(
            visits: (0..<40).map { Instances.visit($0, service: 5, windows: [(0, 9_000 - 40 * $0)]) },
            vehicles: [Instances.van(count: 30, capacity: [2])], travel: TravelMatrix(distances: table),
            routeLimits: limit.map { [$0] } ?? [])
    }

    @Test("the same seed and number of threads give the same plan, and it stands before the checker", arguments: [2, 3])
    func reproducible(threads: Int) throws {
        for problem in [ring(), ring(limit: 20)] {
            let first = try RouteSearch(problem, seed: 3).solve(SearchLimit(iterations: 2_000), threads: threads)
            #expect(SolutionChecker.faults(in: first, to: problem) == [])
            #expect(first.value.missed == 0)
            #expect(try RouteSearch(problem, seed: 3).solve(SearchLimit(iterations: 2_000), threads: threads) == first)
        }
    }

    @Test("series, breaks, locks and starts are kept by several threads as by one", arguments: 1...16)
    func everything(seed: UInt64) throws {
        let problem = Instances.random(visits: 24, seed: seed)
        let start = seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 400), from: start, threads: 2)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
        let begun = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 0), from: start)
        #expect(!problem.order.prefers(begun.value, over: solution.value))
    }

    @Test("shares have every visit and every unused vehicle once, and no more routes between them than there may be")
    func shares() throws {
        let problem = ring(limit: 22)
        let frame = SearchFrame(problem, start: nil)
        let plan = try RouteSearch(problem).solve(SearchLimit(iterations: 50)).routes.map { route in
            RouteOutline(vehicle: route.vehicle, copy: route.copy, day: route.day, trips: route.trips.map { $0.stops.map(\.visit) })
        }
        var random = SplitMix64(seed: 5)
        let shares = PlanShare.cut(plan, into: 3, frame: frame, random: &random)
        #expect((0..<40).map { visit in shares.filter { $0.owns(visit) }.count } == Array(repeating: 1, count: 40))
        #expect(shares.flatMap(\.routes).count == plan.count)
        let used = Set(plan.map(\.copy))
        #expect((0..<30).map { slot in shares.filter { $0.mayOpen(slot) }.count } == (0..<30).map { used.contains($0) ? 0 : 1 })
        #expect(shares.reduce(0) { $0 + $1.routeLimits[0] } == 22)
        #expect(shares.allSatisfy { $0.routes.count <= $0.routeLimits[0] })
    }

    @Test("progress tells the best plan so far, and returning false ends the search with it", arguments: [1, 2])
    func progress(threads: Int) throws {
        let problem = ring()
        var told: [[RouteOutline]] = []
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 100_000), threads: threads) { progress in
            told.append(progress.plan())
            return told.count < 3
        }
        #expect(told.count == 3)
        #expect(told.allSatisfy { Set($0.flatMap(\.visits)) == Set(0..<40) })
        #expect(told.last.map { $0.map(\.visits) } == solution.routes.map { $0.stops.map(\.visit) })
        #expect(solution.iterations < 100_000)
    }
}
