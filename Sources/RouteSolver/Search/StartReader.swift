/// Takes a plan to begin from over, and names what breaks a rule where it stands.
///
/// A route that keeps every rule is taken over as it is. Of one that breaks a rule every stop is judged behind those before it: one that cannot
/// stay is left to the search, the others stay where they are. What does not exist in the problem, or is in the plan twice, `ProblemCheck` has
/// named; here it is passed over.
struct StartReader {
    private let problem: RoutingProblem
    private let tables: RoutingTables
    private let network: RouteNetwork
    private(set) var faults: [ProblemFault] = []
    private(set) var routes: [RouteOutline] = []

    /// A reader that tries stops in an empty network of its own.
    init(_ problem: RoutingProblem, frame: SearchFrame) {
        self.problem = problem
        tables = frame.tables
        network = RouteNetwork(frame.tables, routeLimits: frame.routeLimits)
    }

    /// Reads a start; `routes` holds what of it stands, the fixed beginnings of locked routes included.
    mutating func read(_ start: PlanStart?) {
        for route in tables.standing.prefixes {
            if let slot = tables.slot(of: route) { network.fill(Int32(slot), trips: route.trips, fixed: route.visits.count) }
        }
        if let start {
            faults = ProblemCheck.faults(in: start, for: problem)
            for route in firstOfEachSlot(start) { read(route) }
        }
        dropBrokenSeries()
        routes = PlanCopy(network).outlines
    }

    /// The routes of a start with the visits that exist and were not named before, each visit once and each slot once.
    private func firstOfEachSlot(_ start: PlanStart) -> [RouteOutline] {
        var isNamed = Array(repeating: false, count: tables.visitCount)
        var isUsed = Array(repeating: false, count: tables.slotCount)
        var kept: [RouteOutline] = []
        for route in start.routes {
            var outline = route
            outline.trips = route.trips.map { trip in
                trip.filter { visit in
                    guard isNamed.indices.contains(visit), !isNamed[visit] else { return false }
                    isNamed[visit] = true
                    return true
                }
            }.filter { !$0.isEmpty }
            guard let slot = tables.slot(of: route), !isUsed[slot] else { continue }
            isUsed[slot] = true
            kept.append(outline)
        }
        return kept
    }

    // MARK: Routes

    private mutating func read(_ route: RouteOutline) {
        guard let slot = tables.slot(of: route).map(Int32.init), !route.visits.isEmpty else { return }
        let name = "vehicle \(problem.vehicles[route.vehicle].id) copy \(route.copy) day \(route.day)"
        if let lock = tables.standing.whole.first(where: { ($0.vehicle, $0.copy, $0.day) == (route.vehicle, route.copy, route.day) }) {
            if !route.visits.allSatisfy({ lock.visits.contains($0) }) {
                report(name, "the route is locked with other visits in it; those of the plan are placed anew")
            }
            return
        }
        var plan = route
        let fixed = Int(network.pinned[Int(slot)])
        if fixed > 0 { plan.trips = continued(route, slot: slot) }
        plan.trips = plan.trips.map { trip in trip.filter { tables.hold[$0] == RoutingTables.Hold.free || isPinned($0, in: slot) } }
        plan.trips.removeAll(where: \.isEmpty)
        reportLocked(route, slot: slot, name: name)
        guard plan.visits.count > fixed else { return }
        let day = tables.slots[Int(slot)].day
        if network.isEmpty(slot), network.routesOnDay[day] >= network.routeLimit[day] {
            return report(name, "all crews of the day are out; its visits are placed anew")
        }
        let schedule = RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
        if schedule.write(plan.trips).obstacles.isEmpty {
            if fixed > 0 { network.vacateEntirely(slot) }
            network.fill(slot, trips: plan.trips, fixed: fixed)
        } else {
            readStops(of: plan, slot: slot, name: name)
        }
    }

    /// Whether a visit is in the fixed beginning of a slot.
    private func isPinned(_ visit: Int, in slot: Int32) -> Bool {
        tables.hold[visit] == RoutingTables.Hold.pinned && network.nodes[visit].isPlaced && network.slot(of: Int32(visit)) == slot
    }

    /// The trips of a route behind the fixed beginning of its slot, wherever the plan has those visits.
    private func continued(_ route: RouteOutline, slot: Int32) -> [[Int]] {
        var trips = PlanCopy(network).trips(ofSlot: Int(slot))
        // The plan's trip in which the last fixed visit is goes on in the last fixed trip; without one, the plan's first trip does.
        let last = trips.last?.last
        let joint = route.trips.firstIndex { trip in last.map(trip.contains) ?? false } ?? 0
        for (number, trip) in route.trips.enumerated() {
            let free = trip.filter { tables.hold[$0] == RoutingTables.Hold.free }
            guard !free.isEmpty else { continue }
            if number <= joint { trips[trips.count - 1] += free } else { trips.append(free) }
        }
        return trips
    }

    private mutating func reportLocked(_ route: RouteOutline, slot: Int32, name: String) {
        for visit in route.visits where tables.hold[visit] != RoutingTables.Hold.free && !isPinned(visit, in: slot) {
            report("visit \(problem.visits[visit].id)", "it cannot stay in \(name): a lock has it elsewhere")
        }
    }

    // MARK: Stops

    private mutating func readStops(of plan: RouteOutline, slot: Int32, name: String) {
        let group = tables.slots[Int(slot)].group
        for (number, trip) in plan.trips.enumerated() {
            var isNewTrip = number > 0 && !trip.contains { isPinned($0, in: slot) }
            for index in trip where tables.hold[index] == RoutingTables.Hold.free {
                if place(Int32(index), slot: slot, group: group, newTrip: isNewTrip) {
                    isNewTrip = false
                } else {
                    report("visit \(problem.visits[index].id)", "it cannot stay in \(name): \(reason(index, in: plan)); it is placed anew")
                }
            }
        }
    }

    /// Appends a visit to a slot when the rules let it.
    private func place(_ visit: Int32, slot: Int32, group: Int, newTrip: Bool) -> Bool {
        let rules = PlaceRules(network)
        let isUsed = network.size[Int(slot)] + network.pinned[Int(slot)] > 0
        let fit = tables.fit[Int(visit) * tables.groupCount + group]
        guard fit != RoutingTables.Fit.never else { return false }
        if newTrip, isUsed {
            guard rules.admitsLastTrip(visit, slot: slot, group: group, fit: fit) else { return false }
            network.insertLastTrip(visit, slot: slot)
            return true
        }
        let last = network.nodes[Int(tables.slotEnd[Int(slot)])].previous
        guard rules.admits(visit, after: last, group: group, fit: fit) else { return false }
        network.insert(visit, after: last)
        return true
    }

    private func reason(_ visit: Int, in route: RouteOutline) -> String {
        let schedule = RouteSchedule(problem: problem, vehicle: route.vehicle, copy: route.copy, day: route.day)
        let alone = schedule.write([[visit]]).obstacles
        guard let first = alone.first else { return "not behind the visits before it" }
        if first.needed == 0, first.available == 0 { return "\(first.constraint)" }
        return "\(first.constraint), needs \(first.needed), there is \(first.available)"
    }

    // MARK: Series

    /// Takes the free visits of a series out when those in the plan are on days that none of its patterns has, until no series is left that is.
    private mutating func dropBrokenSeries() {
        var isNamed = Array(repeating: false, count: problem.series.count)
        var found = true
        while found {
            found = false
            for (index, series) in problem.series.enumerated() {
                let placed = series.visits.filter { network.nodes[$0].isPlaced || tables.hold[$0] == RoutingTables.Hold.outside }
                let days = placed.map { visit in
                    tables.heldDay[visit] >= 0 ? Int(tables.heldDay[visit]) : tables.slots[Int(network.slot(of: Int32(visit)))].day
                }
                let free = placed.filter { tables.hold[$0] == RoutingTables.Hold.free }
                guard !free.isEmpty, placed != Array(series.visits.prefix(placed.count)) || !series.allows(days) else { continue }
                found = true
                if !isNamed[index] { report("series \(index)", "visits on days \(days) keep none of its patterns; they are placed anew") }
                isNamed[index] = true
                for visit in free { takeOut(Int32(visit)) }
            }
        }
    }

    /// Takes a visit out of its slot; where the others do not stand without it, they are judged one by one.
    private mutating func takeOut(_ visit: Int32) {
        guard network.nodes[Int(visit)].isPlaced else { return }
        let slot = network.slot(of: visit)
        network.removeRun(from: visit, count: 1, slot: slot)
        network.refresh(slot)
        guard !network.isInTime(slot) else { return }
        let entry = tables.slots[Int(slot)]
        let plan = RouteOutline(vehicle: entry.vehicle, copy: entry.copy, day: entry.day, trips: PlanCopy(network).trips(ofSlot: Int(slot)))
        network.empty(slot)
        readStops(of: plan, slot: slot, name: "vehicle \(problem.vehicles[entry.vehicle].id) copy \(entry.copy) day \(entry.day)")
    }

    private mutating func report(_ place: String, _ advice: String) {
        faults.append(ProblemFault(code: .startRule, place: place, advice: advice))
    }
}
