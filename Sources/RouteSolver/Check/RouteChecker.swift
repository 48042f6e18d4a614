/// Walks one route of a solution and compares each figure with what the problem makes of the one before.
struct RouteChecker {
    private(set) var faults: [SolutionFault] = []
    /// Legs, fixed cost and day costs.
    private(set) var cost = 0
    /// The visits made, as often as they are.
    private(set) var made: [Int] = []

    private let problem: RoutingProblem
    private let route: Route
    private let type: VehicleType
    private let shift: Shift
    private let name: String
    /// The route of a lock that is known to break rules: only its arithmetic counts.
    private let isExcused: Bool
    private var clock = 0
    private var place: Int
    private var metres = 0
    private var legs = 0
    /// When the vehicle stands and is not served at: where breaks may be.
    private var standing: [(from: Int, to: Int)] = []

    init(_ problem: RoutingProblem, route: Route, shift: Shift, name: String, isExcused: Bool) {
        self.problem = problem
        self.route = route
        self.type = problem.vehicles[route.vehicle]
        self.shift = shift
        self.name = name
        self.isExcused = isExcused
        place = type.startLocation
    }

    mutating func check() {
        if route.trips.isEmpty || route.trips.contains(where: { $0.stops.isEmpty }) {
            report(.slot, "no trips, or a trip without stops")
        }
        if route.trips.count > type.reloads + 1 { forbid(.slot, "\(route.trips.count) trips, \(type.reloads) reloads") }
        if route.departs < shift.begins || route.returns > shift.ends {
            forbid(.outsideShift, "out from \(route.departs) to \(route.returns), shift \(shift.begins) to \(shift.ends)")
        }
        standing.append((min(shift.begins, route.departs), route.departs))
        clock = route.departs
        for (number, trip) in route.trips.enumerated() {
            if number == 0 {
                if trip.leaves != route.departs { report(.time, "leaves at \(trip.leaves), departs at \(route.departs)") }
            } else {
                load(before: trip, number: number)
            }
            clock = trip.leaves
            check(trip, number: number)
        }
        _ = drive(to: type.endLocation)
        if route.returns != clock { report(.time, "returns at \(route.returns), not \(clock)") }
        if route.metres != metres { report(.distance, "\(route.metres) m claimed, \(metres) m driven") }
        if route.cost != legs &+ type.fixedCost { report(.routeCost, "\(route.cost) claimed, \(legs &+ type.fixedCost) spent") }
        cost = cost &+ legs &+ type.fixedCost
        if !isExcused { checkBreaks() }
    }

    private mutating func report(_ code: SolutionFault.Code, _ text: String) {
        faults.append(SolutionFault(code: code, text: "\(name): \(text)"))
    }

    /// Reports what a lock may do and a search may not.
    private mutating func forbid(_ code: SolutionFault.Code, _ text: String) {
        if !isExcused { report(code, text) }
    }

    /// Drives one leg and returns its metres; without a way it takes nothing.
    private mutating func drive(to location: Int) -> Int {
        let from = place
        place = location
        guard from != location else { return 0 }
        let cell = from * problem.travel.count + location
        let (seconds, distance) = (problem.travel.seconds[cell], problem.travel.metres[cell])
        if seconds < 0 || distance < 0 {
            forbid(.noWay, "no way from \(from) to \(location)")
            return 0
        }
        let scaled = seconds * 100
        let own = scaled % type.speedPercent == 0 ? scaled / type.speedPercent : scaled / type.speedPercent + 1
        clock = clock &+ own
        metres = metres &+ distance
        legs = legs &+ distance * type.costPerMetre &+ own * type.costPerDrivingSecond
        return distance
    }

    /// Comes back, and loads for as long as it takes with no break in it.
    private mutating func load(before trip: Trip, number: Int) {
        _ = drive(to: type.startLocation)
        let (back, leaves) = (clock, trip.leaves)
        standing.append((back, leaves))
        var free = back
        var longest = 0
        for rest in route.breaks.sorted(by: { $0.begins < $1.begins }) where rest.begins >= back && rest.ends <= leaves {
            longest = max(longest, rest.begins &- free)
            free = max(free, rest.ends)
        }
        longest = max(longest, leaves &- free)
        if leaves < back || longest < type.reloadSeconds {
            report(.time, "trip \(number) leaves at \(leaves), back at \(back) with \(type.reloadSeconds) s of loading")
        }
    }

    private mutating func check(_ trip: Trip, number: Int) {
        let visits = trip.stops.map(\.visit).filter { problem.visits.indices.contains($0) }
        let total = (0..<problem.dimensionCount).map { dimension in visits.reduce(0) { $0 + problem.visits[$1].demand[dimension] } }
        if trip.load != total { report(.load, "trip \(number) claims a load of \(trip.load), it is \(total)") }
        for (dimension, load) in total.enumerated() where load > type.capacity[dimension] {
            forbid(.overloaded, "trip \(number): \(load) of at most \(type.capacity[dimension]) in dimension \(dimension)")
        }
        var aboard = total
        for stop in trip.stops {
            guard problem.visits.indices.contains(stop.visit) else {
                report(.unknownVisit, "visit \(stop.visit)")
                continue
            }
            made.append(stop.visit)
            check(stop, aboard: aboard)
            for (dimension, demand) in problem.visits[stop.visit].demand.enumerated() { aboard[dimension] -= demand }
        }
    }

    private mutating func check(_ stop: Stop, aboard: [Int]) {
        let visit = problem.visits[stop.visit]
        let left = clock
        let driven = drive(to: visit.location)
        if stop.metres != driven { report(.distance, "visit \(stop.visit) after \(stop.metres) m, not \(driven) m") }
        let mayLeave = stop.leaves == stop.ends || route.breaks.contains { $0.begins >= stop.ends && $0.ends == stop.leaves }
        if stop.arrives != clock || stop.begins < stop.arrives || stop.ends != stop.begins &+ visit.serviceSeconds || !mayLeave {
            report(
                .time,
                "visit \(stop.visit) at \(stop.arrives), \(stop.begins), \(stop.ends), \(stop.leaves); left the place before at \(left), arrives at \(clock)"
            )
        }
        standing.append((stop.arrives, stop.begins))
        standing.append((stop.ends, stop.leaves))
        clock = stop.leaves
        if stop.load != aboard { report(.load, "visit \(stop.visit) claims \(stop.load) on board, \(aboard) is") }
        if !visit.windows[route.day].contains(where: { $0.opens <= stop.begins && stop.begins <= $0.closes }) {
            forbid(.outsideWindow, "visit \(stop.visit) begins at \(stop.begins)")
        }
        let mayCome = visit.allowedVehicles.map { $0.contains(route.vehicle) } ?? true
        let mayBe = visit.allowedDays.map { $0.contains(route.day) } ?? true
        if !mayCome || !mayBe || visit.requiredSkills & shift.skills != visit.requiredSkills {
            forbid(.forbidden, "visit \(stop.visit) is not for this vehicle, day or crew")
        }
        if !visit.dayCosts.isEmpty { cost += visit.dayCosts[route.day] }
    }

    /// The first breaks of the shift are taken, each in time and standing, and those not taken are not needed.
    private mutating func checkBreaks() {
        var free = shift.begins
        for (number, rest) in route.breaks.enumerated() {
            guard number < shift.breaks.count else {
                report(.takenBreak, "break \(number) from \(rest.begins) to \(rest.ends), but the shift has \(shift.breaks.count)")
                continue
            }
            let rule = shift.breaks[number]
            let isStanding = standing.contains { $0.from <= rest.begins && rest.ends <= $0.to }
            if rest.begins < max(rule.opens, free) || rest.begins > rule.closes || rest.ends != rest.begins &+ rule.seconds || !isStanding {
                report(
                    .takenBreak,
                    "break \(number) from \(rest.begins) to \(rest.ends); it takes \(rule.seconds) s, begins from \(rule.opens) to \(rule.closes), after the one before, standing"
                )
            }
            free = rest.ends
        }
        for (number, rule) in shift.breaks.enumerated().dropFirst(route.breaks.count) where route.returns > rule.closes {
            report(.missingBreak, "break \(number) is due until \(rule.closes), back at \(route.returns)")
        }
    }
}
