/// What a final plan has left for a visit, day by day: its routes, and one empty vehicle of each type.
///
/// The places are judged in constant time each, and only those are written out that may be the nearest or whose breaks are not sure. How many is
/// bounded, so that thousands of visits can be asked about: beyond that, the nearest place known counts.
final class PlanPlaces {
    /// What one day has for a visit.
    struct Outlook {
        /// What the cheapest free place costs; `nil` when there is none.
        var cost: Int?
        /// The obstacles of the place that fails by least, when there is none.
        var nearest = NearestObstacles()

        /// How hard it would be to make the visit: 0 when there is a place.
        var severity: Int { cost == nil ? nearest.severity : 0 }

        /// The better of two.
        mutating func offer(_ other: Outlook) {
            if let price = other.cost { cost = min(cost ?? price, price) }
            nearest.offer(other.nearest)
        }
    }

    /// A slot a visit might go into, with what that costs beside the driving.
    private struct Candidate {
        var slot: RoutePlaces
        /// What is in the way whatever the place: no crew is left.
        var beyond: [Obstacle]
        /// What using the vehicle costs, when it is not out yet.
        var extraCost: Int
        /// The copies an empty slot stands for; `nil` for the slot of a route.
        var copies: Set<Int>?
    }

    let problem: RoutingProblem
    /// The slots of the routes, in their order.
    let used: [RoutePlaces]
    private let locked: LockedSlots
    private let home: [Int: LockedSlots.Key]
    private let pricePerChange: Int
    private var beside: [[Candidate]] = []
    private var alone: [[RoutePlaces?]] = []
    /// The most places written out for one question, and for all of them before only the likeliest are.
    private let mostWrites = 60
    private var writesLeft = 100_000

    init(_ problem: RoutingProblem, routes: [Route], start: PlanStart?) {
        self.problem = problem
        let locked = LockedSlots(problem)
        self.locked = locked
        used = routes.compactMap { Self.places(of: $0, in: problem, locked: locked) }
        pricePerChange = start?.price ?? 0
        var home: [Int: LockedSlots.Key] = [:]
        for route in start?.routes ?? [] {
            for visit in route.visits where home[visit] == nil {
                home[visit] = LockedSlots.Key(vehicle: route.vehicle, copy: route.copy, day: route.day)
            }
        }
        self.home = home
        for day in 0..<problem.dayCount {
            let out = used.filter { $0.schedule.day == day }
            var candidates = out.map { Candidate(slot: $0, beyond: [], extraCost: 0, copies: nil) }
            var empty: [RoutePlaces?] = []
            for (vehicle, type) in problem.vehicles.enumerated() {
                let taken = Set(out.lazy.filter { $0.schedule.vehicle == vehicle }.map(\.schedule.copy))
                let copies = (0..<max(0, type.count)).filter { locked.standing(vehicle: vehicle, copy: $0, day: day) == 0 }
                guard let shift = type.shifts[day], type.count > 0 else {
                    empty.append(nil)
                    continue
                }
                let schedule = RouteSchedule(problem: problem, vehicle: vehicle, copy: copies.first ?? 0, day: day)
                let slot = RoutePlaces(schedule, shift: shift, trips: [], standing: copies.isEmpty ? Int.max : 0)
                empty.append(slot)
                let free = copies.filter { !taken.contains($0) }
                guard !free.isEmpty else { continue }
                candidates.append(
                    Candidate(
                        slot: slot, beyond: Self.crewLimit(problem, out: out.count, day: day, vehicle: vehicle),
                        extraCost: type.fixedCost, copies: Set(free)))
            }
            beside.append(candidates)
            alone.append(empty)
        }
    }

    private static func places(of route: Route, in problem: RoutingProblem, locked: LockedSlots) -> RoutePlaces? {
        guard let shift = problem.vehicles[route.vehicle].shifts[route.day] else { return nil }
        let schedule = RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
        let trips = route.trips.map { $0.stops.map(\.visit) }
        let standing = locked.standing(vehicle: route.vehicle, copy: route.copy, day: route.day)
        // A lock that breaks a rule stands, and nothing is added to its route.
        let isBroken = standing > 0 && standing < Int.max && !schedule.write(trips).obstacles.isEmpty
        return RoutePlaces(schedule, shift: shift, trips: trips, standing: isBroken ? Int.max : standing)
    }

    private static func crewLimit(_ problem: RoutingProblem, out: Int, day: Int, vehicle: Int) -> [Obstacle] {
        guard !problem.routeLimits.isEmpty, out >= problem.routeLimits[day] else { return [] }
        return [Obstacle(.routeLimit, needed: out + 1, available: problem.routeLimits[day], vehicle: vehicle, day: day)]
    }

    // MARK: Questions

    /// Whether an empty vehicle could make a visit on a day; vehicles with a locked route do not count as empty.
    func alone(_ visit: Int, day: Int) -> Outlook {
        let guest = RoutePlaces.Guest(problem.visits[visit], day: day)
        let candidates = alone[day].compactMap { $0.map { Candidate(slot: $0, beyond: [], extraCost: 0, copies: []) } }
        return outlook(visit, guest: guest, candidates: candidates, day: day)
    }

    /// Whether there is a place for a visit on a day beside the plan.
    func beside(_ visit: Int, day: Int) -> Outlook {
        outlook(visit, guest: RoutePlaces.Guest(problem.visits[visit], day: day), candidates: beside[day], day: day)
    }

    /// The used slots of some days that fail a visit by least, at most so many; locked and forbidden ones are left out.
    func nearest(to visit: Int, days: Set<Int>, most: Int) -> [RoutePlaces] {
        var ranked: [(failsBy: Int, index: Int)] = []
        for (index, slot) in used.enumerated() where days.contains(slot.schedule.day) && !slot.isLocked {
            guard forbids(visit, slot).isEmpty else { continue }
            var least = Int.max
            slot.forEachPlace(for: RoutePlaces.Guest(problem.visits[visit], day: slot.schedule.day)) { least = min(least, $0.failsBy) }
            ranked.append((least, index))
        }
        ranked.sort { $0 < $1 }
        return ranked.prefix(most).map { used[$0.index] }
    }

    /// Turns a full trip's figures into the visit's own: what it needs and what the others leave.
    static func figures(_ obstacles: [Obstacle], for visit: Int, in problem: RoutingProblem) -> [Obstacle] {
        obstacles.map { obstacle in
            guard case .capacity(let dimension) = obstacle.constraint else { return obstacle }
            let demand = problem.visits[visit].demand[dimension]
            var own = obstacle
            own.available = demand - obstacle.shortfall
            own.needed = demand
            return own
        }
    }

    // MARK: The look

    private func forbids(_ visit: Int, _ slot: RoutePlaces) -> [Obstacle] {
        guard let shift = problem.vehicles[slot.schedule.vehicle].shifts[slot.schedule.day] else { return [] }
        return slot.schedule.standing(visit, shift: shift)
    }

    /// What a place costs beside its driving: a fixed cost, the day, and a change that is no longer one.
    private func extra(_ visit: Int, _ candidate: Candidate, day: Int) -> Int {
        let dayCosts = problem.visits[visit].dayCosts
        var cost = candidate.extraCost + (dayCosts.isEmpty ? 0 : dayCosts[day])
        if pricePerChange > 0, let home = home[visit], home.day == day, home.vehicle == candidate.slot.schedule.vehicle,
            candidate.copies?.contains(home.copy) ?? (home.copy == candidate.slot.schedule.copy)
        {
            cost -= pricePerChange
        }
        return cost
    }

    private func outlook(_ visit: Int, guest: RoutePlaces.Guest, candidates: [Candidate], day: Int) -> Outlook {
        var outlook = Outlook()
        var perVehicle: [Int: [Obstacle]] = [:]
        var blocked: [[Obstacle]] = []
        var least: (failsBy: Int, candidate: Int, place: RoutePlaces.Place)?
        var unsure: [(cost: Int, candidate: Int, place: RoutePlaces.Place)] = []
        for (index, candidate) in candidates.enumerated() {
            let vehicle = candidate.slot.schedule.vehicle
            let forbidden = perVehicle[vehicle] ?? forbids(visit, candidate.slot)
            perVehicle[vehicle] = forbidden
            let always = forbidden + candidate.beyond
            blocked.append(always)
            if candidate.slot.isLocked {
                outlook.nearest.offer(always + [Obstacle(.locked, vehicle: vehicle, day: day)], in: problem)
                continue
            }
            let base = always.reduce(0) { $0 + NearestObstacles.severity(of: $1, in: problem) }
            let extra = extra(visit, candidate, day: day)
            let hasBreaks = candidate.slot.hasBreaks
            candidate.slot.forEachPlace(for: guest) { judged in
                let failsBy = base + judged.failsBy
                if failsBy < least?.failsBy ?? Int.max, failsBy > 0 { least = (failsBy, index, judged.place) }
                guard failsBy == 0 else { return }
                let cost = judged.cost + extra
                guard cost < outlook.cost ?? Int.max else { return }
                if hasBreaks { unsure.append((cost, index, judged.place)) } else { outlook.cost = cost }
            }
        }
        func write(_ candidate: Int, _ place: RoutePlaces.Place) -> Bool {
            let slot = candidates[candidate].slot
            let obstacles = slot.schedule.write(slot.trips(with: visit, at: place)).obstacles + candidates[candidate].beyond
            outlook.nearest.offer(Self.figures(obstacles, for: visit, in: problem), in: problem)
            return obstacles.isEmpty
        }
        var writes = writesLeft > 0 ? 0 : mostWrites - 2
        defer { writesLeft -= writes }
        unsure.sort { ($0.cost, $0.candidate) < ($1.cost, $1.candidate) }
        for (cost, candidate, place) in unsure where cost < outlook.cost ?? Int.max && writes < mostWrites {
            writes += 1
            if write(candidate, place) { outlook.cost = cost }
        }
        guard outlook.cost == nil else { return outlook }
        if let least, least.failsBy < outlook.nearest.severity { _ = write(least.candidate, least.place) }
        for (index, candidate) in candidates.enumerated() where !candidate.slot.isLocked {
            let base = blocked[index].reduce(0) { $0 + NearestObstacles.severity(of: $1, in: problem) }
            candidate.slot.forEachPlace(for: guest) { judged in
                let failsBy = base + judged.failsBy
                guard failsBy > 0, failsBy < outlook.nearest.severity, writes < mostWrites else { return }
                writes += 1
                _ = write(index, judged.place)
            }
        }
        return outlook
    }
}
