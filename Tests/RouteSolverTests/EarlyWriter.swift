@testable import RouteSolver

/// Writes a route out by trying every way to place its breaks, everything else as early as it goes.
///
/// A moment of standing is the one before leaving, the one before and the one after each service, the one before and the one after loading
/// again. Every way to put the first so many breaks into moments, in order, is driven once.
struct EarlyWriter {
    let problem: RoutingProblem

    /// A route with all its times; `nil` when it breaks a rule in time, whatever the breaks.
    func route(_ outline: RouteOutline) -> Route? {
        guard let shift = problem.vehicles[outline.vehicle].shifts[outline.day] else { return nil }
        let moments = 1 + 2 * outline.visits.count + 2 * (outline.trips.count - 1)
        func place(_ chosen: [Int]) -> Route? {
            if let route = drive(outline, shift, breaksAt: chosen) { return route }
            guard chosen.count < shift.breaks.count else { return nil }
            for moment in (chosen.last ?? 0)..<moments {
                if let route = place(chosen + [moment]) { return route }
            }
            return nil
        }
        return place([])
    }

    /// A solution of these routes, everything else left out; `nil` when one of them cannot be driven in time.
    func solution(_ outlines: [RouteOutline], value: PlanValue) -> Solution? {
        var routes: [Route] = []
        for outline in outlines {
            guard let route = route(outline) else { return nil }
            routes.append(route)
        }
        let made = Set(outlines.flatMap(\.visits))
        let unserved = problem.visits.indices.filter { !made.contains($0) }.map {
            UnservedVisit(visit: $0, reason: .noRoom([], displaces: nil))
        }
        return Solution(routes: routes, unserved: unserved, value: value, iterations: 0)
    }

    private func drive(_ outline: RouteOutline, _ shift: Shift, breaksAt chosen: [Int]) -> Route? {
        let type = problem.vehicles[outline.vehicle]
        var (clock, place, metres, cost, moment) = (shift.begins, type.startLocation, 0, type.fixedCost, 0)
        var breaks: [TakenBreak] = []
        var isSound = true
        func stand() {
            for (number, at) in chosen.enumerated() where at == moment {
                let rule = shift.breaks[number]
                let begins = max(clock, rule.opens)
                if begins > rule.closes { isSound = false }
                clock = begins + rule.seconds
                breaks.append(TakenBreak(begins: begins, ends: clock))
            }
            moment += 1
        }
        func go(_ location: Int) -> Int {
            guard let seconds = problem.travel.seconds(from: place, to: location),
                let way = problem.travel.metres(from: place, to: location)
            else {
                isSound = false
                return 0
            }
            let own = (seconds * 100 + type.speedPercent - 1) / type.speedPercent
            (clock, place, metres) = (clock + own, location, metres + way)
            cost += way * type.costPerMetre + own * type.costPerDrivingSecond
            return way
        }
        var trips: [Trip] = []
        stand()
        for (number, visits) in outline.trips.enumerated() {
            if number > 0 {
                _ = go(type.startLocation)
                stand()
                clock += type.reloadSeconds
                stand()
            }
            var load = problem.vehicles[outline.vehicle].capacity.indices.map { dimension in
                visits.reduce(0) { $0 + problem.visits[$1].demand[dimension] }
            }
            var trip = Trip(leaves: clock, load: load, stops: [])
            for index in visits {
                let visit = problem.visits[index]
                let way = go(visit.location)
                let arrives = clock
                stand()
                guard let window = visit.windows[outline.day].first(where: { clock <= $0.closes }) else { return nil }
                let begins = max(clock, window.opens)
                clock = begins + visit.serviceSeconds
                let ends = clock
                stand()
                trip.stops.append(
                    Stop(visit: index, arrives: arrives, begins: begins, ends: ends, leaves: clock, load: load, metres: way))
                for dimension in load.indices { load[dimension] -= visit.demand[dimension] }
            }
            trips.append(trip)
        }
        _ = go(type.endLocation)
        guard isSound, clock <= shift.ends, shift.breaks.dropFirst(breaks.count).allSatisfy({ clock <= $0.closes }) else { return nil }
        return Route(
            vehicle: outline.vehicle, copy: outline.copy, day: outline.day, trips: trips, departs: trips.first?.leaves ?? 0, returns: clock,
            metres: metres, cost: cost, breaks: breaks)
    }
}
