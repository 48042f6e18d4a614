import Testing

@testable import RouteSolver

@Suite("Checking a problem") struct ProblemCheckTests {
    private func codes(_ problem: RoutingProblem) -> [ProblemFault.Code] { ProblemCheck.faults(in: problem).map(\.code) }

    private var sound: RoutingProblem {
        RoutingProblem(visits: [Instances.visit(0), Instances.visit(1)], vehicles: [Instances.van()], travel: Instances.line([5, 9]))
    }

    @Test("a sound problem has no faults")
    func soundProblem() { #expect(codes(sound) == []) }

    @Test("everything wrong is named at once, with its place")
    func allAtOnce() {
        var problem = sound
        problem.visits[0].windows = [[ServiceWindow(opens: 9, closes: 3)]]
        problem.visits[0].serviceSeconds = -1
        problem.visits[1].id = 0
        problem.visits[1].location = 77
        problem.visits[1].demand = [Int.max]
        problem.visits[1].prize = -4
        problem.vehicles[0].capacity = []
        problem.vehicles[0].shifts = [Shift(begins: 5, ends: Int.max)]
        problem.vehicles[0].speedPercent = 0
        problem.vehicles[0].count = -2
        let faults = ProblemCheck.faults(in: problem)
        #expect(
            faults.map { "\($0.code.rawValue) \($0.place)" } == [
                "VISIT.WINDOW-REVERSED visit 0 day 0", "VISIT.SERVICE-TIME visit 0", "VISIT.DUPLICATE-ID visit 0", "VISIT.LOCATION visit 0",
                "VISIT.DEMAND visit 0", "VISIT.PRIZE visit 0", "VEHICLE.COUNT vehicle 0", "VEHICLE.CAPACITY vehicle 0",
                "VEHICLE.SHIFT vehicle 0 day 0", "VEHICLE.SPEED vehicle 0",
            ])
    }

    @Test(
        "no wrong figure traps",
        arguments: [Int.min, -1, 0, 1, RoutingProblem.largestMeasure, RoutingProblem.largestMeasure + 1, Int.max])
    func extremes(figure: Int) throws {
        let changes: [(inout RoutingProblem) -> Void] = [
            { $0.dayCount = figure }, { $0.dimensionCount = figure }, { $0.visits[0].id = figure }, { $0.visits[0].location = figure },
            { $0.visits[0].windows = [[ServiceWindow(opens: figure, closes: figure)]] },
            { $0.visits[0].windows = [[ServiceWindow(opens: 0, closes: figure)]] }, { $0.visits[0].serviceSeconds = figure },
            { $0.visits[0].demand = [figure] }, { $0.visits[0].demand = [figure, figure] }, { $0.visits[0].prize = figure },
            { $0.visits[0].allowedVehicles = [figure] }, { $0.visits[0].allowedDays = [figure] }, { $0.visits[0].dayCosts = [figure] },
            { $0.vehicles[0].count = figure }, { $0.vehicles[0].capacity = [figure] },
            { $0.vehicles[0].shifts = [Shift(begins: 0, ends: figure)] }, { $0.vehicles[0].shifts = [Shift(begins: figure, ends: figure)] },
            { $0.vehicles[0].startLocation = figure }, { $0.vehicles[0].endLocation = figure }, { $0.vehicles[0].speedPercent = figure },
            { $0.vehicles[0].reloads = figure }, { $0.vehicles[0].reloadSeconds = figure }, { $0.vehicles[0].fixedCost = figure },
            { $0.routeLimits = [figure] }, { $0.travel = TravelMatrix(count: figure, seconds: [0], metres: [0]) },
            { $0.travel = TravelMatrix(count: 3, seconds: Array(repeating: figure, count: 9), metres: Array(repeating: figure, count: 9)) },
        ]
        for change in changes {
            var problem = sound
            change(&problem)
            guard codes(problem).isEmpty, problem.vehicles[0].count < 1000 else { continue }
            let solution = try RouteSearch(problem).solve(SearchLimit(iterations: 20))
            #expect(SolutionChecker.faults(in: solution, to: problem) == [])
        }
    }

    @Test("windows that touch or cross, and a matrix of the wrong size, are named")
    func more() {
        var problem = sound
        problem.visits[0].windows = [[ServiceWindow(opens: 0, closes: 5), ServiceWindow(opens: 5, closes: 9)]]
        problem.travel = TravelMatrix(count: 3, seconds: [0, 1], metres: [])
        #expect(codes(problem) == [.matrixSize, .windowsNotApart])
    }

    @Test("ten thousand visits are looked through")
    func manyVisits() {
        var problem = sound
        problem.visits = (0..<10_000).map {
            Visit(id: $0, location: 1 + $0 % 2, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1])
        }
        #expect(codes(problem) == [])
        problem.visits = problem.visits + problem.visits + problem.visits.prefix(1)
        #expect(codes(problem) == [.tooLarge] + Array(repeating: .duplicateVisit, count: 10_001))
    }

    @Test("of a matrix that is wrong everywhere a hundred entries are named, and how many more there are")
    func wrongMatrix() {
        // 15 locations have 225 times, all wrong; the distances are right.
        var problem = sound
        problem.travel = TravelMatrix(count: 15, seconds: Array(repeating: -2, count: 225), metres: Array(repeating: -1, count: 225))
        let faults = ProblemCheck.faults(in: problem)
        #expect(faults.map(\.code) == Array(repeating: .matrixValue, count: 101))
        #expect(faults.first?.place == "matrix from 0 to 0")
        #expect(faults[99].place == "matrix from 6 to 9")
        #expect(faults.last?.advice == "125 further seconds; give 0 to 100000000, or -1 where there is no way")
    }
}
