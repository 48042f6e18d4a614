/// Something a solution claims that the problem does not bear out.
package struct SolutionFault: Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable {
        case unknownVisit = "SOLUTION.UNKNOWN-VISIT"
        case madeTwice = "SOLUTION.MADE-TWICE"
        case forgotten = "SOLUTION.FORGOTTEN"
        case slot = "SOLUTION.SLOT"
        case forbidden = "SOLUTION.FORBIDDEN"
        case overloaded = "SOLUTION.OVERLOADED"
        case load = "SOLUTION.LOAD"
        case time = "SOLUTION.TIME"
        case outsideWindow = "SOLUTION.OUTSIDE-WINDOW"
        case outsideShift = "SOLUTION.OUTSIDE-SHIFT"
        case noWay = "SOLUTION.NO-WAY"
        case distance = "SOLUTION.DISTANCE"
        case tooManyRoutes = "SOLUTION.TOO-MANY-ROUTES"
        case value = "SOLUTION.VALUE"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Where, and what was found.
    package var text: String
}

/// A second opinion: recomputes a solution from the problem alone.
///
/// It shares no code with the search, so that a fault in one does not hide in the other. Slow and plain on purpose.
package struct SolutionChecker {
    private let problem: RoutingProblem
    private let solution: Solution
    private var faults: [SolutionFault] = []
    private var cost = 0
    private var made: [Int: Int] = [:]

    /// Everything wrong with a solution to a problem that `ProblemCheck` accepts; empty when it stands.
    package static func faults(in solution: Solution, to problem: RoutingProblem) -> [SolutionFault] {
        var checker = SolutionChecker(problem: problem, solution: solution)
        var slots: Set<[Int]> = []
        for route in solution.routes {
            let name = "route of vehicle \(route.vehicle) copy \(route.copy) on day \(route.day)"
            guard problem.vehicles.indices.contains(route.vehicle), (0..<problem.dayCount).contains(route.day),
                (0..<problem.vehicles[route.vehicle].count).contains(route.copy),
                let shift = problem.vehicles[route.vehicle].shifts[route.day],
                slots.insert([route.vehicle, route.copy, route.day]).inserted
            else {
                checker.report(.slot, "\(name): there is no such vehicle that day, or it is used twice")
                continue
            }
            checker.check(route, named: name, shift: shift)
        }
        checker.checkWhole()
        return checker.faults
    }

    private init(problem: RoutingProblem, solution: Solution) {
        self.problem = problem
        self.solution = solution
    }

    private mutating func report(_ code: SolutionFault.Code, _ text: String) { faults.append(SolutionFault(code: code, text: text)) }

    private mutating func travel(_ from: Int, _ to: Int, speed: Int, _ name: String) -> (Int, Int) {
        guard from != to else { return (0, 0) }
        let cell = from * problem.travel.count + to
        let seconds = problem.travel.seconds[cell]
        let metres = problem.travel.metres[cell]
        if seconds < 0 || metres < 0 {
            report(.noWay, "\(name): no way from \(from) to \(to)")
            return (0, 0)
        }
        let scaled = seconds * 100
        return (scaled % speed == 0 ? scaled / speed : scaled / speed + 1, metres)
    }

    private mutating func check(_ route: Route, named name: String, shift: Shift) {
        let type = problem.vehicles[route.vehicle]
        var metres = 0
        var clock = route.departs
        var location = type.startLocation
        if route.departs < shift.begins || route.returns > shift.ends {
            report(.outsideShift, "\(name): out from \(route.departs) to \(route.returns), shift \(shift.begins) to \(shift.ends)")
        }
        if route.trips.count > type.reloads + 1 || route.trips.contains(where: { $0.stops.isEmpty }) || route.trips.isEmpty {
            report(.slot, "\(name): \(route.trips.count) trips, \(type.reloads) reloads, or a trip without stops")
        }
        for (number, trip) in route.trips.enumerated() {
            if number > 0 {
                let back = travel(location, type.startLocation, speed: type.speedPercent, name)
                clock += back.0 + type.reloadSeconds
                metres += back.1
                location = type.startLocation
            }
            if trip.leaves < clock { report(.time, "\(name): trip \(number) leaves at \(trip.leaves), before \(clock)") }
            clock = trip.leaves
            check(trip, named: "\(name) trip \(number)", route: route, shift: shift, clock: &clock, metres: &metres, location: &location)
        }
        let home = travel(location, type.endLocation, speed: type.speedPercent, name)
        if route.returns != clock + home.0 { report(.time, "\(name): returns at \(route.returns), not \(clock + home.0)") }
        metres += home.1
        if metres != route.metres { report(.distance, "\(name): \(route.metres) m claimed, \(metres) m driven") }
        cost += metres + type.fixedCost
    }

    private mutating func check(
        _ trip: Trip, named name: String, route: Route, shift: Shift, clock: inout Int, metres: inout Int, location: inout Int
    ) {
        let type = problem.vehicles[route.vehicle]
        var remaining = trip.load
        for (dimension, load) in trip.load.enumerated() where load > type.capacity[dimension] {
            report(.overloaded, "\(name): \(load) of at most \(type.capacity[dimension]) in dimension \(dimension)")
        }
        for stop in trip.stops {
            guard problem.visits.indices.contains(stop.visit) else {
                report(.unknownVisit, "\(name): visit \(stop.visit)")
                continue
            }
            let visit = problem.visits[stop.visit]
            made[stop.visit, default: 0] += 1
            let way = travel(location, visit.location, speed: type.speedPercent, name)
            location = visit.location
            metres += way.1
            if stop.arrives != clock + way.0 || stop.begins < stop.arrives || stop.ends != stop.begins + visit.serviceSeconds {
                report(
                    .time, "\(name): visit \(stop.visit) at \(stop.arrives), \(stop.begins), \(stop.ends); left the one before at \(clock)")
            }
            clock = stop.ends
            if !visit.windows[route.day].contains(where: { $0.opens <= stop.begins && stop.begins <= $0.closes }) {
                report(.outsideWindow, "\(name): visit \(stop.visit) begins at \(stop.begins)")
            }
            if stop.load != remaining { report(.load, "\(name): visit \(stop.visit) claims \(stop.load) on board, \(remaining) is") }
            remaining = remaining.indices.map { remaining[$0] - visit.demand[$0] }
            let mayCome = visit.allowedVehicles.map { $0.contains(route.vehicle) } ?? true
            let mayBe = visit.allowedDays.map { $0.contains(route.day) } ?? true
            if !mayCome || !mayBe || visit.requiredSkills & shift.skills != visit.requiredSkills {
                report(.forbidden, "\(name): visit \(stop.visit) is not for this vehicle, day or crew")
            }
            if !visit.dayCosts.isEmpty { cost += visit.dayCosts[route.day] }
        }
        if remaining.contains(where: { $0 != 0 }) { report(.load, "\(name): \(remaining) left on board") }
    }

    private mutating func checkWhole() {
        for day in 0..<problem.dayCount where !problem.routeLimits.isEmpty {
            let out = solution.routes.filter { $0.day == day }.count
            if out > problem.routeLimits[day] { report(.tooManyRoutes, "day \(day): \(out) routes of at most \(problem.routeLimits[day])") }
        }
        var missed = 0
        for (index, visit) in problem.visits.enumerated() {
            let times = made[index, default: 0]
            let absences = solution.unserved.filter { $0.visit == index }.count
            if times > 1 { report(.madeTwice, "visit \(index) is made \(times) times") }
            if times + absences != 1 { report(.forgotten, "visit \(index) is made \(times) times and left out \(absences) times") }
            guard times == 0 else { continue }
            if let prize = visit.prize { cost += prize } else { missed += 1 }
        }
        if solution.value != PlanValue(missed: missed, cost: cost) {
            report(.value, "claims \(solution.value.missed) missed at \(solution.value.cost); it is \(missed) at \(cost)")
        }
    }
}
