import Testing

@testable import RouteSolver

@Suite("Input that is wrong, strange or too much") struct HardInputTests {
    private func codes(_ problem: RoutingProblem) -> [ProblemFault.Code] {
        do {
            _ = try RouteSearch(problem).solve(SearchLimit(iterations: 10))
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    private func solve(_ problem: RoutingProblem, iterations: Int = 100) throws -> Solution {
        let solution = try RouteSearch(problem).solve(SearchLimit(iterations: iterations))
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
        return solution
    }

    private var sound: RoutingProblem {
        RoutingProblem(
            visits: (0..<3).map { Instances.visit($0) }, vehicles: [Instances.van()], travel: Instances.line([10, 20, 30]))
    }

    @Test("times that are negative or too large are refused", arguments: [-1, Int.min, RoutingProblem.largestMeasure + 1, Int.max])
    func times(figure: Int) {
        var problem = sound
        problem.visits[0].serviceSeconds = figure
        #expect(codes(problem) == [.serviceTime])
        problem = sound
        problem.travel = TravelMatrix(
            count: 4, seconds: Array(repeating: figure == -1 ? -2 : figure, count: 16), metres: Array(repeating: 1, count: 16))
        #expect(Set(codes(problem)) == [.matrixValue])
        problem = sound
        problem.visits[0].windows = [[ServiceWindow(opens: figure, closes: figure)]]
        #expect(codes(problem) == [.windowValue])
        problem = sound
        problem.vehicles[0].shifts = [Shift(begins: figure, ends: figure)]
        #expect(codes(problem) == [.vehicleShift])
        problem = sound
        problem.vehicles[0].reloadSeconds = figure
        #expect(codes(problem) == [.vehicleReloads])
    }

    @Test("a window that ends before it begins, and ids given twice, are refused")
    func reversed() {
        var problem = sound
        problem.visits[0].windows = [[ServiceWindow(opens: 9, closes: 8)]]
        problem.visits[1].id = problem.visits[2].id
        problem.vehicles.append(problem.vehicles[0])
        #expect(codes(problem) == [.windowEndsBeforeItBegins, .duplicateVisit, .duplicateVehicle])
    }

    @Test("the largest figures there may be are added up without trapping")
    func largest() throws {
        var problem = sound
        let most = RoutingProblem.largestMeasure
        for visit in problem.visits.indices {
            problem.visits[visit].windows = [[ServiceWindow(opens: 0, closes: most)]]
            problem.visits[visit].serviceSeconds = visit == 0 ? most : 0
            problem.visits[visit].demand = [RoutingProblem.largestLoad]
            problem.visits[visit].prize = RoutingProblem.largestCost
            problem.visits[visit].dayCosts = [RoutingProblem.largestCost]
        }
        problem.vehicles[0] = Instances.van(capacity: [RoutingProblem.largestLoad], ends: most, reloads: 50, reloadSeconds: most)
        problem.vehicles[0].fixedCost = RoutingProblem.largestCost
        problem.vehicles[0].speedPercent = 1
        problem.travel = TravelMatrix(count: 4, seconds: Array(repeating: most, count: 16), metres: Array(repeating: most, count: 16))
        for order in [PlanOrder.levels, .prices] {
            problem.order = order
            #expect(try solve(problem).routes == [])
            var quick = problem
            quick.vehicles[0].speedPercent = 10_000
            quick.vehicles[0].reloadSeconds = 0
            quick.visits[0].serviceSeconds = 0
            // 1,000,000 s for each of six legs, within the shift; by prices a visit of prize 10^12 is not worth a van and a day of 10^12 each.
            #expect(try solve(quick).unserved.count == (order == .levels ? 0 : 3))
        }
    }

    @Test("a demand above every vehicle, and a place without a way, are left out with their reasons")
    func impossible() throws {
        var problem = sound
        problem.visits[0].demand = [11]
        problem.travel = TravelMatrix(distances: [[0, 1, 2, 3], [1, 0, 1, 2], [2, 1, 0, -1], [-1, -1, -1, 0]])
        let solution = try solve(problem)
        #expect(
            solution.unserved == [
                UnservedVisit(
                    visit: 0, reason: .impossibleAlone([Obstacle(.capacity(dimension: 0), needed: 11, available: 10, vehicle: 0, day: 0)])),
                UnservedVisit(visit: 2, reason: .impossibleAlone([Obstacle(.unreachable, vehicle: 0, day: 0)])),
            ])
        #expect(solution.value == PlanValue(missed: 2, cost: 4))
    }

    @Test("any number of days, and nothing else, is an empty plan or too large", arguments: [1, 50_000, 50_001, Int.max])
    func days(count: Int) throws {
        let problem = RoutingProblem(dayCount: count, visits: [], vehicles: [], travel: TravelMatrix(count: 0, seconds: [], metres: []))
        if count > RoutingProblem.mostSlots { #expect(codes(problem) == [.tooLarge]) } else { #expect(try solve(problem).routes == []) }
    }

    @Test("tables that would not fit into memory are refused")
    func tables() {
        var problem = sound
        // 2,001 types times 20,000 visits are 40,020,000 pairs; 2,000 types are 40,000,000.
        problem.visits = (0..<20_000).map { Visit(id: $0, location: 1, windows: [[]], demand: [1]) }
        problem.vehicles = (0..<2_001).map { Instances.van($0) }
        #expect(ProblemCheck.faults(in: problem).map(\.code) == [.tooLarge])
        problem.vehicles.removeLast()
        #expect(ProblemCheck.faults(in: problem) == [])
        // 50,000 copies of 52 stops are 2,600,000; that is still possible.
        problem.vehicles = [Instances.van(count: 50_000, reloads: 50)]
        #expect(ProblemCheck.faults(in: problem) == [])
    }

    @Test("where detours are shorter than direct ways, every route still keeps its times", arguments: 1...40)
    func triangle(seed: UInt64) throws {
        // Ways of 1 to 2,000 s drawn one by one, every twelfth missing; half of the problems with breaks.
        var problem = Instances.random(visits: 24, seed: seed)
        var random = SplitMix64(seed: seed)
        let count = problem.travel.count
        let seconds = (0..<count * count).map { _ in
            random.below(12) == 0 ? -1 : random.below(4) == 0 ? random.below(2000) : random.below(300)
        }
        problem.travel = TravelMatrix(count: count, seconds: seconds, metres: seconds.map { $0 < 0 ? -1 : 1 + $0 % 50 })
        problem.locks = []
        for visit in problem.visits.indices where problem.visits[visit].prize != nil {
            problem.visits[visit].prize = RoutingProblem.largestCost
        }
        let solution = try RouteSearch(problem, seed: seed).solve(SearchLimit(iterations: 250))
        #expect(SolutionChecker.faults(in: solution, to: problem) == [])
    }

    /// Visits strewn over a square of 10 km, open all day.
    private func strewn(_ count: Int, vans: Int, capacity: Int, ends: Int) -> RoutingProblem {
        var random = SplitMix64(seed: 7)
        let places = (0...count).map { _ in SIMD2(random.below(10_000), random.below(10_000)) }
        var metres = Array(repeating: 0, count: (count + 1) * (count + 1))
        for from in 0...count {
            for to in 0...count {
                let way = places[from] &- places[to]
                metres[from * (count + 1) + to] = abs(way.x) + abs(way.y)
            }
        }
        return RoutingProblem(
            visits: (0..<count).map { Instances.visit($0, windows: [(0, 86_400)]) },
            vehicles: [Instances.van(count: vans, capacity: [capacity], ends: ends)],
            travel: TravelMatrix(count: count + 1, seconds: metres, metres: metres))
    }

    @Test("very many visits for one small van: a few are made, and all others know why not")
    func overConstrained() throws {
        let solution = try solve(strewn(400, vans: 1, capacity: 5, ends: 86_400), iterations: 200)
        #expect(solution.unserved.count == 395)
    }

    @Test("many visits are planned at once")
    func many() throws {
        let solution = try solve(strewn(500, vans: 60, capacity: 10, ends: 86_400), iterations: 20)
        #expect(solution.unserved == [])
    }
}
