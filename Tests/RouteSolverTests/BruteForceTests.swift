import Testing

@testable import RouteSolver

@Suite("Trying everything") struct BruteForceTests {
    @Test("the best plan stands before the checker, at the value found", arguments: 1...60)
    func standsBeforeTheChecker(seed: UInt64) throws {
        let problem = Instances.random(visits: 4 + Int(seed % 4), seed: seed)
        #expect(ProblemCheck.faults(in: problem) == [])
        let start = seed % 3 == 0 ? Instances.start(for: problem, seed: seed) : nil
        let best = BruteForce(problem, start: start).best()
        let solution = try #require(EarlyWriter(problem: problem).solution(best.routes, value: best.value))
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
    }

    @Test("no plan that stands before the checker is better", arguments: 1...40)
    func nothingIsBetter(seed: UInt64) throws {
        let problem = Instances.random(visits: 5, seed: seed)
        let start = Instances.start(for: problem, seed: seed)
        let best = BruteForce(problem, start: start).bestValue()
        var standing = 0
        for draw in 0..<150 {
            // A plan dealt out by chance, in which locked slots keep what they hold; its value is what the checker says it is.
            let outlines = Self.dealt(problem, seed: seed * 1000 + UInt64(draw))
            guard let solution = EarlyWriter(problem: problem).solution(outlines, value: Self.value(outlines, problem, start)) else {
                continue
            }
            guard SolutionChecker.faults(in: solution, to: problem, start: start).isEmpty else { continue }
            standing += 1
            #expect(!problem.order.prefers(solution.value, over: best))
        }
        #expect(standing > 0)
    }

    /// A plan in which each visit is left out or put somewhere, half of the time only few are put.
    private static func dealt(_ problem: RoutingProblem, seed: UInt64) -> [RouteOutline] {
        var random = SplitMix64(seed: seed)
        var routes: [RouteOutline] = []
        for (vehicle, type) in problem.vehicles.enumerated() {
            for (day, shift) in type.shifts.enumerated() where shift != nil {
                for copy in 0..<type.count {
                    let lock = problem.locks.first { ($0.route.vehicle, $0.route.copy, $0.route.day) == (vehicle, copy, day) }
                    routes.append(lock?.route ?? RouteOutline(vehicle: vehicle, copy: copy, day: day, trips: [[]]))
                }
            }
        }
        let locked = Set(problem.locks.flatMap(\.route.visits))
        let share = 1 + random.below(3)
        for visit in problem.visits.indices.filter({ !locked.contains($0) }).shuffled(using: &random) where random.below(share + 1) == 0 {
            let route = random.below(routes.count)
            if problem.locks.contains(where: { $0.route == routes[route] && $0.extent == .whole }) { continue }
            if routes[route].trips.last != [], routes[route].trips.count <= problem.vehicles[routes[route].vehicle].reloads,
                random.below(3) == 0
            {
                routes[route].trips.append([])
            }
            routes[route].trips[routes[route].trips.count - 1].append(visit)
        }
        return routes.filter { !$0.visits.isEmpty }
    }

    /// What a plan is worth, summed up visit by visit.
    private static func value(_ outlines: [RouteOutline], _ problem: RoutingProblem, _ start: PlanStart) -> PlanValue {
        var value = PlanValue(missed: 0, cost: 0)
        for outline in outlines {
            guard let trial = RouteTrial(problem, vehicle: outline.vehicle, day: outline.day) else { continue }
            value.cost += trial.regardless(outline.trips)
        }
        for (index, visit) in problem.visits.enumerated() {
            let now = outlines.first { $0.visits.contains(index) }
            let then = start.routes.first { $0.visits.contains(index) }
            if now == nil {
                if let prize = visit.prize { value.lostPrizes += prize } else { value.missed += 1 }
            }
            if let then, now?.vehicle != then.vehicle || now?.copy != then.copy || now?.day != then.day {
                value.changes += start.pricePerChange
            }
        }
        return value
    }

    @Test("both orders: what a detour is worth, and what a change")
    func orders() {
        // 1 at 100 m, worth 150; there and back 200. By levels it is made; by prices it stays out, 150 lost being less than 200.
        var problem = RoutingProblem(visits: [Instances.visit(0, prize: 150)], vehicles: [Instances.van()], travel: Instances.line([100]))
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, cost: 200))
        problem.order = .prices
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 150, cost: 0))
        // The plan begun from has it: leaving it out costs 60 more, 210 in all, and so it is made.
        let start = PlanStart(routes: [RouteOutline(vehicle: 0, trips: [[0]])], pricePerChange: 60)
        #expect(BruteForce(problem, start: start).bestValue() == PlanValue(missed: 0, cost: 200))
    }

    @Test("a change of vehicle costs its price, and by levels more than any way")
    func changes() {
        // Two vans, the second with 500 of fixed cost; the plan begun from uses the second.
        var problem = RoutingProblem(
            visits: [Instances.visit(0)], vehicles: [Instances.van(0), Instances.van(1)], travel: Instances.line([100]), order: .prices)
        problem.vehicles[1].fixedCost = 500
        let start = PlanStart(routes: [RouteOutline(vehicle: 1, trips: [[0]])], pricePerChange: 60)
        #expect(BruteForce(problem, start: start).bestValue() == PlanValue(missed: 0, changes: 60, cost: 200))
        problem.order = .levels
        #expect(BruteForce(problem, start: start).bestValue() == PlanValue(missed: 0, changes: 0, cost: 700))
    }

    @Test("a leg costs its metres and its seconds at the vehicle's own speed, rounded up")
    func legCosts() {
        // 101 m and 101 s at 50 percent take 202 s: each way 3 * 101 + 2 * 202 = 707, and 5 of fixed cost: 1419.
        var problem = RoutingProblem(visits: [Instances.visit(0)], vehicles: [Instances.van()], travel: Instances.line([101]))
        problem.vehicles[0].speedPercent = 50
        problem.vehicles[0].costPerMetre = 3
        problem.vehicles[0].costPerDrivingSecond = 2
        problem.vehicles[0].fixedCost = 5
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, cost: 1419))
        // At 300 percent 101 s are 33.67, so 34: each way 303 + 68 = 371, 747 in all.
        problem.vehicles[0].speedPercent = 300
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, cost: 747))
    }

    @Test("a break is taken standing: driving through all of its window is not possible")
    func breaks() {
        // 100 s out, 100 s back. The break of 50 s may begin at the start until 0, at the visit at 100; home at 200 without it.
        func value(opens: Int, closes: Int, ends: Int = 10_000) -> PlanValue {
            var problem = RoutingProblem(
                visits: [Instances.visit(0, windows: [(0, 100)])], vehicles: [Instances.van(ends: ends)], travel: Instances.line([100]))
            problem.vehicles[0].shifts[0]?.breaks = [ShiftBreak(opens: opens, closes: closes, seconds: 50)]
            return BruteForce(problem).bestValue()
        }
        let made = PlanValue(missed: 0, cost: 200)
        let missed = PlanValue(missed: 1, cost: 0)
        // Back at 200, no later than it closes: none is needed, and the shift may end at 200.
        #expect(value(opens: 0, closes: 200, ends: 200) == made)
        // Due until 199: taken behind the service, 100 to 150 at the earliest, back at 250; a shift to 249 is too short.
        #expect(value(opens: 0, closes: 199, ends: 250) == made)
        #expect(value(opens: 0, closes: 199, ends: 249) == missed)
        // From 1 to 99 the van is on the road, and leaving only after it misses the window that closes at 100.
        #expect(value(opens: 1, closes: 99) == missed)
        // From 120 it waits at the visit until 120, rests until 170, is back at 270.
        #expect(value(opens: 120, closes: 130, ends: 270) == made)
        #expect(value(opens: 120, closes: 130, ends: 269) == missed)
    }

    @Test("a break beside loading does not shorten the loading")
    func breakWhileLoading() {
        // Demands 6 and 6 in a van of 10, both at 100 m, served at 100 at the earliest: back at 200, loading 30 s, out again at 230, at the second
        // at 330, home at 430. The break of 40 s is due from 200 to 230 and can be had at the start location only (the visits are left at 100 and
        // reached at 330): 470.
        func value(ends: Int, opens: Int = 200, closes: Int = 230) -> PlanValue {
            var problem = RoutingProblem(
                visits: [Instances.visit(0, demand: [6], windows: [(100, 100)]), Instances.visit(1, demand: [6], windows: [(101, 5000)])],
                vehicles: [Instances.van(ends: ends, reloads: 1, reloadSeconds: 30)], travel: Instances.line([100, 100]))
            problem.vehicles[0].shifts[0]?.breaks = [ShiftBreak(opens: opens, closes: closes, seconds: 40)]
            return BruteForce(problem).bestValue()
        }
        #expect(value(ends: 470) == PlanValue(missed: 0, cost: 400))
        #expect(value(ends: 469).missed == 1)
        // From 235 it is had behind the loading: 235 to 275, home at 475; before the loading it would be 505.
        #expect(value(ends: 475, opens: 235, closes: 240) == PlanValue(missed: 0, cost: 400))
        #expect(value(ends: 474, opens: 235, closes: 240).missed == 1)
    }

    @Test("series: the first visits, ascending, on days that a pattern allows")
    func series() {
        // Three visits at 100 m on three days, 200 m each time it is gone there; every day of its own.
        var problem = RoutingProblem(
            dayCount: 3, visits: (0..<3).map { Instances.visit($0, days: 3, prize: 1000) }, vehicles: [Instances.van(days: 3)],
            travel: Instances.line([100, 100, 100]), series: [VisitSeries(visits: [0, 1, 2])])
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, cost: 600))
        // One day between them: days 0 and 2, and the third visit is left out.
        problem.series[0].leastGap = 2
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 1000, cost: 400))
        // Only day 1 alone.
        problem.series[0].patterns = [[1]]
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 2000, cost: 200))
        // The first visit cannot be made on day 1: nothing can.
        problem.visits[0].allowedDays = [0, 2]
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 3000, cost: 0))
    }

    @Test("locks: a whole route gets nothing more, a prefix is gone on with, a broken one stands as it is")
    func locks() {
        // At 100 and 200 m. Free, one route of 400 m does both. Locked whole with the near one, the far one stays out.
        var problem = RoutingProblem(
            visits: [Instances.visit(0), Instances.visit(1, prize: 50)], vehicles: [Instances.van()], travel: Instances.line([100, 200]))
        problem.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[0]]))]
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 50, cost: 200))
        problem.locks[0].extent = .prefix
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, cost: 400))
        // A prefix that carries too much alone: it goes, 200 m, and nothing is added.
        problem.visits[0].demand = [11]
        #expect(BruteForce(problem).bestValue() == PlanValue(missed: 0, lostPrizes: 50, cost: 200))
    }
}
