/// Writes the times, loads and breaks of one slot out, visit by visit, and names every rule it breaks.
///
/// This is the slow and plain way, on arrays; the search uses the figures of `RouteNetwork` instead. Of all ways to take the breaks it
/// writes the one that returns earliest, and of those one that leaves latest, so that nobody waits in a van.
struct RouteSchedule {
    let problem: RoutingProblem
    let vehicle: Int
    let copy: Int
    let day: Int

    /// The route of some trips, and what is wrong with it; a route with obstacles is what would happen if everybody went on regardless.
    func write(_ trips: [[Int]]) -> (route: Route, obstacles: [Obstacle]) {
        let type = problem.vehicles[vehicle]
        let works = type.shifts[day]
        let shift = works ?? Shift(begins: 0, ends: Int.max, skills: UInt64.max)
        let drive = legs(of: trips, type: type)
        let (placed, missed) = timing(of: drive.halts, shift: shift)
        var result = written(trips, type: type, shift: shift, drive: drive, placed: placed)
        if works == nil { result.obstacles.append(obstacle(.noVehicle)) }
        result.obstacles += missed.map {
            obstacle(.crewBreak(number: $0.number), needed: $0.couldBegin, available: shift.breaks[$0.number].closes)
        }
        if placed.returns > shift.ends { result.obstacles.append(obstacle(.shiftEnd, needed: placed.returns, available: shift.ends)) }
        if trips.count > type.reloads + 1 {
            result.obstacles.append(obstacle(.reloads, needed: trips.count - 1, available: type.reloads))
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

    /// What is driven, whatever the times: where the vehicle stands, the metres to get there (`nil` where there is no way), and the cost.
    private struct Drive {
        var halts: [Halt]
        var metres: [Int?]
        var cost: Int
    }

    private func legs(of trips: [[Int]], type: VehicleType) -> Drive {
        var drive = Drive(halts: [Halt(windows: [], service: 0, legSeconds: 0)], metres: [0], cost: type.fixedCost)
        var place = type.startLocation
        func go(to location: Int, windows: [ServiceWindow] = [], service: Int = 0) {
            let leg = leg(place, location)
            place = location
            drive.halts.append(Halt(windows: windows, service: service, legSeconds: leg?.seconds ?? 0))
            drive.metres.append(leg?.metres)
            drive.cost += (leg?.metres ?? 0) * type.costPerMetre + (leg?.seconds ?? 0) * type.costPerDrivingSecond
        }
        for (number, visits) in trips.enumerated() {
            if number > 0 { go(to: type.startLocation, service: type.reloadSeconds) }
            for index in visits {
                let visit = problem.visits[index]
                go(to: visit.location, windows: visit.windows[day], service: visit.serviceSeconds)
            }
        }
        go(to: type.endLocation)
        return drive
    }

    /// A break that cannot be taken in time, and when it could begin at best.
    private typealias MissedBreak = (number: Int, couldBegin: Int)

    /// The best times with every break that can be taken, and the breaks that cannot.
    ///
    /// A break counts as one that cannot be taken when no place for it keeps the windows that could be kept without it.
    private func timing(of halts: [Halt], shift: Shift) -> (PlacedBreaks, [MissedBreak]) {
        func placement(_ numbers: some Sequence<Int>) -> BreakPlacement {
            BreakPlacement(halts: halts, breaks: numbers.map { shift.breaks[$0] }, begins: shift.begins)
        }
        let freely = BreakPlacement.withoutBreaks(halts: halts, begins: shift.begins)
        var numbers = Array(shift.breaks.indices)
        var missed: [MissedBreak] = []
        while !numbers.isEmpty {
            if let placed = placement(numbers).earliest(), placed.late <= freely.late { return (placed, missed) }
            var kept = numbers.count - 1
            while kept > 0, (placement(numbers.prefix(kept)).earliest()?.late ?? Int.max) > freely.late { kept -= 1 }
            let before = placement(numbers.prefix(kept))
            let number = numbers.remove(at: kept)
            missed.append((number, before.earliestMoment(for: shift.breaks[number], late: freely.late)))
        }
        return (freely, missed)
    }

    private func written(_ trips: [[Int]], type: VehicleType, shift: Shift, drive: Drive, placed: PlacedBreaks) -> (
        route: Route, obstacles: [Obstacle]
    ) {
        var obstacles: [Obstacle] = []
        var route = Route(
            vehicle: vehicle, copy: copy, day: day, trips: [], departs: placed.departs, returns: placed.returns,
            metres: drive.metres.reduce(0) { $0 + ($1 ?? 0) }, cost: drive.cost, breaks: placed.breaks)
        var halt = 0
        func noteWay() { if drive.metres[halt] == nil { obstacles.append(obstacle(.unreachable)) } }
        for visits in trips {
            noteWay()
            var onBoard = (0..<problem.dimensionCount).map { dimension in visits.reduce(0) { $0 + problem.visits[$1].demand[dimension] } }
            for (dimension, load) in onBoard.enumerated() where load > type.capacity[dimension] {
                obstacles.append(obstacle(.capacity(dimension: dimension), needed: load, available: type.capacity[dimension]))
            }
            var trip = Trip(leaves: placed.stays[halt].leaves, load: onBoard, stops: [])
            for index in visits {
                halt += 1
                noteWay()
                let visit = problem.visits[index]
                let stay = placed.stays[halt]
                if let last = visit.windows[day].last, stay.begins > last.closes {
                    obstacles.append(obstacle(.window(visit: index), needed: stay.begins, available: last.closes))
                }
                trip.stops.append(
                    Stop(
                        visit: index, arrives: stay.arrives, begins: stay.begins, ends: stay.ends, leaves: stay.leaves, load: onBoard,
                        metres: drive.metres[halt] ?? 0))
                onBoard = zip(onBoard, visit.demand).map { $0 - $1 }
            }
            halt += 1
            route.trips.append(trip)
        }
        halt = drive.halts.count - 1
        noteWay()
        return (route, obstacles)
    }
}
