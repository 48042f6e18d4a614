import Testing

@testable import RouteSolver

@Suite("Why a visit is left out") struct AbsenceReasonsTests {
    /// The reasons for the visits that are in no route, beside routes made by hand.
    private func reasons(_ problem: RoutingProblem, _ outlines: [RouteOutline] = [], start: PlanStart? = nil) -> [UnservedVisit] {
        let routes = Instances.routes(problem, outlines)
        let made = Set(outlines.flatMap(\.visits))
        return AbsenceReasons(problem, routes: routes, start: start).reasons(for: problem.visits.indices.filter { !made.contains($0) })
    }

    private func problem(
        _ visits: [Visit], vans: [VehicleType], at positions: [Int], days: Int = 1, routeLimits: [Int] = [], series: [VisitSeries] = [],
        locks: [RouteLock] = []
    ) -> RoutingProblem {
        RoutingProblem(
            dayCount: days, visits: visits, vehicles: vans, travel: Instances.line(positions), routeLimits: routeLimits, series: series,
            locks: locks)
    }

    // MARK: Impossible even alone

    @Test("a demand above the largest van says by how much")
    func tooHeavy() {
        let vans = [Instances.van(1, capacity: [700]), Instances.van(2, capacity: [900])]
        #expect(
            reasons(problem([Instances.visit(0, demand: [1060])], vans: vans, at: [5]))
                == [
                    UnservedVisit(
                        visit: 0,
                        reason: .impossibleAlone([Obstacle(.capacity(dimension: 0), needed: 1060, available: 900, vehicle: 1, day: 0)]))
                ])
    }

    @Test("a window that closes before the earliest arrival says both")
    func tooLate() {
        #expect(
            reasons(problem([Instances.visit(0, windows: [(0, 60)])], vans: [Instances.van()], at: [85]))
                == [
                    UnservedVisit(
                        visit: 0, reason: .impossibleAlone([Obstacle(.window(visit: 0), needed: 85, available: 60, vehicle: 0, day: 0)]))
                ])
    }

    @Test("a van that could not be back in time says when it would be")
    func notBack() {
        #expect(
            reasons(problem([Instances.visit(0, service: 30)], vans: [Instances.van(ends: 200)], at: [100]))
                == [
                    UnservedVisit(
                        visit: 0, reason: .impossibleAlone([Obstacle(.shiftEnd, needed: 230, available: 200, vehicle: 0, day: 0)]))
                ])
    }

    @Test("closed, forbidden, unskilled and unreachable each have their word")
    func standing() {
        let closed = Visit(id: 0, location: 1, windows: [[]], demand: [1])
        let skilled = Visit(id: 1, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], requiredSkills: 2)
        let notThis = Visit(id: 2, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], allowedVehicles: [])
        let notThen = Visit(id: 3, location: 1, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1], allowedDays: [])
        let far = Visit(id: 4, location: 2, windows: [[ServiceWindow(opens: 0, closes: 9)]], demand: [1])
        let table = [0, 1, -1, 1, 0, -1, -1, -1, 0]
        let problem = RoutingProblem(
            visits: [closed, skilled, notThis, notThen, far], vehicles: [Instances.van()],
            travel: TravelMatrix(count: 3, seconds: table, metres: table))
        let found = reasons(problem).map { entry -> [Obstacle.Constraint] in
            guard case .impossibleAlone(let obstacles) = entry.reason else { return [] }
            return obstacles.map(\.constraint)
        }
        #expect(found == [[.closed], [.skills], [.vehicle], [.day], [.unreachable, .unreachable]])
    }

    @Test("no vehicle at work at all is said")
    func nobody() {
        var van = Instances.van()
        van.shifts = [nil]
        #expect(
            reasons(problem([Instances.visit(0)], vans: [van], at: [5]))
                == [UnservedVisit(visit: 0, reason: .impossibleAlone([Obstacle(.noVehicle)]))])
    }

    @Test("a break that leaves no time for the visit says when it could begin")
    func breakInTheWay() {
        // Open only at 100, which is 100 away: a break of 50 from 40 at the start makes it 190. After the service it could begin at 100, closing at 60.
        var van = Instances.van()
        van.shifts = [Shift(begins: 0, ends: 10_000, breaks: [ShiftBreak(opens: 40, closes: 60, seconds: 50)])]
        #expect(
            reasons(problem([Instances.visit(0, windows: [(100, 100)])], vans: [van], at: [100]))
                == [
                    UnservedVisit(
                        visit: 0,
                        reason: .impossibleAlone([Obstacle(.crewBreak(number: 0), needed: 100, available: 60, vehicle: 0, day: 0)]))
                ])
    }

    @Test("when every vehicle is locked, that is the reason")
    func everythingLocked() {
        let standing = RouteOutline(vehicle: 0, trips: [[0]])
        #expect(
            reasons(
                problem(
                    [Instances.visit(0), Instances.visit(1)], vans: [Instances.van()], at: [5, 6], locks: [RouteLock(standing)]),
                [standing])
                == [UnservedVisit(visit: 1, reason: .impossibleAlone([Obstacle(.locked, vehicle: 0, day: 0)]))])
    }

    // MARK: No room beside the plan

    @Test("possible alone but not beside the plan names what is missing and who would give way")
    func noRoom() {
        // 7 + 2 are in the van of 10; the one of 5 finds 1 left. Without the 2 it would find 3, without the 7 it would find 8.
        let visits = [
            Instances.visit(0, demand: [7], prize: 900), Instances.visit(1, demand: [2], prize: 800),
            Instances.visit(2, demand: [5], prize: 300),
        ]
        #expect(
            reasons(problem(visits, vans: [Instances.van()], at: [10, 11, 12]), [RouteOutline(vehicle: 0, trips: [[0, 1]])])
                == [
                    UnservedVisit(
                        visit: 2,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 5, available: 1, vehicle: 0, day: 0)], displaces: 0))
                ])
    }

    @Test("an optional visit gives way before a compulsory one, however small that is")
    func optionalGivesWay() {
        let visits = [
            Instances.visit(0, demand: [4]), Instances.visit(1, demand: [6], prize: 9_000_000), Instances.visit(2, demand: [4]),
        ]
        #expect(
            reasons(problem(visits, vans: [Instances.van()], at: [10, 11, 12]), [RouteOutline(vehicle: 0, trips: [[0, 1]])])
                == [
                    UnservedVisit(
                        visit: 2,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 4, available: 0, vehicle: 0, day: 0)], displaces: 1))
                ])
    }

    @Test("no crew left is told from no vehicle left")
    func noCrew() {
        let visits = [Instances.visit(0, demand: [9], prize: 900), Instances.visit(1, demand: [9], prize: 800)]
        #expect(
            reasons(
                problem(visits, vans: [Instances.van(count: 2, capacity: [9])], at: [10, 11], routeLimits: [1]),
                [RouteOutline(vehicle: 0, trips: [[0]])])
                == [
                    UnservedVisit(
                        visit: 1, reason: .noRoom([Obstacle(.routeLimit, needed: 2, available: 1, vehicle: 0, day: 0)], displaces: 0))
                ])
    }

    @Test("nothing goes before the end of a locked beginning")
    func lockedBeginning() {
        // The place at 5 closes at 10. The van has to go to 50 first: from there it would be at 5 at 50 + 45 = 95. The other crew may not go
        // out. The visit that stands cannot give way.
        let standing = RouteOutline(vehicle: 0, trips: [[0]])
        #expect(
            reasons(
                problem(
                    [Instances.visit(0), Instances.visit(1, windows: [(0, 10)])], vans: [Instances.van(count: 2)], at: [50, 5],
                    routeLimits: [1],
                    locks: [RouteLock(standing, extent: .prefix)]), [standing])
                == [
                    UnservedVisit(
                        visit: 1,
                        reason: .noRoom([Obstacle(.window(visit: 1), needed: 95, available: 10, vehicle: 0, day: 0)], displaces: nil))
                ])
    }

    @Test("a locked route takes nobody and gives nobody up, however much room it has")
    func lockedRoute() {
        // Copy 0 is locked with 1 of 10 on board, copy 1 is full with 9: the one of 4 finds 1 left there.
        let standing = RouteOutline(vehicle: 0, trips: [[0]])
        let visits = [Instances.visit(0), Instances.visit(1, demand: [9], prize: 70), Instances.visit(2, demand: [4], prize: 60)]
        #expect(
            reasons(
                problem(visits, vans: [Instances.van(count: 2)], at: [10, 11, 12], locks: [RouteLock(standing)]),
                [standing, RouteOutline(vehicle: 0, copy: 1, trips: [[1]])])
                == [
                    UnservedVisit(
                        visit: 2,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 4, available: 1, vehicle: 0, day: 0)], displaces: 1))
                ])
    }

    @Test("a break that would no longer fit with the visit in the route is the reason")
    func breakBesideThePlan() {
        // The first, 20 away, is served from 20 to 52; the break, 50 long, begins there at 60. The second is 20 further, opens at 65 and closes
        // at 75: alone it is served from 65 to 75, the break after it. Behind the first it is reached at 72 and served until 82: two after
        // the break closes, and before the service or at the first the break would make it late.
        var van = Instances.van()
        van.shifts = [Shift(begins: 0, ends: 300, breaks: [ShiftBreak(opens: 60, closes: 80, seconds: 50)])]
        let visits = [Instances.visit(0, service: 32, windows: [(0, 20)]), Instances.visit(1, service: 10, windows: [(65, 75)])]
        #expect(
            reasons(problem(visits, vans: [van], at: [20, 40]), [RouteOutline(vehicle: 0, trips: [[0]])])
                == [
                    UnservedVisit(
                        visit: 1,
                        reason: .noRoom([Obstacle(.crewBreak(number: 0), needed: 82, available: 80, vehicle: 0, day: 0)], displaces: 0))
                ])
    }

    // MARK: Not worth it

    @Test("a place that costs more than the prize says both figures")
    func notWorthIt() {
        #expect(
            reasons(problem([Instances.visit(0, prize: 150)], vans: [Instances.van()], at: [100]))
                == [UnservedVisit(visit: 0, reason: .notWorthIt(cost: 200, prize: 150))])
    }

    @Test("what it would cost is metres, seconds, the vehicle and the day; being where people expect it saves the price of a change")
    func allCosts() {
        // 20 m at 3, 20 s at 2, the van 40, the day 7: 60 + 40 + 40 + 7 = 147; less the price of 30 where the plan before had it.
        var van = Instances.van()
        van.costPerMetre = 3
        van.costPerDrivingSecond = 2
        van.fixedCost = 40
        var visit = Instances.visit(0, prize: 100)
        visit.dayCosts = [7]
        let problem = problem([visit], vans: [van], at: [10])
        #expect(reasons(problem) == [UnservedVisit(visit: 0, reason: .notWorthIt(cost: 147, prize: 100))])
        let start = PlanStart(routes: [RouteOutline(vehicle: 0, trips: [[0]])], pricePerChange: 30)
        #expect(reasons(problem, start: start) == [UnservedVisit(visit: 0, reason: .notWorthIt(cost: 117, prize: 100))])
    }

    @Test("a further trip is a place too, before, between and after the others")
    func ownTrip() {
        // The van of 10 is full with 10 for the place at 20; one reload. A trip of its own to 8 costs 16.
        let visits = [Instances.visit(0, demand: [10]), Instances.visit(1, demand: [5], prize: 3)]
        #expect(
            reasons(problem(visits, vans: [Instances.van(reloads: 1)], at: [20, 8]), [RouteOutline(vehicle: 0, trips: [[0]])])
                == [UnservedVisit(visit: 1, reason: .notWorthIt(cost: 16, prize: 3))])
    }

    // MARK: Series

    @Test("a visit whose gap to the one made leaves no day says so")
    func noDayLeft() {
        let visits = [Instances.visit(0, days: 2), Instances.visit(1, days: 2)]
        #expect(
            reasons(
                problem(
                    visits, vans: [Instances.van(days: 2)], at: [5, 5], days: 2, series: [VisitSeries(visits: [0, 1], leastGap: 2)]),
                [RouteOutline(vehicle: 0, trips: [[0]])])
                == [UnservedVisit(visit: 1, reason: .noRoom([Obstacle(.pattern, day: 0)], displaces: nil))])
    }

    @Test("on the only day its pattern leaves, the obstacle of that day counts")
    func onlyDayFull() {
        // Days 0 and 2 are the pattern; day 2 is full with 8 of 10, day 1 is empty. Without that one there is room.
        let visits = [Instances.visit(0, days: 3), Instances.visit(1, demand: [5], days: 3), Instances.visit(2, demand: [8], days: 3)]
        #expect(
            reasons(
                problem(
                    visits, vans: [Instances.van(days: 3)], at: [5, 5, 6], days: 3,
                    series: [VisitSeries(visits: [0, 1], patterns: [[0, 2]])]),
                [RouteOutline(vehicle: 0, trips: [[0]]), RouteOutline(vehicle: 0, day: 2, trips: [[2]])])
                == [
                    UnservedVisit(
                        visit: 1,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 5, available: 2, vehicle: 0, day: 2)], displaces: 2))
                ])
    }

    @Test("a series of which nothing is made is judged with all visits of a pattern")
    func wholePattern() {
        // Only days 0 and 1 together are allowed, and the first is closed on day 0: each alone could be made, the pattern not.
        var first = Instances.visit(0, days: 2)
        first.windows[0] = []
        let closed = UnservedVisit.Reason.impossibleAlone([Obstacle(.closed, vehicle: 0, day: 0)])
        #expect(
            reasons(
                problem(
                    [first, Instances.visit(1, days: 2)], vans: [Instances.van(days: 2)], at: [5, 5], days: 2,
                    series: [VisitSeries(visits: [0, 1], patterns: [[0, 1]])]))
                == [UnservedVisit(visit: 0, reason: closed), UnservedVisit(visit: 1, reason: closed)])
    }

    @Test("a whole series that is not worth it says what all of it costs and is worth")
    func wholeSeriesNotWorthIt() {
        // 10 there and back on each of two days, 20 in all; prizes 4 and 7.
        let visits = [Instances.visit(0, days: 2, prize: 4), Instances.visit(1, days: 2, prize: 7)]
        let reason = UnservedVisit.Reason.notWorthIt(cost: 20, prize: 11)
        #expect(
            reasons(
                problem(
                    visits, vans: [Instances.van(days: 2)], at: [5, 5], days: 2,
                    series: [VisitSeries(visits: [0, 1], patterns: [[0, 1]])]))
                == [UnservedVisit(visit: 0, reason: reason), UnservedVisit(visit: 1, reason: reason)])
    }

    @Test("the first visits of a series do not give way to others")
    func seriesStays() {
        // Day 0 is full with the first of a series of two (6), day 1 with the second (6). The one of 5 has room on neither; only the second may go.
        let visits = [
            Instances.visit(0, demand: [6], days: 2), Instances.visit(1, demand: [6], days: 2), Instances.visit(2, demand: [5], days: 2),
        ]
        #expect(
            reasons(
                problem(visits, vans: [Instances.van(days: 2)], at: [5, 5, 6], days: 2, series: [VisitSeries(visits: [0, 1])]),
                [RouteOutline(vehicle: 0, trips: [[0]]), RouteOutline(vehicle: 0, day: 1, trips: [[1]])])
                == [
                    UnservedVisit(
                        visit: 2,
                        reason: .noRoom([Obstacle(.capacity(dimension: 0), needed: 5, available: 4, vehicle: 0, day: 0)], displaces: 1))
                ])
    }
}

extension Instances {
    /// Routes made by hand, with their times.
    static func routes(_ problem: RoutingProblem, _ outlines: [RouteOutline]) -> [Route] {
        outlines.map { RouteSchedule(problem: problem, vehicle: $0.vehicle, copy: $0.copy, day: $0.day).write($0.trips).route }
    }
}
