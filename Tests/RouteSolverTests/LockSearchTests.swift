import Testing

@testable import RouteSolver

@Suite("Searching beside what is locked") struct LockSearchTests {
    /// Five visits at 10 to 50 m, two copies of a van that takes 10 and may load twice more, one day.
    private var problem: RoutingProblem {
        RoutingProblem(
            visits: (0..<5).map { Instances.visit($0, demand: [3]) }, vehicles: [Instances.van(count: 2, reloads: 2, reloadSeconds: 5)],
            travel: Instances.line([10, 20, 30, 40, 50]))
    }

    private func solve(_ problem: RoutingProblem, from start: PlanStart? = nil, iterations: Int = 300) throws -> Solution {
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: iterations), from: start)
        #expect(SolutionChecker.faults(in: solution, to: problem, start: start) == [])
        return solution
    }

    private func lock(_ trips: [[Int]], copy: Int = 0, day: Int = 0, _ extent: RouteLock.Extent) -> RouteLock {
        RouteLock(RouteOutline(vehicle: 0, copy: copy, day: day, trips: trips), extent: extent)
    }

    private func trips(_ solution: Solution, copy: Int = 0) -> [[Int]] {
        solution.routes.first { $0.copy == copy }.map { $0.trips.map { $0.stops.map(\.visit) } } ?? []
    }

    @Test("a whole route stands as it is, however much better it could be")
    func whole() throws {
        var problem = problem
        problem.locks = [lock([[4], [0]], .whole)]
        let solution = try solve(problem)
        // 50 m out and back, then 10 m out and back; the three others take 9 of 10 in the other copy: 40 m out and back.
        #expect(trips(solution) == [[4], [0]])
        #expect(solution.value == PlanValue(missed: 0, cost: 200))
        #expect(solution.brokenLocks == [])
    }

    @Test("a beginning is gone on with")
    func prefix() throws {
        var problem = problem
        problem.vehicles[0].count = 1
        problem.locks = [lock([[4], [2]], .prefix)]
        let solution = try solve(problem)
        // 100 m for the first trip. The second goes to 30 m, to 40 m and back past 20 m, the third to 10 m: 80 m and 20 m.
        #expect(trips(solution).prefix(1) == [[4]])
        #expect(trips(solution).count == 3)
        #expect(trips(solution)[1].first == 2)
        #expect(solution.value == PlanValue(missed: 0, cost: 200))
    }

    @Test("a beginning of as many trips as there may be is gone on with in the last")
    func everyTrip() throws {
        var problem = problem
        problem.vehicles[0].count = 1
        problem.locks = [lock([[4], [3], [2]], .prefix)]
        let solution = try solve(problem)
        #expect(trips(solution).prefix(2) == [[4], [3]])
        #expect(trips(solution)[2].first == 2)
        #expect(solution.value == PlanValue(missed: 0, cost: 100 + 80 + 60))
    }

    @Test("a beginning with nothing left to add is the whole route")
    func everything() throws {
        var problem = problem
        problem.locks = [lock([[4, 3], [2, 1, 0]], .prefix)]
        let solution = try solve(problem)
        #expect(trips(solution) == [[4, 3], [2, 1, 0]])
        #expect(solution.value == PlanValue(missed: 0, cost: 160))
    }

    @Test("a plan to begin from goes on behind the locked beginning, whether it repeats it or not")
    func prefixAndStart() throws {
        var problem = problem
        problem.locks = [lock([[4]], .prefix)]
        for begun in [[[4, 3], [2, 1, 0]], [[3], [2, 1, 0]]] {
            let start = PlanStart(routes: [RouteOutline(vehicle: 0, trips: begun)], pricePerChange: 1000)
            let solution = try solve(problem, from: start, iterations: 0)
            #expect(trips(solution) == [[4, 3], [2, 1, 0]])
            #expect(solution.startFaults == [])
            #expect(solution.value == PlanValue(missed: 0, cost: 160))
        }
    }

    @Test("a plan that has other visits where a route is locked is named, and so is one that has locked visits elsewhere")
    func lockAgainstStart() throws {
        var problem = problem
        problem.locks = [lock([[4], [0]], .whole)]
        let start = PlanStart(
            routes: [RouteOutline(vehicle: 0, trips: [[0, 1]]), RouteOutline(vehicle: 0, copy: 1, trips: [[4, 2]])], pricePerChange: 7)
        let solution = try solve(problem, from: start)
        #expect(
            solution.startFaults.map { "\($0.code.rawValue) \($0.place)" } == ["START.RULE vehicle 0 copy 0 day 0", "START.RULE visit 4"])
        // Visit 1 had to leave the locked route, visit 4 is locked in another one.
        #expect(solution.value == PlanValue(missed: 0, changes: 14, cost: 200))
    }

    @Test("a lock that breaks a rule is kept and named, and nothing is added to it", arguments: [RouteLock.Extent.whole, .prefix])
    func broken(extent: RouteLock.Extent) throws {
        // 12 of 10 in one trip; the other copy takes the last visit.
        var problem = problem
        problem.locks = [lock([[0, 1, 2, 3]], extent)]
        let solution = try solve(problem)
        #expect(trips(solution) == [[0, 1, 2, 3]])
        #expect(
            solution.brokenLocks == [
                BrokenLock(lock: 0, obstacles: [Obstacle(.capacity(dimension: 0), needed: 12, available: 10, vehicle: 0, day: 0)])
            ])
        #expect(solution.value == PlanValue(missed: 0, cost: 80 + 100))
    }

    @Test("more locks than crews are all named, and no route goes out beside them")
    func noCrewLeft() throws {
        var problem = problem
        problem.vehicles[0].count = 3
        problem.routeLimits = [1]
        problem.locks = [lock([[0]], .prefix), lock([[1]], copy: 1, .whole)]
        let solution = try solve(problem)
        #expect(solution.routes.count == 2)
        #expect(solution.brokenLocks.map(\.lock) == [0, 1])
        #expect(solution.value == PlanValue(missed: 3, cost: 20 + 40))
        // With one crew more the third copy goes, and the beginning is gone on with.
        problem.routeLimits = [2]
        let enough = try solve(problem)
        #expect(enough.brokenLocks == [])
        #expect(enough.value.missed == 0)
    }

    @Test("the other visits of a series keep to the days of the locked ones")
    func series() throws {
        var problem = problem
        problem.dayCount = 4
        problem.visits = (0..<5).map { Instances.visit($0, demand: [3], days: 4) }
        problem.vehicles = [Instances.van(days: 4)]
        problem.series = [VisitSeries(visits: [0, 1, 2], patterns: [[0, 1, 2], [0, 2, 3], [1, 2, 3]])]
        for (day, rank, days) in [(2, 1, [0, 2, 3]), (1, 0, [1, 2, 3]), (2, 2, [0, 1, 2])] {
            problem.locks = [lock([[rank]], day: day, .prefix)]
            let solution = try solve(problem)
            #expect(solution.value.missed == 0)
            let made = (0..<3).map { visit in solution.routes.first { $0.stops.contains { $0.visit == visit } }?.day }
            if rank == 1 { #expect(made == [0, 2, 3] || made == [1, 2, 3]) } else { #expect(made == days) }
        }
        // Locked on day 2 as the second, while the first fits no van: it stands all the same.
        problem.visits[0].demand = [11]
        problem.locks = [lock([[1]], day: 2, .whole)]
        let solution = try solve(problem)
        #expect(solution.unserved.map(\.visit) == [0, 2])
    }

    @Test("locks that contradict each other or the series are refused with their codes")
    func contradictory() {
        var problem = problem
        problem.series = [VisitSeries(visits: [2, 3])]
        problem.locks = [
            lock([[0]], .whole), lock([[1]], .prefix), lock([[0]], copy: 1, .whole), lock([], copy: 5, .whole),
            lock([[9]], day: 3, .prefix),
        ]
        let codes: Set<ProblemFault.Code> = [.lockDuplicateSlot, .lockDuplicateVisit, .lockSlot, .lockEmpty, .lockVisit]
        do {
            _ = try RouteSearch(problem).solve(SearchLimit(iterations: 10))
            Issue.record("contradictory locks were obeyed")
        } catch {
            #expect(codes.isSubset(of: Set(error.faults.map(\.code))))
        }
    }

    @Test("random locks stand in whatever is searched", arguments: 1...40)
    func random(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var problem = Instances.random(visits: 14, seed: seed)
        // Locks dealt out without a look at any rule: most break one.
        var visits = problem.visits.indices.shuffled(using: &random)
        problem.locks = []
        for (vehicle, type) in problem.vehicles.enumerated() {
            for day in 0..<problem.dayCount where type.shifts[day] != nil && random.below(3) == 0 {
                let trips = (0...random.below(2)).map { _ in (0...random.below(2)).compactMap { _ in visits.popLast() } }
                problem.locks.append(
                    RouteLock(RouteOutline(vehicle: vehicle, day: day, trips: trips), extent: random.below(2) == 0 ? .whole : .prefix))
            }
        }
        guard ProblemCheck.faults(in: problem).isEmpty else { return }
        _ = try solve(problem, from: seed % 2 == 0 ? Instances.start(for: problem, seed: seed) : nil, iterations: 100)
    }
}
