import Testing

@testable import RouteSolver

/// Each plan is an outline, written out as early as it goes and valued by hand, and then asked about.
@Suite("Checking series and locks in a solution") struct SeriesAndLockCheckerTests {
    /// Three visits at 100 m, each worth 10, one van of 10 on three days: 200 m for each day it goes.
    private var problem: RoutingProblem {
        RoutingProblem(
            dayCount: 3, visits: (0..<3).map { Instances.visit($0, days: 3, prize: 10) },
            vehicles: [Instances.van(count: 2, days: 3, reloads: 1)],
            travel: Instances.line([100, 100, 100]))
    }

    private func codes(
        _ problem: RoutingProblem, _ outlines: [RouteOutline], cost: Int, brokenLocks: [Int] = []
    ) throws -> [SolutionFault.Code] {
        let lost = 10 * (3 - outlines.flatMap(\.visits).count)
        var solution = try #require(
            EarlyWriter(problem: problem).solution(outlines, value: PlanValue(missed: 0, lostPrizes: lost, cost: cost)))
        solution.brokenLocks = brokenLocks.map { BrokenLock(lock: $0, obstacles: []) }
        return SolutionChecker.faults(in: solution, to: problem).map(\.code)
    }

    private func onDays(_ days: [Int?]) -> [RouteOutline] {
        days.enumerated().compactMap { entry in entry.element.map { RouteOutline(vehicle: 0, copy: 0, day: $0, trips: [[entry.offset]]) } }
    }

    @Test("the visits made are the first of their series, on days that are allowed")
    func series() throws {
        var problem = problem
        problem.series = [VisitSeries(visits: [0, 1, 2])]
        #expect(try codes(problem, onDays([0, 1, 2]), cost: 600) == [])
        #expect(try codes(problem, onDays([0, 2, nil]), cost: 400) == [])
        #expect(try codes(problem, [], cost: 0) == [])
        #expect(try codes(problem, onDays([0, nil, 2]), cost: 400) == [.series])
        #expect(try codes(problem, onDays([nil, 1, nil]), cost: 200) == [.series])
        #expect(try codes(problem, onDays([1, 0, nil]), cost: 400) == [.series])
        #expect(try codes(problem, [RouteOutline(vehicle: 0, trips: [[0, 1]])], cost: 200) == [.series])
        problem.series[0].leastGap = 2
        #expect(try codes(problem, onDays([0, 2, nil]), cost: 400) == [])
        #expect(try codes(problem, onDays([0, 1, nil]), cost: 400) == [.series])
        problem.series[0] = VisitSeries(visits: [0, 1, 2], patterns: [[1], [0, 1]])
        #expect(try codes(problem, onDays([0, 1, nil]), cost: 400) == [])
        #expect(try codes(problem, onDays([0, nil, nil]), cost: 200) == [.series])
        #expect(try codes(problem, onDays([0, 1, 2]), cost: 600) == [.series])
    }

    private func locked(_ extent: RouteLock.Extent, _ trips: [[Int]], is route: [[Int]]?, cost: Int) throws -> [SolutionFault.Code] {
        var problem = problem
        problem.locks = [RouteLock(RouteOutline(vehicle: 0, trips: trips), extent: extent)]
        return try codes(problem, route.map { [RouteOutline(vehicle: 0, trips: $0)] } ?? [], cost: cost)
    }

    @Test("a whole route that is locked is exactly that")
    func whole() throws {
        #expect(try locked(.whole, [[1, 0]], is: [[1, 0]], cost: 200) == [])
        #expect(try locked(.whole, [[1, 0]], is: [[0, 1]], cost: 200) == [.lock])
        #expect(try locked(.whole, [[1, 0]], is: [[1, 0, 2]], cost: 200) == [.lock])
        #expect(try locked(.whole, [[1, 0]], is: [[1], [0]], cost: 400) == [.lock])
        #expect(try locked(.whole, [[1, 0]], is: nil, cost: 0) == [.lock])
    }

    @Test("a prefix that is locked is gone on with, and its trips are kept")
    func prefix() throws {
        #expect(try locked(.prefix, [[1, 0]], is: [[1, 0]], cost: 200) == [])
        #expect(try locked(.prefix, [[1]], is: [[1, 2], [0]], cost: 400) == [])
        #expect(try locked(.prefix, [[1], [0]], is: [[1], [0, 2]], cost: 400) == [])
        #expect(try locked(.prefix, [[1], [0]], is: [[1, 2], [0]], cost: 400) == [.lock])
        #expect(try locked(.prefix, [[1], [0]], is: [[1, 0]], cost: 200) == [.lock])
        #expect(try locked(.prefix, [[1], [0]], is: [[1]], cost: 200) == [.lock])
        #expect(try locked(.prefix, [[1, 0]], is: [[2, 1, 0]], cost: 200) == [.lock])
        #expect(try locked(.prefix, [[1, 0]], is: [[1], [0]], cost: 400) == [.lock])
        #expect(try locked(.prefix, [[1, 0]], is: nil, cost: 0) == [.lock])
    }

    @Test("a lock that breaks a rule stands when the solution says so, and only then, and with nothing added")
    func broken() throws {
        func broken(_ trips: [[Int]], claimed: [Int] = [0], cost: Int = 200, _ change: (inout RoutingProblem) -> Void) throws
            -> [SolutionFault.Code]
        {
            var problem = problem
            change(&problem)
            problem.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[1, 0]]), extent: .prefix)]
            return try codes(problem, [RouteOutline(vehicle: 0, trips: trips)], cost: cost, brokenLocks: claimed)
        }
        #expect(try broken([[1, 0]]) { $0.visits[1].demand = [10] } == [])
        #expect(try broken([[1, 0]]) { $0.visits[1].requiredSkills = 2 } == [])
        #expect(try broken([[1, 0]]) { $0.visits[1].allowedVehicles = [] } == [])
        #expect(try broken([[1, 0]]) { $0.visits[1].allowedDays = [1] } == [])
        #expect(try broken([[1, 0]], claimed: []) { $0.visits[1].demand = [10] } == [.overloaded])
        #expect(try broken([[1, 0]], claimed: []) { $0.visits[1].requiredSkills = 2 } == [.forbidden])
        #expect(try broken([[1, 0, 2]]) { $0.visits[1].demand = [10] } == [.lock])
        // The claim is not true, or there is no such lock, or it is named twice.
        #expect(try broken([[1, 0]]) { _ in } == [.brokenLock])
        #expect(try broken([[1, 0]], claimed: [1]) { _ in } == [.brokenLock])
        #expect(try broken([[1, 0]], claimed: [0, 0]) { $0.visits[1].demand = [10] } == [.brokenLock])
        // Its arithmetic is checked all the same.
        #expect(try broken([[1, 0]], cost: 201) { $0.visits[1].demand = [10] } == [.value])
    }

    @Test("what is late, due a break or without a way is told from what can be driven")
    func lateLocks() {
        // At 100 m and back: 200 s. The lock makes the second visit, which is open from 100 to 100.
        func isDrivable(_ change: (inout RoutingProblem) -> Void, trips: [[Int]] = [[1]]) -> Bool {
            var problem = problem
            problem.visits[1].windows[0] = [ServiceWindow(opens: 100, closes: 100)]
            change(&problem)
            problem.locks = [RouteLock(RouteOutline(vehicle: 0, trips: trips))]
            return LockTrial(problem).isDrivable(problem.locks[0].route)
        }
        #expect(isDrivable { $0.vehicles[0].shifts[0]?.ends = 200 })
        #expect(!isDrivable { $0.vehicles[0].shifts[0]?.ends = 199 })
        #expect(!isDrivable { $0.vehicles[0].speedPercent = 99 })
        #expect(!isDrivable { $0.visits[1].windows[0] = [] })
        #expect(!isDrivable({ $0.vehicles[0].reloads = 0 }, trips: [[1], [0]]))
        #expect(!isDrivable { $0.routeLimits = [0, 1, 1] })
        #expect(
            !isDrivable {
                let there = [0, 100, -1, 100, 100, 0, 0, 0, 100, 0, 0, 0, 100, 0, 0, 0]
                $0.travel = TravelMatrix(count: 4, seconds: there, metres: there)
            })
        // 50 s of break from 150 to 199 while it drives back, or behind the service with the way home from 200 to 300.
        let rest = ShiftBreak(opens: 150, closes: 199, seconds: 50)
        #expect(isDrivable { $0.vehicles[0].shifts[0] = Shift(begins: 0, ends: 300, breaks: [rest]) })
        #expect(!isDrivable { $0.vehicles[0].shifts[0] = Shift(begins: 0, ends: 299, breaks: [rest]) })
        #expect(
            !isDrivable { $0.vehicles[0].shifts[0] = Shift(begins: 0, ends: 900, breaks: [ShiftBreak(opens: 1, closes: 99, seconds: 0)]) })
    }

    @Test("more locks than routes may go out go, each said to break that rule, and nothing beside them")
    func crowded() throws {
        var problem = problem
        problem.routeLimits = [1, 1, 1]
        problem.locks = [RouteLock(RouteOutline(vehicle: 0, trips: [[0]])), RouteLock(RouteOutline(vehicle: 0, copy: 1, trips: [[1]]))]
        let routes = problem.locks.map(\.route)
        #expect(try codes(problem, routes, cost: 400, brokenLocks: [0, 1]) == [])
        problem.vehicles[0].count = 3
        #expect(
            try codes(problem, routes + [RouteOutline(vehicle: 0, copy: 2, trips: [[2]])], cost: 600, brokenLocks: [0, 1]) == [
                .tooManyRoutes
            ])
    }
}
