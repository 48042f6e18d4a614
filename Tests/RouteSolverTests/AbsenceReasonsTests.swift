import Testing

@testable import RouteSolver

@Suite("Why a visit is left out") struct AbsenceReasonsTests {
    private func unserved(_ problem: RoutingProblem) throws -> [UnservedVisit] {
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 300))
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
        return solution.unserved
    }

    private func problem(_ visits: [Visit], vans: [VehicleType], at positions: [Int], routeLimits: [Int] = []) -> RoutingProblem {
        RoutingProblem(visits: visits, vehicles: vans, travel: Instances.line(positions), routeLimits: routeLimits)
    }

    @Test("a demand above the largest van says by how much")
    func tooHeavy() throws {
        let vans = [Instances.van(1, capacity: [700]), Instances.van(2, capacity: [900])]
        #expect(
            try unserved(problem([Instances.visit(0, demand: [1060])], vans: vans, at: [5]))
                == [
                    UnservedVisit(
                        visit: 0,
                        reason: .impossibleAlone([Obstacle(.capacity(dimension: 0), needed: 1060, available: 900, vehicle: 1, day: 0)]))
                ])
    }

    @Test("a window that closes before the earliest arrival says both")
    func tooLate() throws {
        #expect(
            try unserved(problem([Instances.visit(0, windows: [(0, 60)])], vans: [Instances.van()], at: [85]))
                == [
                    UnservedVisit(
                        visit: 0, reason: .impossibleAlone([Obstacle(.window(visit: 0), needed: 85, available: 60, vehicle: 0, day: 0)]))
                ])
    }

    @Test("a van that could not be back in time says when it would be")
    func notBack() throws {
        #expect(
            try unserved(problem([Instances.visit(0, service: 30)], vans: [Instances.van(ends: 200)], at: [100]))
                == [
                    UnservedVisit(
                        visit: 0, reason: .impossibleAlone([Obstacle(.shiftEnd, needed: 230, available: 200, vehicle: 0, day: 0)]))
                ])
    }

    @Test("closed, forbidden, unskilled and unreachable each have their word")
    func standing() throws {
        let closed = Visit(id: 0, location: 1, windows: [[]], demand: [1])
        let skilled = Visit(id: 1, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], requiredSkills: 2)
        let notThis = Visit(id: 2, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], allowedVehicles: [])
        let notThen = Visit(id: 3, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], allowedDays: [])
        let far = Visit(id: 4, location: 2, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1])
        let table = [0, 1, -1, 1, 0, -1, -1, -1, 0]
        let problem = RoutingProblem(
            visits: [closed, skilled, notThis, notThen, far], vehicles: [Instances.van()],
            travel: TravelMatrix(count: 3, seconds: table, metres: table))
        let found = try unserved(problem).map { entry -> [Obstacle.Constraint] in
            guard case .impossibleAlone(let obstacles) = entry.reason else { return [] }
            return obstacles.map(\.constraint)
        }
        #expect(found == [[.closed], [.skills], [.vehicle], [.day], [.unreachable, .unreachable]])
    }

    @Test("possible alone but not beside the plan names what is missing and who would give way")
    func noRoom() throws {
        // 7 + 2 are in the van of 10; the one of 5, worth least, finds 1 left. Against the 7 it would fit, but the 2 gives only 3.
        let visits = [
            Instances.visit(0, demand: [7], prize: 900), Instances.visit(1, demand: [2], prize: 800),
            Instances.visit(2, demand: [5], prize: 300),
        ]
        #expect(
            try unserved(problem(visits, vans: [Instances.van()], at: [10, 11, 12]))
                == [
                    UnservedVisit(
                        visit: 2,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 5, available: 1, vehicle: 0, day: 0)], displaces: 0))
                ])
    }

    @Test("no crew left is told from no vehicle left")
    func noCrew() throws {
        let visits = [Instances.visit(0, demand: [9], prize: 900), Instances.visit(1, demand: [9], prize: 800)]
        #expect(
            try unserved(problem(visits, vans: [Instances.van(count: 2, capacity: [9])], at: [10, 11], routeLimits: [1]))
                == [
                    UnservedVisit(
                        visit: 1, reason: .noRoom([Obstacle(.routeLimit, needed: 2, available: 1, vehicle: 0, day: 0)], displaces: 0))
                ])
    }

    @Test("a place that costs more than the prize says both figures")
    func notWorthIt() throws {
        #expect(
            try unserved(problem([Instances.visit(0, prize: 150)], vans: [Instances.van()], at: [100]))
                == [UnservedVisit(visit: 0, reason: .notWorthIt(cost: 200, prize: 150))])
    }
}
