import Testing

@testable import RouteSolver

@Suite("The times, breaks and costs of a route") struct RouteScheduleTests {
    /// A line with a van at 0; a metre and a second per unit.
    private func problem(_ visits: [Visit], van: VehicleType, at positions: [Int]) -> RoutingProblem {
        RoutingProblem(visits: visits, vehicles: [van], travel: Instances.line(positions))
    }

    private func van(
        breaks: [(Int, Int, Int)] = [], begins: Int = 0, ends: Int = 10_000, reloads: Int = 0, reloadSeconds: Int = 0
    ) -> VehicleType {
        var van = Instances.van(reloads: reloads, reloadSeconds: reloadSeconds)
        van.shifts = [
            Shift(begins: begins, ends: ends, breaks: breaks.map { ShiftBreak(opens: $0.0, closes: $0.1, seconds: $0.2) })
        ]
        return van
    }

    private func write(_ problem: RoutingProblem, _ trips: [[Int]]) -> (route: Route, obstacles: [Obstacle]) {
        RouteSchedule(problem: problem, vehicle: 0, copy: 0, day: 0).write(trips)
    }

    @Test("a break that fits before leaving is taken at the start")
    func breakBeforeLeaving() {
        // The place opens at 300, 100 away: 200 is early enough to leave, and the break of 50 is over by then. Back at 300 + 20 + 100 = 420.
        let problem = problem([Instances.visit(0, service: 20, windows: [(300, 400)])], van: van(breaks: [(30, 90, 50)]), at: [100])
        let written = write(problem, [[0]])
        #expect(written.obstacles == [])
        #expect(
            written.route
                == Route(
                    vehicle: 0, copy: 0, day: 0,
                    trips: [
                        Trip(
                            leaves: 200, load: [1],
                            stops: [Stop(visit: 0, arrives: 300, begins: 300, ends: 320, leaves: 320, load: [1], metres: 100)])
                    ], departs: 200, returns: 420, metres: 200, cost: 200, breaks: [TakenBreak(begins: 30, ends: 80)]))
    }

    @Test("a break is taken between arrival and service when that wait is free")
    func breakBeforeService() {
        // The first place, 50 away, serves until 60; the second, 100 away, from 400. Before leaving (from 110) the break would miss the first.
        // At the second, reached at 110, the wait holds it for nothing: back at 400 + 100 = 500. The first may be served at 60, so out at 10.
        let visits = [Instances.visit(0, windows: [(0, 60)]), Instances.visit(1, windows: [(400, 450)])]
        let written = write(problem(visits, van: van(breaks: [(110, 115, 100)]), at: [50, 100]), [[0, 1]])
        #expect(written.obstacles == [])
        #expect(
            written.route.trips
                == [
                    Trip(
                        leaves: 10, load: [2],
                        stops: [
                            Stop(visit: 0, arrives: 60, begins: 60, ends: 60, leaves: 60, load: [2], metres: 50),
                            Stop(visit: 1, arrives: 110, begins: 400, ends: 400, leaves: 400, load: [1], metres: 50),
                        ])
                ])
        #expect(written.route.breaks == [TakenBreak(begins: 110, ends: 210)])
        #expect(written.route.returns == 500)
    }

    @Test("a break is taken after the service when the windows leave nothing else")
    func breakAfterService() {
        // Served by 120 at the latest, and the break not before 130: only after the service. 130 + 30 + 100 = 260 is the return; for that the service
        // of 20 may end at 130, begin at 110, so out at 10.
        let written = write(
            problem([Instances.visit(0, service: 20, windows: [(0, 120)])], van: van(breaks: [(130, 150, 30)]), at: [100]), [[0]])
        #expect(written.obstacles == [])
        #expect(
            written.route
                == Route(
                    vehicle: 0, copy: 0, day: 0,
                    trips: [
                        Trip(
                            leaves: 10, load: [1],
                            stops: [Stop(visit: 0, arrives: 110, begins: 110, ends: 130, leaves: 160, load: [1], metres: 100)])
                    ], departs: 10, returns: 260, metres: 200, cost: 200, breaks: [TakenBreak(begins: 130, ends: 160)]))
    }

    @Test("a break is taken while loading again, beside the loading")
    func breakAtReload() {
        // First trip: 50 away by 50, so out at 0 and back at 100. Break 100 to 160, loading 160 to 180, on at 180, there at 230; it opens at 300. Back at 350.
        let visits = [Instances.visit(0, windows: [(0, 50)]), Instances.visit(1, windows: [(300, 400)])]
        let written = write(
            problem(visits, van: van(breaks: [(90, 110, 60)], reloads: 1, reloadSeconds: 20), at: [50, 50]), [[0], [1]])
        #expect(written.obstacles == [])
        #expect(
            written.route
                == Route(
                    vehicle: 0, copy: 0, day: 0,
                    trips: [
                        Trip(
                            leaves: 0, load: [1],
                            stops: [Stop(visit: 0, arrives: 50, begins: 50, ends: 50, leaves: 50, load: [1], metres: 50)]),
                        Trip(
                            leaves: 180, load: [1],
                            stops: [Stop(visit: 1, arrives: 230, begins: 300, ends: 300, leaves: 300, load: [1], metres: 50)]),
                    ], departs: 0, returns: 350, metres: 200, cost: 200, breaks: [TakenBreak(begins: 100, ends: 160)]))
    }

    @Test("who is back by the time a break closes needs none; a second later it is needed", arguments: [10, 11])
    func breakNotNeeded(service: Int) {
        // 100 + 10 + 100 = 210 is when the break closes. With 11 it is needed, and is shortest after the service: 200 to 230, back at 330; the
        // service ends at 200, begins at 189, out at 89.
        let written = write(problem([Instances.visit(0, service: service)], van: van(breaks: [(200, 210, 30)]), at: [100]), [[0]])
        #expect(written.obstacles == [])
        #expect(written.route.breaks == (service == 10 ? [] : [TakenBreak(begins: 200, ends: 230)]))
        #expect([written.route.departs, written.route.returns] == (service == 10 ? [0, 210] : [89, 330]))
    }

    @Test("two breaks are taken in order, each where it costs least")
    func twoBreaks() {
        // The first, 50 to 60, is over before any stop: at the start until 60. At the place at 160 the second: 160 to 190, back at 290.
        // Without the second it would be 260, after 200, so it is needed.
        let written = write(
            problem([Instances.visit(0)], van: van(breaks: [(50, 60, 10), (100, 200, 30)]), at: [100]), [[0]])
        #expect(written.obstacles == [])
        #expect(written.route.breaks == [TakenBreak(begins: 50, ends: 60), TakenBreak(begins: 160, ends: 190)])
        #expect([written.route.departs, written.route.returns] == [60, 290])
    }

    @Test("a break that fits nowhere says when it could begin and when it closes")
    func breakImpossible() {
        // 50 away by 60, then 150 away by 160. Before leaving or at the first the break of 100 ends at 160 at the earliest: the second
        // would be reached at 260. There it could begin after the service at 150, but it closes at 100.
        let visits = [Instances.visit(0, windows: [(0, 60)]), Instances.visit(1, windows: [(150, 160)])]
        let written = write(problem(visits, van: van(breaks: [(60, 100, 100)]), at: [50, 150]), [[0, 1]])
        #expect(written.obstacles == [Obstacle(.crewBreak(number: 0), needed: 150, available: 100, vehicle: 0, day: 0)])
        #expect(written.route.breaks == [])
        #expect([written.route.departs, written.route.returns] == [0, 300])
    }

    @Test("of two breaks only the one that fits nowhere is named")
    func secondBreakImpossible() {
        // The first, 0 to 10, is taken at the start. The second, from 20 to 30, is over before the place is reached at 110 and would make it
        // late before: out at 10 at the latest, since the place closes at 110. After the service it could begin at 110.
        let written = write(
            problem([Instances.visit(0, windows: [(0, 110)])], van: van(breaks: [(0, 5, 10), (20, 30, 10)]), at: [100]), [[0]])
        #expect(written.obstacles == [Obstacle(.crewBreak(number: 1), needed: 110, available: 30, vehicle: 0, day: 0)])
        #expect(written.route.breaks == [TakenBreak(begins: 0, ends: 10)])
    }

    @Test("metres and driving seconds cost what the vehicle says, at its own speed")
    func costs() {
        // 60 percent: 7 s become 11.7, so 12; 9 s become 15. (100 + 120) * 2 + (12 + 15) * 5 + 1000 = 1575.
        var van = van()
        van.speedPercent = 60
        van.costPerMetre = 2
        van.costPerDrivingSecond = 5
        van.fixedCost = 1000
        let problem = RoutingProblem(
            visits: [Instances.visit(0, service: 50)], vehicles: [van],
            travel: TravelMatrix(count: 2, seconds: [0, 7, 9, 0], metres: [0, 100, 120, 0]))
        let written = write(problem, [[0]])
        #expect(written.obstacles == [])
        #expect([written.route.cost, written.route.metres, written.route.returns] == [1575, 220, 77])
    }

    @Test("loading more often than allowed is named, and what would happen is written all the same")
    func regardless() {
        // Two trips without a reload; the second place closes at 100 and is reached at 20 + 80 = 100 after the first, there and back. The load of 12 is over 10.
        let visits = [Instances.visit(0, demand: [12]), Instances.visit(1, windows: [(0, 90)])]
        let written = write(problem(visits, van: van(ends: 150), at: [10, 80]), [[0], [1]])
        #expect(
            written.obstacles
                == [
                    Obstacle(.capacity(dimension: 0), needed: 12, available: 10, vehicle: 0, day: 0),
                    Obstacle(.window(visit: 1), needed: 100, available: 90, vehicle: 0, day: 0),
                    Obstacle(.shiftEnd, needed: 180, available: 150, vehicle: 0, day: 0),
                    Obstacle(.reloads, needed: 1, available: 0, vehicle: 0, day: 0),
                ])
        #expect(written.route.returns == 180)
    }

    @Test("a route on a day on which the vehicle does not work is written all the same")
    func dayOff() {
        var van = van()
        van.shifts = [nil]
        let written = write(problem([Instances.visit(0)], van: van, at: [30]), [[0]])
        #expect(written.obstacles == [Obstacle(.noVehicle, vehicle: 0, day: 0)])
        #expect(written.route.stops.map(\.visit) == [0])
        #expect(written.route.returns == 60)
    }

    @Test("the return and the departure are those of trying every way to take the breaks", arguments: 0..<400)
    func exhaustive(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let count = 1 + random.below(4)
        let visits = (0..<count).map { index in
            let opens = random.below(150)
            let closes = opens + 10 + random.below(120)
            let windows = random.below(2) == 0 ? [(opens, closes)] : [(opens, closes), (closes + 20, closes + 60)]
            return Instances.visit(index, service: random.below(15), windows: windows)
        }
        var breaks: [(Int, Int, Int)] = []
        for _ in 0..<random.below(4) {
            let opens = (breaks.last?.1 ?? 0) + 1 + random.below(60)
            breaks.append((opens, opens + random.below(40), 1 + random.below(30)))
        }
        let van = van(breaks: breaks, begins: random.below(30), reloads: 1, reloadSeconds: random.below(20))
        let problem = problem(visits, van: van, at: (0..<count).map { _ in 1 + random.below(40) })
        let split = count > 1 && random.below(2) == 0 ? 1 + random.below(count - 1) : count
        let trips = [Array(0..<split), Array(split..<count)].filter { !$0.isEmpty }
        let written = write(problem, trips)
        let trial = EveryBreak(problem, trips)
        guard let returns = trial.earliestReturn(departing: nil) else {
            #expect(written.obstacles.contains { if case .shiftEnd = $0.constraint { false } else { true } })
            return
        }
        #expect(written.obstacles == [])
        #expect(written.route.returns == returns)
        #expect(written.route.departs == (trial.begins...returns).last { trial.earliestReturn(departing: $0) == returns })
        #expect(trial.isTrue(written.route))
    }
}

/// Tries every way to take the breaks of a route, by plain recursion.
private struct EveryBreak {
    private let problem: RoutingProblem
    private let stops: [Int?]
    private let breaks: [ShiftBreak]
    let begins: Int

    /// `nil` among the stops is a loading.
    init(_ problem: RoutingProblem, _ trips: [[Int]]) {
        self.problem = problem
        stops = Array(trips.map { $0.map(Optional.some) }.joined(separator: [nil]))
        breaks = problem.vehicles[0].shifts[0]?.breaks ?? []
        begins = problem.vehicles[0].shifts[0]?.begins ?? 0
    }

    /// The earliest return of all ways, leaving when one likes or at a given second.
    func earliestReturn(departing: Int?) -> Int? {
        var best: Int?
        var clock = begins
        for taken in 0...breaks.count {
            if taken > 0 {
                clock = max(clock, breaks[taken - 1].opens)
                if clock > breaks[taken - 1].closes { break }
                clock += breaks[taken - 1].seconds
            }
            if let departing, departing < clock { break }
            best = least(best, go(from: 0, to: 0, at: departing ?? clock, taken))
        }
        return best
    }

    private func least(_ one: Int?, _ other: Int?) -> Int? { [one, other].compactMap { $0 }.min() }

    private func location(_ stop: Int) -> Int { stop < stops.count ? stops[stop].map { problem.visits[$0].location } ?? 0 : 0 }

    private func go(from: Int, to stop: Int, at clock: Int, _ taken: Int) -> Int? {
        let arrives = clock + (problem.travel.seconds(from: from, to: location(stop)) ?? 0)
        if stop == stops.count { return taken == breaks.count || arrives <= breaks[taken].closes ? arrives : nil }
        return stand(at: stop, from: arrives, taken, isServed: false)
    }

    private func stand(at stop: Int, from clock: Int, _ taken: Int, isServed: Bool) -> Int? {
        var best: Int?
        if taken < breaks.count, max(clock, breaks[taken].opens) <= breaks[taken].closes {
            let after = max(clock, breaks[taken].opens) + breaks[taken].seconds
            best = stand(at: stop, from: after, taken + 1, isServed: isServed)
        }
        if isServed { return least(best, go(from: location(stop), to: stop + 1, at: clock, taken)) }
        guard let visit = stops[stop] else {
            return least(best, stand(at: stop, from: clock + problem.vehicles[0].reloadSeconds, taken, isServed: true))
        }
        for window in problem.visits[visit].windows[0] where clock <= window.closes {
            let after = max(clock, window.opens) + problem.visits[visit].serviceSeconds
            return least(best, stand(at: stop, from: after, taken, isServed: true))
        }
        return best
    }

    /// Whether the times written hold together: services in windows, breaks in theirs, in order, and nobody driving or serving meanwhile.
    func isTrue(_ route: Route) -> Bool {
        var busy: [(Int, Int)] = []
        var clock = route.departs
        var place = 0
        for (number, trip) in route.trips.enumerated() {
            if number > 0 {
                let back = clock + (problem.travel.seconds(from: place, to: 0) ?? 0)
                busy.append((clock, back))
                guard trip.leaves >= back + problem.vehicles[0].reloadSeconds else { return false }
                clock = trip.leaves
                place = 0
            }
            for stop in trip.stops {
                let visit = problem.visits[stop.visit]
                guard stop.arrives == clock + (problem.travel.seconds(from: place, to: visit.location) ?? 0), stop.begins >= stop.arrives,
                    stop.ends == stop.begins + visit.serviceSeconds, stop.leaves >= stop.ends,
                    visit.windows[0].contains(where: { $0.opens <= stop.begins && stop.begins <= $0.closes })
                else { return false }
                busy += [(clock, stop.arrives), (stop.begins, stop.ends)]
                clock = stop.leaves
                place = visit.location
            }
        }
        busy.append((clock, route.returns))
        for (number, rest) in route.breaks.enumerated() {
            guard breaks.indices.contains(number), rest.ends - rest.begins == breaks[number].seconds, rest.begins >= breaks[number].opens,
                rest.begins <= breaks[number].closes, rest.begins >= (number > 0 ? route.breaks[number - 1].ends : begins),
                rest.ends <= route.returns, !busy.contains(where: { $0.0 < rest.ends && rest.begins < $0.1 })
            else { return false }
        }
        let next = route.breaks.count
        return next == breaks.count || route.returns <= breaks[next].closes
    }
}
