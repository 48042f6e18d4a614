/// Writes the times and loads of one slot out, visit by visit, and names every rule it breaks.
///
/// This is the slow and plain way, on arrays; the search uses the figures of `RouteNetwork` instead.
struct RouteSchedule {
    let problem: RoutingProblem
    let vehicle: Int
    let copy: Int
    let day: Int

    /// The route of some trips, and what is wrong with it; a route with obstacles is what would happen if everybody went on regardless.
    func write(_ trips: [[Int]]) -> (route: Route, obstacles: [Obstacle]) {
        let type = problem.vehicles[vehicle]
        guard let shift = type.shifts[day] else {
            return (Route(vehicle: vehicle, copy: copy, day: day, trips: [], departs: 0, returns: 0, metres: 0), [obstacle(.noVehicle)])
        }
        let hurried = run(trips, type: type, departs: shift.begins)
        var result = hurried
        if hurried.obstacles.isEmpty, let latest = latestDeparture(trips, type: type, returns: hurried.route.returns), latest > shift.begins
        {
            let later = run(trips, type: type, departs: latest)
            if later.obstacles.isEmpty, later.route.returns == hurried.route.returns { result = later }
        }
        if result.route.returns > shift.ends {
            result.obstacles.append(obstacle(.shiftEnd, needed: result.route.returns, available: shift.ends))
        }
        for visit in trips.joined() { result.obstacles += standing(visit, shift: shift) }
        return result
    }

    /// What forbids a visit in this slot whatever else is in it, its load and times apart.
    func standing(_ index: Int, shift: Shift) -> [Obstacle] {
        let visit = problem.visits[index]
        var found: [Obstacle] = []
        if visit.windows[day].isEmpty { found.append(obstacle(.closed)) }
        if let allowed = visit.allowedDays, !allowed.contains(day) { found.append(obstacle(.day)) }
        if let allowed = visit.allowedVehicles, !allowed.contains(vehicle) { found.append(obstacle(.vehicle)) }
        if visit.requiredSkills & ~shift.skills != 0 { found.append(obstacle(.skills)) }
        return found
    }

    /// Seconds and metres of a leg at this vehicle's speed; `nil` where there is no way.
    func leg(_ from: Int, _ to: Int) -> (seconds: Int, metres: Int)? {
        guard let seconds = problem.travel.seconds(from: from, to: to), let metres = problem.travel.metres(from: from, to: to) else {
            return nil
        }
        let speed = problem.vehicles[vehicle].speedPercent
        return ((seconds * 100 + speed - 1) / speed, metres)
    }

    private func obstacle(_ constraint: Obstacle.Constraint, needed: Int = 0, available: Int = 0) -> Obstacle {
        Obstacle(constraint, needed: needed, available: available, vehicle: vehicle, day: day)
    }

    private func run(_ trips: [[Int]], type: VehicleType, departs: Int) -> (route: Route, obstacles: [Obstacle]) {
        var obstacles: [Obstacle] = []
        var written: [Trip] = []
        var clock = departs
        var place = type.startLocation
        var metres = 0
        func drive(to location: Int) -> Int {
            guard let leg = leg(place, location) else {
                obstacles.append(obstacle(.unreachable))
                place = location
                return 0
            }
            place = location
            clock += leg.seconds
            metres += leg.metres
            return leg.metres
        }
        for (number, visits) in trips.enumerated() {
            if number > 0 {
                _ = drive(to: type.startLocation)
                clock += type.reloadSeconds
            }
            let total = (0..<problem.dimensionCount).map { dimension in visits.reduce(0) { $0 + problem.visits[$1].demand[dimension] } }
            for (dimension, load) in total.enumerated() where load > type.capacity[dimension] {
                obstacles.append(obstacle(.capacity(dimension: dimension), needed: load, available: type.capacity[dimension]))
            }
            var trip = Trip(leaves: clock, load: total, stops: [])
            var onBoard = total
            for index in visits {
                let visit = problem.visits[index]
                let driven = drive(to: visit.location)
                let arrives = clock
                if let window = visit.windows[day].first(where: { arrives <= $0.closes }) {
                    clock = max(clock, window.opens)
                } else if let last = visit.windows[day].last {
                    obstacles.append(obstacle(.window(visit: index), needed: arrives, available: last.closes))
                }
                let begins = clock
                clock += visit.serviceSeconds
                trip.stops.append(Stop(visit: index, arrives: arrives, begins: begins, ends: clock, load: onBoard, metres: driven))
                onBoard = zip(onBoard, visit.demand).map { $0 - $1 }
            }
            written.append(trip)
        }
        _ = drive(to: type.endLocation)
        return (
            Route(vehicle: vehicle, copy: copy, day: day, trips: written, departs: departs, returns: clock, metres: metres), obstacles
        )
    }

    /// The latest departure that still returns at `returns`.
    private func latestDeparture(_ trips: [[Int]], type: VehicleType, returns: Int) -> Int? {
        var bound = returns
        var place = type.endLocation
        for (number, visits) in trips.enumerated().reversed() {
            for index in visits.reversed() {
                let visit = problem.visits[index]
                guard let leg = leg(visit.location, place) else { return nil }
                bound -= leg.seconds + visit.serviceSeconds
                guard let window = visit.windows[day].last(where: { $0.opens <= bound }) else { return nil }
                bound = min(bound, window.closes)
                place = visit.location
            }
            guard let leg = leg(type.startLocation, place) else { return nil }
            bound -= leg.seconds
            place = type.startLocation
            if number > 0 { bound -= type.reloadSeconds }
        }
        return bound
    }
}
