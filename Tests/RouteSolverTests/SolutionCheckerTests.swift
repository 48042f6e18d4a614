import Testing

@testable import RouteSolver

/// The solutions here are made by hand, so that the checker is asked and not the search.
@Suite("Checking a solution") struct SolutionCheckerTests {
    /// Places at 100, 200 and 300 m; a metre takes a second and costs 2, a second of driving 3; leaving at all costs 7. The break of 50 s is to
    /// begin from 105 to 200. The third visit is worth 40; the second costs 11 on this day.
    private var problem: RoutingProblem {
        var visits = [
            Instances.visit(0, service: 10, windows: [(0, 500)]), Instances.visit(1, service: 20), Instances.visit(2, prize: 40),
        ]
        visits[1].dayCosts = [11]
        var van = Instances.van(count: 2, ends: 900)
        van.shifts[0]?.breaks = [ShiftBreak(opens: 105, closes: 200, seconds: 50)]
        van.fixedCost = 7
        van.costPerMetre = 2
        van.costPerDrivingSecond = 3
        return RoutingProblem(visits: visits, vehicles: [van], travel: Instances.line([100, 200, 300]))
    }

    /// The plan begun from made the first and the third visit in the same van; that the third is left out is one change at 5.
    private let start = PlanStart(routes: [RouteOutline(vehicle: 0, trips: [[0, 2]])], pricePerChange: 5)

    /// At the first visit from 100, served to 110, break to 160; at the second from 260, served to 280; home at 480, 400 m driven in 400 s.
    /// 400 * (2 + 3) + 7 = 2007, and 11 for the day.
    private var sound: Solution {
        let stops = [
            Stop(visit: 0, arrives: 100, begins: 100, ends: 110, leaves: 160, load: [2], metres: 100),
            Stop(visit: 1, arrives: 260, begins: 260, ends: 280, leaves: 280, load: [1], metres: 100),
        ]
        let route = Route(
            vehicle: 0, copy: 0, day: 0, trips: [Trip(leaves: 0, load: [2], stops: stops)], departs: 0, returns: 480, metres: 400,
            cost: 2007,
            breaks: [TakenBreak(begins: 110, ends: 160)])
        return Solution(
            routes: [route], unserved: [UnservedVisit(visit: 2, reason: .notWorthIt(cost: 1000, prize: 40))],
            value: PlanValue(missed: 0, lostPrizes: 40, changes: 5, cost: 2018), iterations: 0)
    }

    private func codes(_ change: (inout Solution) -> Void) -> [SolutionFault.Code] {
        var solution = sound
        change(&solution)
        return SolutionChecker.faults(in: solution, to: problem, start: start).map(\.code)
    }

    private func codesWhenProblem(_ changed: (inout RoutingProblem) -> Void) -> [SolutionFault.Code] {
        var problem = problem
        changed(&problem)
        return SolutionChecker.faults(in: sound, to: problem, start: start).map(\.code)
    }

    @Test("a true solution stands")
    func stands() { #expect(codes { _ in } == []) }

    @Test("every figure of the value is summed up anew")
    func value() {
        #expect(codes { $0.value.missed += 1 } == [.value])
        #expect(codes { $0.value.lostPrizes -= 1 } == [.value])
        #expect(codes { $0.value.changes = 0 } == [.value])
        #expect(codes { $0.value.cost += 1 } == [.value])
        // Without a plan to begin from nothing is a change; with a price that is none nothing costs anything.
        #expect(SolutionChecker.faults(in: sound, to: problem).map(\.code) == [.value])
        var unpriced = start
        unpriced.pricePerChange = -5
        #expect(SolutionChecker.faults(in: sound, to: problem, start: unpriced).map(\.code) == [.value])
        // In the other van, on another day, or twice in the plan begun from (where the first place counts): 2 changes, 3 with the second visit.
        func changes(_ routes: [RouteOutline]) -> Int? {
            (0...4).first { count in
                var solution = sound
                solution.value.changes = 5 * count
                return SolutionChecker.faults(in: solution, to: problem, start: PlanStart(routes: routes, pricePerChange: 5)).isEmpty
            }
        }
        #expect(changes([]) == 0)
        #expect(changes([RouteOutline(vehicle: 0, trips: [[1], [0]])]) == 0)
        #expect(changes([RouteOutline(vehicle: 0, copy: 1, trips: [[0, 2]])]) == 2)
        #expect(changes([RouteOutline(vehicle: 0, day: 1, trips: [[0]]), RouteOutline(vehicle: 1, trips: [[2, 1]])]) == 3)
        #expect(changes([RouteOutline(vehicle: 0, copy: 1, trips: [[0]]), RouteOutline(vehicle: 0, trips: [[0, 1, 9]])]) == 1)
    }

    @Test("every figure of a route is driven anew")
    func figures() {
        #expect(codes { $0.routes[0].cost -= 1 } == [.routeCost])
        #expect(codes { $0.routes[0].metres -= 1 } == [.distance])
        #expect(codes { $0.routes[0].trips[0].stops[1].metres += 1 } == [.distance])
        #expect(codes { $0.routes[0].returns += 1 } == [.time])
        #expect(codes { $0.routes[0].departs -= 1 } == [.outsideShift, .time])
        #expect(codes { $0.routes[0].trips[0].stops[1].arrives -= 1 } == [.time])
        #expect(codes { $0.routes[0].trips[0].stops[1].ends -= 1 } == [.time])
        #expect(codes { $0.routes[0].trips[0].load = [3] } == [.load])
        #expect(codes { $0.routes[0].trips[0].load = [] } == [.load])
        #expect(codes { $0.routes[0].trips[0].stops[1].load = [1, 0] } == [.load])
        // Leaving ten seconds later, with no break that would explain it.
        #expect(
            codes {
                $0.routes[0].trips[0].stops[1].leaves = 290
                $0.routes[0].returns = 490
            } == [.time])
        for wild in [Int.min, Int.max] {
            #expect(
                codes {
                    $0.routes[0].returns = wild
                    $0.routes[0].departs = wild
                    $0.routes[0].trips[0].leaves = wild
                    $0.routes[0].trips[0].stops[0].ends = wild
                    $0.routes[0].trips[0].stops[1].leaves = wild
                    $0.routes[0].breaks[0] = TakenBreak(begins: wild, ends: wild)
                    $0.routes[0].cost = wild
                    $0.value.cost = wild
                }.contains(.time))
        }
    }

    @Test("what is made once is in one place, and what does not exist is nowhere")
    func visits() {
        #expect(codes { $0.unserved.append(UnservedVisit(visit: 0, reason: .impossibleAlone([]))) } == [.forgotten])
        #expect(codes { $0.unserved = [] } == [.forgotten])
        #expect(codes { $0.unserved[0].visit = 3 } == [.unknownVisit, .forgotten])
        #expect(codes { $0.routes[0].trips[0].stops[1].visit = 9 }.contains(.unknownVisit))
        #expect(codes { $0.routes = [] } == [.forgotten, .forgotten, .value])
        #expect(codes { $0.routes[0].copy = 2 } == [.slot, .forgotten, .forgotten, .value])
        #expect(codes { $0.routes[0].trips.append(Trip(leaves: 480, load: [0], stops: [])) }.contains(.slot))
        #expect(codes { $0.routes.append($0.routes[0]) } == [.slot])
        #expect(
            codes {
                $0.routes.append($0.routes[0])
                $0.routes[1].copy = 1
            } == [.madeTwice, .forgotten, .madeTwice, .forgotten, .value])
    }

    @Test("a tighter rule is broken by the same figures")
    func limits() {
        #expect(codesWhenProblem({ $0.visits[0].windows = [[ServiceWindow(opens: 0, closes: 99)]] }) == [.outsideWindow])
        #expect(codesWhenProblem({ $0.vehicles[0].capacity = [1] }) == [.overloaded])
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.ends = 479 }) == [.outsideShift])
        #expect(codesWhenProblem({ $0.visits[0].requiredSkills = 1 }) == [.forbidden])
        #expect(codesWhenProblem({ $0.visits[0].allowedDays = [] }) == [.forbidden])
        #expect(codesWhenProblem({ $0.routeLimits = [0] }) == [.tooManyRoutes])
        var oneWay = problem.travel.seconds
        oneWay[4 * 1 + 2] = TravelMatrix.unreachable
        let travel = TravelMatrix(count: 4, seconds: oneWay, metres: problem.travel.metres)
        #expect(codesWhenProblem({ $0.travel = travel }).contains(.noWay))
    }

    @Test("a break is taken in time, as long as it lasts, standing, once, and when it is due")
    func breaks() {
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks = [] }) == [.takenBreak])
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks[0].opens = 111 }) == [.takenBreak])
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks[0].closes = 109 }) == [.takenBreak])
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks[0].seconds = 49 }) == [.takenBreak])
        #expect(codes { $0.routes[0].breaks.append(TakenBreak(begins: 160, ends: 160)) } == [.takenBreak])
        // A second break that is due until 479 is missing; until 480 it need not be.
        let second = ShiftBreak(opens: 300, closes: 479, seconds: 1)
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks.append(second) }) == [.missingBreak])
        #expect(codesWhenProblem({ $0.vehicles[0].shifts[0]?.breaks.append(ShiftBreak(opens: 300, closes: 480, seconds: 1)) }) == [])
        // Without it nothing explains that the van leaves at 160.
        #expect(codes { $0.routes[0].breaks = [] } == [.time, .missingBreak])
    }

    @Test("a break is not taken while driving or serving, and two are not taken at once")
    func standing() {
        // Straight on: at the second visit from 210, served to 230, home at 430.
        func straight(_ breaks: [TakenBreak]) -> [SolutionFault.Code] {
            codes {
                $0.routes[0].trips[0].stops[0].leaves = 110
                $0.routes[0].trips[0].stops[1] = Stop(visit: 1, arrives: 210, begins: 210, ends: 230, leaves: 230, load: [1], metres: 100)
                $0.routes[0].returns = 430
                $0.routes[0].breaks = breaks
            }
        }
        #expect(straight([TakenBreak(begins: 150, ends: 200)]) == [.takenBreak])
        #expect(straight([TakenBreak(begins: 110, ends: 160)]) == [.takenBreak])
        #expect(straight([]) == [.missingBreak])
        // Two breaks of 50 s in the same 50 s; a second one of no time at all would do.
        let again = ShiftBreak(opens: 106, closes: 201, seconds: 50)
        func twice(_ seconds: Int, _ taken: TakenBreak) -> [SolutionFault.Code] {
            var (problem, solution) = (problem, sound)
            problem.vehicles[0].shifts[0]?.breaks.append(ShiftBreak(opens: again.opens, closes: again.closes, seconds: seconds))
            solution.routes[0].breaks.append(taken)
            return SolutionChecker.faults(in: solution, to: problem, start: start).map(\.code)
        }
        #expect(twice(50, TakenBreak(begins: 110, ends: 160)) == [.takenBreak])
        #expect(twice(0, TakenBreak(begins: 160, ends: 160)) == [])
    }

    @Test("before leaving, before a service and beside loading a break stands too")
    func otherMoments() throws {
        // Two trips to 100 m, 30 s of loading: back at 200, break 200-240, loaded at 270, there at 370, home at 470.
        var problem = RoutingProblem(
            visits: [Instances.visit(0, demand: [6]), Instances.visit(1, demand: [6])],
            vehicles: [Instances.van(reloads: 1, reloadSeconds: 30)], travel: Instances.line([100, 100]))
        problem.vehicles[0].shifts[0]?.breaks = [ShiftBreak(opens: 200, closes: 230, seconds: 40)]
        func trip(_ visit: Int, leaves: Int) -> Trip {
            let stop = Stop(
                visit: visit, arrives: leaves + 100, begins: leaves + 100, ends: leaves + 100, leaves: leaves + 100, load: [6], metres: 100)
            return Trip(leaves: leaves, load: [6], stops: [stop])
        }
        func codes(_ rest: TakenBreak, leaves: Int) -> [SolutionFault.Code] {
            let route = Route(
                vehicle: 0, copy: 0, day: 0, trips: [trip(0, leaves: 0), trip(1, leaves: leaves)], departs: 0, returns: leaves + 200,
                metres: 400, cost: 400, breaks: [rest])
            let solution = Solution(routes: [route], unserved: [], value: PlanValue(missed: 0, cost: 400), iterations: 0)
            return SolutionChecker.faults(in: solution, to: problem).map(\.code)
        }
        #expect(codes(TakenBreak(begins: 200, ends: 240), leaves: 270) == [])
        #expect(codes(TakenBreak(begins: 230, ends: 270), leaves: 270) == [])
        // In the middle of loading it would be cut in two, and with 29 s it would be too short.
        #expect(codes(TakenBreak(begins: 215, ends: 255), leaves: 270) == [.time])
        #expect(codes(TakenBreak(begins: 200, ends: 240), leaves: 269) == [.time])

        // One visit at 100 m that opens at 300. The break from 0 is taken before leaving, the one from 90 on arrival.
        problem = RoutingProblem(
            visits: [Instances.visit(0, windows: [(300, 400)])], vehicles: [Instances.van()], travel: Instances.line([100]))
        for (opens, begins) in [(0, 0), (90, 100), (250, 250)] {
            problem.vehicles[0].shifts[0]?.breaks = [ShiftBreak(opens: opens, closes: opens + 20, seconds: 40)]
            let leaves = begins == 0 ? 40 : 0
            let stop = Stop(visit: 0, arrives: leaves + 100, begins: 300, ends: 300, leaves: 300, load: [1], metres: 100)
            let route = Route(
                vehicle: 0, copy: 0, day: 0, trips: [Trip(leaves: leaves, load: [1], stops: [stop])], departs: leaves, returns: 400,
                metres: 200, cost: 200, breaks: [TakenBreak(begins: begins, ends: begins + 40)])
            let solution = Solution(routes: [route], unserved: [], value: PlanValue(missed: 0, cost: 200), iterations: 0)
            #expect(SolutionChecker.faults(in: solution, to: problem) == [])
            // A shift that only begins at 30 cannot have given a break from 0; the others stand, but for leaving too early.
            problem.vehicles[0].shifts[0]?.begins = 30
            let late = SolutionChecker.faults(in: solution, to: problem).map(\.code)
            #expect(late == (begins == 0 ? [.takenBreak] : [.outsideShift]))
            problem.vehicles[0].shifts[0]?.begins = 0
        }
    }
}
