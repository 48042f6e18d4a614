import RouteInstances
import RouteSolver
import Testing

@Suite("Computing a periodic file") struct PeriodicRuleTests {
    private let text = """
        1 2 3 2
        0 40
        10.5 30
        0 0 0 0 0 0 0
        5 3 4 1.5 7 2 1 3
        6 1 1 0 9 1 2 1 2
        8 0 2 0 9 1 1 2
        """

    @Test("one visit for each time, joined by patterns; costs to the nearest thousandth, times upwards, limits as shifts")
    func problem() throws {
        let rule = PeriodicRule(try PeriodicFile(text))
        // Day 0 has no limit; day 1 ends at 10.5 * 1000.
        let windows = [[ServiceWindow(opens: 0, closes: 100_000_000)], [ServiceWindow(opens: 0, closes: 10_500)]]
        // 0-5: 5. 0-6: sqrt(2) = 1.41421. 0-8: 2. 5-6: sqrt(4 + 9) = 3.60555. 5-8: sqrt(9 + 4) = 3.60555. 6-8: sqrt(1 + 1) = 1.41421.
        let metres = [0, 5_000, 1_414, 2_000, 5_000, 0, 3_606, 3_606, 1_414, 3_606, 0, 1_414, 2_000, 3_606, 1_414, 0]
        let seconds = [0, 5_000, 1_415, 2_000, 5_000, 0, 3_606, 3_606, 1_415, 3_606, 0, 1_415, 2_000, 3_606, 1_415, 0]
        #expect(
            rule.problem
                == RoutingProblem(
                    dayCount: 2,
                    visits: [
                        Visit(id: 0, location: 1, windows: windows, serviceSeconds: 1_500, demand: [7]),
                        Visit(id: 1, location: 1, windows: windows, serviceSeconds: 1_500, demand: [7]),
                        // In 2 days 1 = 01 and 2 = 10.
                        Visit(id: 2, location: 2, windows: windows, demand: [9], allowedDays: [0, 1]),
                        Visit(id: 3, location: 3, windows: windows, demand: [9], allowedDays: [0]),
                    ],
                    vehicles: [
                        VehicleType(
                            id: 1, count: 2, capacity: [40], shifts: [Shift(begins: 0, ends: 100_000_000), nil], startLocation: 0,
                            endLocation: 0),
                        VehicleType(
                            id: 2, count: 2, capacity: [30], shifts: [nil, Shift(begins: 0, ends: 10_500)], startLocation: 0, endLocation: 0
                        ),
                    ], travel: TravelMatrix(count: 4, seconds: seconds, metres: metres),
                    series: [VisitSeries(visits: [0, 1], patterns: [[0, 1]])]))
        #expect(rule.clientOfVisit == [0, 0, 1, 2])
        #expect(ProblemCheck.faults(in: rule.problem) == [])
    }

    @Test("days of one capacity share their vehicles")
    func oneType() throws {
        let rule = PeriodicRule(try PeriodicFile(text.replacing("10.5 30", with: "10.5 40")))
        #expect(
            rule.problem.vehicles == [
                VehicleType(
                    id: 1, count: 2, capacity: [40], shifts: [Shift(begins: 0, ends: 100_000_000), Shift(begins: 0, ends: 10_500)],
                    startLocation: 0, endLocation: 0)
            ])
    }

    @Test("the largest figures a file may hold are figures the solver takes")
    func largest() throws {
        let largest = """
            1 50000 1 1
            100000 1000000000
            0 -35000 -35000 0 0 0 0
            1 35000 35000 100000 1000000000 1 1 1
            """
        #expect(ProblemCheck.faults(in: PeriodicRule(try PeriodicFile(largest)).problem) == [])
    }
}

@Suite("Writing periodic routes") struct PeriodicRoutesTests {
    private let file: PeriodicFile

    init() throws {
        file = try PeriodicFile(
            """
            1 2 3 2
            0 40
            10.5 30
            0 0 0 0 0 0 0
            5 3 4 1.5 7 2 1 3
            6 0 2 0 9 1 2 1 2
            8 0 1 0 9 0 0
            """)
    }

    @Test("the cost comes first, then each route with its day, vehicle, duration, load and clients")
    func text() {
        let routes = PeriodicRoutes([(1, 0, [0, 1]), (0, 0, [0])], of: file)
        // 0-5-0: 5 + 5. 0-5-6-0: 5 + sqrt(9 + 4) + 2 = 10.60555. Each serves client 5 for 1.5.
        #expect(routes.text == "20.61\n1 1 11.50 7 0 5 0\n2 1 12.11 16 0 5 6 0\n")
        #expect(routes.vehicles == 1)
        // 12.11 is above the 10.5 of the second day.
        #expect(routes.faults == ["day 2 vehicle 1: takes 12.11 of at most 10.50"])
    }

    @Test("routes that keep to the file have no faults")
    func sound() throws {
        var roomy = try PeriodicFile("1 2 1 2\n0 40\n0 40\n0 0 0 0 0 0 0\n5 3 4 1.5 7 2 1 3\n")
        #expect(PeriodicRoutes([(0, 1, [0]), (1, 0, [0])], of: roomy).faults == [])
        // A duration that is met exactly is kept: 5 + 5 + 1.5.
        roomy = try PeriodicFile("1 2 1 2\n11.5 40\n11.5 40\n0 0 0 0 0 0 0\n5 3 4 1.5 7 2 1 3\n")
        #expect(PeriodicRoutes([(0, 1, [0]), (1, 0, [0])], of: roomy).faults == [])
    }

    @Test("every way of not keeping to the file is found")
    func faults() {
        let day = "client 5: visited on the days (1), allowed are (1 2)"
        #expect(PeriodicRoutes([(0, 0, [0]), (0, 1, [1])], of: file).faults == [day])
        #expect(
            PeriodicRoutes([(0, 0, [0, 0])], of: file).faults == [
                "client 5: visited on the days (1 1), allowed are (1 2)", "client 6: visited on the days (), allowed are (2, 1)",
            ])
        #expect(
            PeriodicRoutes([(0, 0, [0]), (0, 0, [1, 2])], of: file).faults == [
                "day 1 vehicle 1: goes out twice", day, "client 8: visited on the days (1), allowed are ()",
            ])
        #expect(
            PeriodicRoutes([(0, 0, [0]), (0, 2, [1]), (2, 0, [1]), (0, 1, [1, 99, -1])], of: file).faults == [
                "day 1 vehicle 3: there are 2 days and 2 vehicles", "day 3 vehicle 1: there are 2 days and 2 vehicles", day,
            ])
        // Five times 9 is 45, above the 40 of the first day.
        #expect(PeriodicRoutes([(0, 0, [1, 1, 1, 1, 1])], of: file).faults.first == "day 1 vehicle 1: 45 on board of at most 40")
    }
}
