import Testing

@testable import RouteSolver

@Suite("Checking a solution") struct SolutionCheckerTests {
    private let problem = RoutingProblem(
        visits: [Instances.visit(0, windows: [(0, 500)]), Instances.visit(1)], vehicles: [Instances.van(ends: 900)],
        travel: Instances.line([100, 200]))

    private func codes(_ change: (inout Solution) -> Void) throws -> Set<SolutionFault.Code> {
        var solution = try RouteSearch(problem).solve(SearchLimit(iterations: 50))
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
        change(&solution)
        return Set(SolutionChecker.faults(in: solution, to: problem).map(\.code))
    }

    @Test("every kind of false claim is found")
    func claims() throws {
        #expect(try codes { $0.value.cost += 1 } == [.value])
        #expect(try codes { $0.routes[0].metres -= 1 } == [.distance])
        #expect(try codes { $0.routes[0].returns += 1 } == [.time])
        #expect(try codes { $0.routes[0].trips[0].stops[0].load = [7] } == [.load])
        #expect(try codes { $0.routes[0].trips[0].stops[0].arrives -= 1 } == [.time])
        #expect(try codes { $0.routes[0].copy = 3 }.contains(.slot))
        #expect(try codes { $0.routes.append($0.routes[0]) }.contains(.slot))
        #expect(try codes { $0.unserved = [UnservedVisit(visit: 0, reason: .impossibleAlone([]))] } == [.forgotten])
        #expect(try codes { $0.routes = [] } == [.forgotten, .value])
        #expect(try codes { $0.routes[0].trips[0].stops.removeLast() }.contains(.forgotten))
    }

    @Test("a window missed, a shift overrun and a load too heavy are found in otherwise sound figures")
    func limits() throws {
        var solution = try RouteSearch(problem).solve(SearchLimit(iterations: 50))
        var tighter = problem
        tighter.visits[0].windows = [[ServiceWindow(opens: 0, closes: 0)]]
        tighter.vehicles[0].capacity = [1]
        tighter.vehicles[0].shifts = [Shift(begins: 0, ends: 300)]
        #expect(
            Set(SolutionChecker.faults(in: solution, to: tighter).map(\.code)) == [.outsideWindow, .overloaded, .outsideShift])
        solution.routes[0].trips[0].stops[0].visit = 9
        #expect(SolutionChecker.faults(in: solution, to: problem).contains { $0.code == .unknownVisit })
    }
}
