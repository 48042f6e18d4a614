import Testing

@testable import RouteSolver

@Suite("What if a visit were made elsewhere") struct WhatIfTests {
    /// Questions about routes made by hand; the value of that solution is not looked at.
    private func whatIf(_ problem: RoutingProblem, _ outlines: [RouteOutline], start: PlanStart? = nil) -> WhatIf {
        let made = Set(outlines.flatMap(\.visits))
        let absent = problem.visits.indices.filter { !made.contains($0) }
            .map { UnservedVisit(visit: $0, reason: .notWorthIt(cost: 0, prize: 0)) }
        let solution = Solution(
            routes: Instances.routes(problem, outlines), unserved: absent, value: PlanValue(missed: 0, cost: 0), iterations: 0)
        return WhatIf(problem, solution, start: start)
    }

    private func problem(
        _ visits: [Visit], vans: [VehicleType] = [Instances.van(count: 2)], at positions: [Int], days: Int = 1, routeLimits: [Int] = [],
        series: [VisitSeries] = [], locks: [RouteLock] = []
    ) -> RoutingProblem {
        RoutingProblem(
            dayCount: days, visits: visits, vehicles: vans, travel: Instances.line(positions), routeLimits: routeLimits, series: series,
            locks: locks)
    }

    @Test("a visit left out goes to the cheapest place, and its prize is no longer lost")
    func leftOut() {
        // 0 - 10 - 40 - 0 is 80 m; with 60 at its end 120: 40 more, less the prize of 25.
        let problem = problem([Instances.visit(0), Instances.visit(1), Instances.visit(2, prize: 25)], at: [10, 40, 60])
        let answer = whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0, 1]])]).placing(2, vehicle: 0, copy: 0, day: 0)
        let route = Route(
            vehicle: 0, copy: 0, day: 0,
            trips: [
                Trip(
                    leaves: 0, load: [3],
                    stops: [
                        Stop(visit: 0, arrives: 10, begins: 10, ends: 10, leaves: 10, load: [3], metres: 10),
                        Stop(visit: 2, arrives: 60, begins: 60, ends: 60, leaves: 60, load: [2], metres: 50),
                        Stop(visit: 1, arrives: 80, begins: 80, ends: 80, leaves: 80, load: [1], metres: 20),
                    ])
            ], departs: 0, returns: 120, metres: 120, cost: 120)
        #expect(
            answer
                == .possible(
                    Placement(trip: 0, position: 1, route: route, change: PlanValue(missed: 0, lostPrizes: -25, changes: 0, cost: 40))))
        if case .possible(let placement) = answer { #expect(placement.costChange == 15) }
    }

    @Test("a visit made elsewhere is taken out there first, and both routes are written")
    func moved() {
        // Copy 0 drives 0 - 10 - 40 - 0, 80 m; without the 40 it is 20. Copy 1 drives to 50 and back, 100 m; by way of 40 it is the same. In all
        // 60 less. Leaving home costs a change of 7; copy 0 had it. Day costs do not differ on the same day.
        var moving = Instances.visit(1)
        moving.dayCosts = [5]
        let problem = problem([Instances.visit(0), moving, Instances.visit(2)], at: [10, 40, 50])
        let before = [RouteOutline(vehicle: 0, trips: [[0, 1]]), RouteOutline(vehicle: 0, copy: 1, trips: [[2]])]
        let answer = whatIf(problem, before, start: PlanStart(routes: before, pricePerChange: 7)).placing(1, vehicle: 0, copy: 1, day: 0)
        let after = Instances.routes(
            problem, [RouteOutline(vehicle: 0, trips: [[0]]), RouteOutline(vehicle: 0, copy: 1, trips: [[1, 2]])])
        #expect(
            answer
                == .possible(
                    Placement(
                        trip: 0, position: 0, route: after[1], left: after[0],
                        change: PlanValue(missed: 0, lostPrizes: 0, changes: 7, cost: -60))))
    }

    @Test("a route that would be empty is saved with its fixed cost, and its crew may go elsewhere")
    func emptied() {
        // Copy 0 to 10 and back with a fixed cost of 30, 50 in all, on day 0 with one crew. In copy 1 it costs the same: nothing changes.
        var van = Instances.van(count: 2)
        van.fixedCost = 30
        let problem = problem([Instances.visit(0)], vans: [van], at: [10], routeLimits: [1])
        let after = Instances.routes(problem, [RouteOutline(vehicle: 0, copy: 1, trips: [[0]])])
        #expect(
            whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])]).placing(0, vehicle: 0, copy: 1, day: 0)
                == .possible(Placement(trip: 0, position: 0, route: after[0], change: PlanValue(missed: 0, cost: 0))))
    }

    @Test("a compulsory visit on another day counts one less missed and costs that day's price")
    func otherDay() {
        // 10 there and back is 20, day 1 costs 9 more.
        var visit = Instances.visit(0, days: 2)
        visit.dayCosts = [0, 9]
        let problem = problem([visit], vans: [Instances.van(days: 2)], at: [10], days: 2)
        let after = Instances.routes(problem, [RouteOutline(vehicle: 0, day: 1, trips: [[0]])])
        #expect(
            whatIf(problem, []).placing(0, vehicle: 0, copy: 0, day: 1)
                == .possible(Placement(trip: 0, position: 0, route: after[0], change: PlanValue(missed: -1, cost: 29))))
    }

    @Test("where the van is full the answer says what is left")
    func full() {
        let problem = problem([Instances.visit(0, demand: [7]), Instances.visit(1, demand: [5])], at: [10, 20])
        #expect(
            whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])]).placing(1, vehicle: 0, copy: 0, day: 0)
                == .impossible([Obstacle(.capacity(dimension: 0), needed: 5, available: 3, vehicle: 0, day: 0)]))
    }

    @Test("where time is short the answer is that of the place that fails by least")
    func tooLate() {
        // Before the other, at 30 by 40 (100 away, back 70): 170 instead of 40, 130 late. After it: 30 + 70 = 100 instead of 20 is 80 late.
        let problem = problem([Instances.visit(0, windows: [(0, 40)]), Instances.visit(1, windows: [(0, 20)])], at: [30, 100])
        #expect(
            whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])]).placing(1, vehicle: 0, copy: 0, day: 0)
                == .impossible([Obstacle(.window(visit: 1), needed: 100, available: 20, vehicle: 0, day: 0)]))
    }

    @Test("locked routes take nobody, and what is locked cannot leave; behind a locked beginning there is room")
    func lockedRoutes() {
        let whole = RouteOutline(vehicle: 0, trips: [[0]])
        let prefix = RouteOutline(vehicle: 0, copy: 1, trips: [[1]])
        let problem = problem(
            [Instances.visit(0), Instances.visit(1), Instances.visit(2), Instances.visit(3)], vans: [Instances.van(count: 3)],
            at: [10, 20, 5, 30],
            locks: [RouteLock(whole), RouteLock(prefix, extent: .prefix)])
        let questions = whatIf(problem, [whole, prefix, RouteOutline(vehicle: 0, copy: 2, trips: [[3]])])
        let locked = WhatIfAnswer.impossible([Obstacle(.locked, vehicle: 0, day: 0)])
        #expect(questions.placing(2, vehicle: 0, copy: 0, day: 0) == locked)
        #expect(questions.placing(0, vehicle: 0, copy: 2, day: 0) == locked)
        #expect(questions.placing(1, vehicle: 0, copy: 2, day: 0) == locked)
        // Before the 20 it would cost nothing, but that is locked; behind it, on the way home, it costs nothing either.
        let after = Instances.routes(problem, [RouteOutline(vehicle: 0, copy: 1, trips: [[1, 2]])])
        #expect(
            questions.placing(2, vehicle: 0, copy: 1, day: 0)
                == .possible(Placement(trip: 0, position: 1, route: after[0], change: PlanValue(missed: -1, cost: 0))))
    }

    @Test("a day that no pattern of the series has is refused, the other one not")
    func pattern() {
        let visits = [Instances.visit(0, days: 3), Instances.visit(1, days: 3)]
        let problem = problem(
            visits, vans: [Instances.van(days: 3)], at: [10, 10], days: 3, series: [VisitSeries(visits: [0, 1], leastGap: 2)])
        let questions = whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])])
        #expect(questions.placing(1, vehicle: 0, copy: 0, day: 1) == .impossible([Obstacle(.pattern, vehicle: 0, day: 1)]))
        let after = Instances.routes(problem, [RouteOutline(vehicle: 0, day: 2, trips: [[1]])])
        #expect(
            questions.placing(1, vehicle: 0, copy: 0, day: 2)
                == .possible(Placement(trip: 0, position: 0, route: after[0], change: PlanValue(missed: -1, cost: 20))))
    }

    @Test("a second crew on a day of one crew is refused")
    func noCrew() {
        let problem = problem([Instances.visit(0), Instances.visit(1)], at: [10, 20], routeLimits: [1])
        #expect(
            whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])]).placing(1, vehicle: 0, copy: 1, day: 0)
                == .impossible([Obstacle(.routeLimit, needed: 2, available: 1, vehicle: 0, day: 0)]))
    }

    @Test("a trip of its own is a place when the van may load again")
    func ownTrip() {
        let problem = problem(
            [Instances.visit(0, demand: [10]), Instances.visit(1, demand: [5])], vans: [Instances.van(reloads: 1)], at: [20, 8])
        let after = Instances.routes(problem, [RouteOutline(vehicle: 0, trips: [[1], [0]])])
        #expect(
            whatIf(problem, [RouteOutline(vehicle: 0, trips: [[0]])]).placing(1, vehicle: 0, copy: 0, day: 0)
                == .possible(Placement(trip: 0, position: 0, route: after[0], change: PlanValue(missed: -1, cost: 16))))
    }

    @Test("a question about something that does not exist is answered, too")
    func unknown() {
        let problem = problem([Instances.visit(0)], at: [10])
        let questions = whatIf(problem, [])
        #expect(questions.placing(7, vehicle: 0, copy: 0, day: 0) == .impossible([Obstacle(.closed, vehicle: 0, day: 0)]))
        #expect(questions.placing(0, vehicle: 3, copy: 0, day: 0) == .impossible([Obstacle(.noVehicle)]))
        #expect(questions.placing(0, vehicle: 0, copy: 2, day: 0) == .impossible([Obstacle(.noVehicle, vehicle: 0, day: 0)]))
        #expect(questions.placing(0, vehicle: 0, copy: 0, day: -1) == .impossible([Obstacle(.noVehicle)]))
    }

    @Test("what an answer says of the cost is the difference between the plans written out before and after", arguments: 0..<200)
    func difference(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var problem = Instances.random(visits: 7, seed: UInt64(seed))
        problem.routeLimits = []
        var before: [RouteOutline] = []
        for visit in problem.visits.indices where random.below(4) > 0 {
            let slot = RouteOutline(vehicle: random.below(problem.vehicles.count), day: random.below(problem.dayCount), trips: [])
            guard problem.vehicles[slot.vehicle].shifts[slot.day] != nil else { continue }
            var tried = before
            if let known = tried.firstIndex(where: { $0.vehicle == slot.vehicle && $0.day == slot.day }) {
                tried[known].trips[0].append(visit)
            } else {
                tried.append(RouteOutline(vehicle: slot.vehicle, day: slot.day, trips: [[visit]]))
            }
            if tried.allSatisfy({ obstacles(problem, $0).isEmpty }) { before = tried }
        }
        let start = PlanStart(routes: before.shuffled(using: &random).dropLast().map { $0 }, pricePerChange: 50)
        let questions = whatIf(problem, before, start: start)
        for visit in problem.visits.indices {
            for vehicle in problem.vehicles.indices {
                for day in 0..<problem.dayCount {
                    guard case .possible(let placement) = questions.placing(visit, vehicle: vehicle, copy: 0, day: day) else { continue }
                    var after = before
                    for route in after.indices {
                        after[route].trips = after[route].trips.map { $0.filter { $0 != visit } }.filter { !$0.isEmpty }
                    }
                    after.removeAll { $0.trips.isEmpty || ($0.vehicle == vehicle && $0.day == day) }
                    after.append(RouteOutline(vehicle: vehicle, day: day, trips: placement.route.trips.map { $0.stops.map(\.visit) }))
                    #expect(after.allSatisfy { obstacles(problem, $0).isEmpty })
                    #expect(placement.route.trips[placement.trip].stops[placement.position].visit == visit)
                    let (old, new) = (value(problem, before, start), value(problem, after, start))
                    #expect(
                        placement.change
                            == PlanValue(
                                missed: new.missed - old.missed, lostPrizes: new.lostPrizes - old.lostPrizes,
                                changes: new.changes - old.changes, cost: new.cost - old.cost))
                }
            }
        }
    }

    private func obstacles(_ problem: RoutingProblem, _ outline: RouteOutline) -> [Obstacle] {
        RouteSchedule(problem: problem, vehicle: outline.vehicle, copy: outline.copy, day: outline.day).write(outline.trips).obstacles
    }

    /// The value of a whole plan, summed up from nothing.
    private func value(_ problem: RoutingProblem, _ outlines: [RouteOutline], _ start: PlanStart) -> PlanValue {
        var value = PlanValue(missed: 0, cost: Instances.routes(problem, outlines).reduce(0) { $0 + $1.cost })
        for (index, visit) in problem.visits.enumerated() {
            let place = outlines.first { $0.visits.contains(index) }
            let home = start.routes.first { $0.visits.contains(index) }
            if let home, place?.vehicle != home.vehicle || place?.day != home.day { value.changes += start.pricePerChange }
            if let place {
                value.cost += visit.dayCosts.isEmpty ? 0 : visit.dayCosts[place.day]
            } else if let prize = visit.prize {
                value.lostPrizes += prize
            } else {
                value.missed += 1
            }
        }
        return value
    }
}
