/// Answers "what if this visit were made by that vehicle on that day?" from a solution, without searching.
///
/// Everything else stays as it is: a visit made elsewhere is first taken out there, and put into the cheapest free place of the slot asked
/// about. A question about something that does not exist is answered with obstacles too.
package struct WhatIf {
    private let problem: RoutingProblem
    private let solution: Solution
    private let start: PlanStart?
    private let locked: LockedSlots

    /// Questions about a solution of a problem that `ProblemCheck` accepts; `start` is the plan it was begun from, when changes to that have a
    /// price.
    package init(_ problem: RoutingProblem, _ solution: Solution, start: PlanStart? = nil) {
        self.problem = problem
        self.solution = solution
        self.start = start
        locked = LockedSlots(problem)
    }

    /// What would happen if a visit were made by one copy of a vehicle on one day; all by their position, from 0.
    package func placing(_ visit: Int, vehicle: Int, copy: Int = 0, day: Int = 0) -> WhatIfAnswer {
        guard problem.vehicles.indices.contains(vehicle), (0..<problem.dayCount).contains(day) else {
            return .impossible([Obstacle(.noVehicle)])
        }
        guard (0..<problem.vehicles[vehicle].count).contains(copy), let shift = problem.vehicles[vehicle].shifts[day] else {
            return .impossible([Obstacle(.noVehicle, vehicle: vehicle, day: day)])
        }
        guard problem.visits.indices.contains(visit) else { return .impossible([Obstacle(.closed, vehicle: vehicle, day: day)]) }
        let target = solution.routes.first { $0.vehicle == vehicle && $0.copy == copy && $0.day == day }
        let from = solution.routes.first { $0.stops.contains { $0.visit == visit } }
        let key = LockedSlots.Key(vehicle: vehicle, copy: copy, day: day)
        let lock = lockObstacles(visit, key: key, target: target, from: from)
        guard lock.isEmpty else { return .impossible(lock) }
        let left = from == target ? nil : from.flatMap { leave($0, visit) }
        var always = left?.obstacles ?? []
        if target == nil { always += crewLimit(key, isCrewFreed: from.map { $0.day == day && left == nil } ?? false) }
        if !SeriesDays(problem, routes: solution.routes).allows(visit, on: day) {
            always.append(Obstacle(.pattern, vehicle: vehicle, day: day))
        }
        let slot = RoutePlaces(
            RouteSchedule(problem: problem, vehicle: vehicle, copy: copy, day: day), shift: shift,
            trips: target.map { Self.trips(of: $0, without: visit) } ?? [],
            standing: locked.standing(vehicle: vehicle, copy: copy, day: day))
        var nearest = NearestObstacles()
        var best: (place: RoutePlaces.Place, route: Route)?
        slot.forEachPlace(for: RoutePlaces.Guest(problem.visits[visit], day: day)) { judged in
            let written = slot.schedule.write(slot.trips(with: visit, at: judged.place))
            nearest.offer(PlanPlaces.figures(written.obstacles, for: visit, in: problem) + always, in: problem)
            if written.obstacles.isEmpty, always.isEmpty, written.route.cost < best?.route.cost ?? Int.max {
                best = (judged.place, written.route)
            }
        }
        guard let best else { return .impossible(nearest.obstacles ?? [Obstacle(.locked, vehicle: vehicle, day: day)]) }
        return .possible(
            Placement(
                trip: best.place.trip, position: best.place.position, route: best.route, left: left?.route,
                change: change(visit, key: key, target: target, from: from, left: left?.route, route: best.route)))
    }

    /// What is locked of the two routes concerned; a lock that breaks a rule stands, and nothing is added to its route.
    private func lockObstacles(_ visit: Int, key: LockedSlots.Key, target: Route?, from: Route?) -> [Obstacle] {
        let standing = locked.standing(vehicle: key.vehicle, copy: key.copy, day: key.day)
        if standing > 0, standing == Int.max || target.map(isBroken) ?? true {
            return [Obstacle(.locked, vehicle: key.vehicle, day: key.day)]
        }
        if let from {
            let standing = locked.standing(vehicle: from.vehicle, copy: from.copy, day: from.day)
            if from.stops.prefix(standing).contains(where: { $0.visit == visit }) {
                return [Obstacle(.locked, vehicle: from.vehicle, day: from.day)]
            }
        }
        return []
    }

    private func schedule(of route: Route) -> RouteSchedule {
        RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
    }

    private func isBroken(_ route: Route) -> Bool {
        !schedule(of: route).write(route.trips.map { $0.stops.map(\.visit) }).obstacles.isEmpty
    }

    private static func trips(of route: Route, without visit: Int) -> [[Int]] {
        route.trips.map { $0.stops.map(\.visit).filter { $0 != visit } }.filter { !$0.isEmpty }
    }

    /// A route without a visit, `nil` when nothing is left of it. It may break a rule that it kept with the visit: a detour may be shorter than
    /// the direct way.
    private func leave(_ route: Route, _ visit: Int) -> (route: Route, obstacles: [Obstacle])? {
        let trips = Self.trips(of: route, without: visit)
        return trips.isEmpty ? nil : schedule(of: route).write(trips)
    }

    private func crewLimit(_ key: LockedSlots.Key, isCrewFreed: Bool) -> [Obstacle] {
        guard !problem.routeLimits.isEmpty else { return [] }
        let out = solution.routes.filter { $0.day == key.day }.count - (isCrewFreed ? 1 : 0)
        guard out >= problem.routeLimits[key.day] else { return [] }
        return [Obstacle(.routeLimit, needed: out + 1, available: problem.routeLimits[key.day], vehicle: key.vehicle, day: key.day)]
    }

    /// The change of each level of the plan's value.
    private func change(_ visit: Int, key: LockedSlots.Key, target: Route?, from: Route?, left: Route?, route: Route) -> PlanValue {
        let asked = problem.visits[visit]
        let dayCost = { (day: Int) in asked.dayCosts.isEmpty ? 0 : asked.dayCosts[day] }
        var change = PlanValue(missed: 0, cost: route.cost - (target?.cost ?? 0) + dayCost(key.day))
        if let from {
            change.cost -= dayCost(from.day)
            if from != target { change.cost += (left?.cost ?? 0) - from.cost }
        } else if let prize = asked.prize {
            change.lostPrizes = -prize
        } else {
            change.missed = -1
        }
        let home = start?.routes.first { $0.visits.contains(visit) }
            .map { LockedSlots.Key(vehicle: $0.vehicle, copy: $0.copy, day: $0.day) }
        if let start, let home {
            let before = from.map { LockedSlots.Key(vehicle: $0.vehicle, copy: $0.copy, day: $0.day) }
            change.changes = ((key == home ? 0 : 1) - (before == home ? 0 : 1)) * start.price
        }
        return change
    }
}
