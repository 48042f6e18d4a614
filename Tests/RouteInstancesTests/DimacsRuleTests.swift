import RouteInstances
import RouteSolver
import Testing

@Suite("Computing by the DIMACS rule") struct DimacsRuleTests {
    private let text = """
        TINY
        VEHICLE
        NUMBER CAPACITY
        2 50
        CUSTOMER
        CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME
        0 0 0 0 1 100 0
        7 3 4 10 5 60 2
        9 1 1 20 0 90 3
        """

    @Test("distances are cut down to tenths; windows, services and the depot's hours are times ten")
    func problem() throws {
        // From 0 to 7: sqrt(9 + 16) = 5 -> 50. From 0 to 9: sqrt(2) = 1.4142 -> 14. From 7 to 9: sqrt(4 + 9) = 3.6055 -> 36.
        let distances = [0, 50, 14, 50, 0, 36, 14, 36, 0]
        #expect(
            DimacsRule.problem(of: try SolomonFile(text))
                == RoutingProblem(
                    visits: [
                        Visit(id: 7, location: 1, windows: [[ServiceWindow(opens: 50, closes: 600)]], serviceSeconds: 20, demand: [10]),
                        Visit(id: 9, location: 2, windows: [[ServiceWindow(opens: 0, closes: 900)]], serviceSeconds: 30, demand: [20]),
                    ],
                    vehicles: [
                        VehicleType(
                            id: 1, count: 2, capacity: [50], shifts: [Shift(begins: 10, ends: 1_000)], startLocation: 0, endLocation: 0)
                    ], travel: TravelMatrix(count: 3, seconds: distances, metres: distances)))
    }

    @Test("a solution is written by the file's numbers, with its cost in units")
    func routes() throws {
        let file = try SolomonFile(text)
        let solution = try RouteSearch(DimacsRule.problem(of: file)).solve(SearchLimit(iterations: 20))
        var routes = CVRPLIBRoutes(solution, of: file)
        // One round costs 50 + 36 + 14 = 100 tenths, two would cost 100 + 28.
        #expect(routes.tenths == 100)
        #expect(routes.routes.map { $0.sorted() } == [[7, 9]])
        routes.routes = [[9, 7], [8]]
        #expect(routes.text == "Route #1: 9 7\nRoute #2: 8\nCost 10.0\n")
    }

    @Test("the largest figures a file may hold are figures the solver takes")
    func largest() throws {
        let largest = """
            WIDE
            VEHICLE
            NUMBER CAPACITY
            50000 1000000000
            CUSTOMER
            CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME
            0 -1000000 -1000000 0 0 10000000 0
            1 1000000 1000000 1000000000 10000000 10000000 10000000
            """
        #expect(ProblemCheck.faults(in: DimacsRule.problem(of: try SolomonFile(largest))) == [])
    }
}
