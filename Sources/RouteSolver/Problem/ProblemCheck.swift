/// Something wrong with a problem: a stable code, where it is, and what to do about it.
package struct ProblemFault: Error, Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    package enum Code: String, Sendable, CaseIterable {
        case noDays = "PROBLEM.NO-DAYS"
        case dimensions = "PROBLEM.DIMENSIONS"
        case tooLarge = "PROBLEM.TOO-LARGE"
        case matrixSize = "MATRIX.SIZE"
        case matrixValue = "MATRIX.VALUE"
        case routeLimits = "PROBLEM.ROUTE-LIMITS"
        case duplicateVisit = "VISIT.DUPLICATE-ID"
        case visitLocation = "VISIT.LOCATION"
        case visitDays = "VISIT.DAYS"
        case windowEndsBeforeItBegins = "VISIT.WINDOW-REVERSED"
        case windowValue = "VISIT.WINDOW-VALUE"
        case windowsNotApart = "VISIT.WINDOWS-NOT-APART"
        case serviceTime = "VISIT.SERVICE-TIME"
        case visitDemand = "VISIT.DEMAND"
        case visitPrize = "VISIT.PRIZE"
        case visitVehicles = "VISIT.VEHICLES"
        case duplicateVehicle = "VEHICLE.DUPLICATE-ID"
        case vehicleCount = "VEHICLE.COUNT"
        case vehicleCapacity = "VEHICLE.CAPACITY"
        case vehicleLocation = "VEHICLE.LOCATION"
        case vehicleShift = "VEHICLE.SHIFT"
        case vehicleSpeed = "VEHICLE.SPEED"
        case vehicleReloads = "VEHICLE.RELOADS"
        case vehicleCost = "VEHICLE.COST"
    }

    /// What kind of fault it is.
    package var code: Code
    /// Where it is, in the problem's own words: `visit 12`, `vehicle 3 day 1`.
    package var place: String
    /// What was found and what would be right. Sending the same problem again never helps.
    package var advice: String
}

/// Names everything wrong with a problem at once.
///
/// A demand above every vehicle, a closed day or a location that can not be reached are not faults: they are reasons for a visit to
/// be left out, and the solution says so.
package struct ProblemCheck {
    private let problem: RoutingProblem
    private var faults: [ProblemFault] = []

    /// All faults of a problem, in the order general, matrix, visits, vehicles; empty when it can be solved.
    package static func faults(in problem: RoutingProblem) -> [ProblemFault] {
        var check = ProblemCheck(problem)
        check.general()
        check.matrix()
        check.visits()
        check.vehicles()
        return check.faults
    }

    private init(_ problem: RoutingProblem) { self.problem = problem }

    private mutating func report(_ code: ProblemFault.Code, _ place: String, _ advice: String) {
        faults.append(ProblemFault(code: code, place: place, advice: advice))
    }

    private static let measures = 0...RoutingProblem.largestMeasure
    private static let loads = 0...RoutingProblem.largestLoad
    private static let costs = 0...RoutingProblem.largestCost

    private mutating func general() {
        if problem.dayCount < 1 { report(.noDays, "problem", "\(problem.dayCount) days; at least one day is needed") }
        if !(1...4).contains(problem.dimensionCount) {
            report(.dimensions, "problem", "\(problem.dimensionCount) load dimensions; give 1 to 4")
        }
        if problem.visits.count > RoutingProblem.mostVisits {
            report(.tooLarge, "problem", "\(problem.visits.count) visits; split them into problems of at most \(RoutingProblem.mostVisits)")
        }
        var slots = 0
        for vehicle in problem.vehicles where vehicle.count > 0 && problem.dayCount > 0 {
            let (more, overflow) = vehicle.count.multipliedReportingOverflow(by: problem.dayCount)
            slots = overflow || more > RoutingProblem.mostSlots ? RoutingProblem.mostSlots + 1 : slots + more
            if slots > RoutingProblem.mostSlots { break }
        }
        if slots > RoutingProblem.mostSlots {
            report(.tooLarge, "problem", "vehicles times days exceed \(RoutingProblem.mostSlots); give fewer copies or fewer days")
        }
        if !problem.routeLimits.isEmpty, problem.routeLimits.count != problem.dayCount || problem.routeLimits.contains(where: { $0 < 0 }) {
            report(
                .routeLimits, "problem", "give one limit of zero or more routes for each of the \(problem.dayCount) days, or none at all")
        }
    }

    private mutating func matrix() {
        let travel = problem.travel
        guard (0...RoutingProblem.mostVisits * 2).contains(travel.count), travel.seconds.count == travel.count * travel.count,
            travel.metres.count == travel.seconds.count
        else {
            report(
                .matrixSize, "matrix",
                "\(travel.count) locations with \(travel.seconds.count) times and \(travel.metres.count) distances; each list needs count * count"
            )
            return
        }
        for index in travel.seconds.indices {
            for (name, value) in [("seconds", travel.seconds[index]), ("metres", travel.metres[index])]
            where value != TravelMatrix.unreachable && !Self.measures.contains(value) {
                report(
                    .matrixValue, "matrix from \(index / travel.count) to \(index % travel.count)",
                    "\(name) \(value); give 0 to \(RoutingProblem.largestMeasure), or -1 where there is no way")
            }
        }
    }

    private mutating func visits() {
        var seen: Set<Int> = []
        for visit in problem.visits {
            let place = "visit \(visit.id)"
            if !seen.insert(visit.id).inserted { report(.duplicateVisit, place, "the id appears more than once; ids are unique") }
            if !(0..<max(0, problem.travel.count)).contains(visit.location) {
                report(.visitLocation, place, "location \(visit.location) is not in the matrix of \(problem.travel.count)")
            }
            if visit.windows.count != problem.dayCount {
                report(
                    .visitDays, place,
                    "windows for \(visit.windows.count) days; the problem has \(problem.dayCount) (a closed day is an empty list)")
            }
            if let days = visit.allowedDays, let day = days.first(where: { !(0..<max(0, problem.dayCount)).contains($0) }) {
                report(.visitDays, place, "day \(day) is allowed but the problem has \(problem.dayCount) days from 0")
            }
            if !visit.dayCosts.isEmpty,
                visit.dayCosts.count != problem.dayCount || visit.dayCosts.contains(where: { !Self.costs.contains($0) })
            {
                report(.visitDays, place, "day costs need one figure of 0 to \(RoutingProblem.largestCost) per day, or none")
            }
            for (day, windows) in visit.windows.enumerated() { check(windows, place: "\(place) day \(day)") }
            if !Self.measures.contains(visit.serviceSeconds) {
                report(.serviceTime, place, "service of \(visit.serviceSeconds) s; give 0 to \(RoutingProblem.largestMeasure)")
            }
            if visit.demand.count != problem.dimensionCount || visit.demand.contains(where: { !Self.loads.contains($0) }) {
                report(
                    .visitDemand, place,
                    "demand \(visit.demand); give \(problem.dimensionCount) figures of 0 to \(RoutingProblem.largestLoad)")
            }
            if let prize = visit.prize, !Self.costs.contains(prize) {
                report(.visitPrize, place, "prize \(prize); give 0 to \(RoutingProblem.largestCost)")
            }
            if let allowed = visit.allowedVehicles, let unknown = allowed.first(where: { !problem.vehicles.indices.contains($0) }) {
                report(.visitVehicles, place, "vehicle type \(unknown) is allowed but there are \(problem.vehicles.count) from 0")
            }
        }
    }

    private mutating func check(_ windows: [ServiceWindow], place: String) {
        for window in windows {
            if window.closes < window.opens {
                report(.windowEndsBeforeItBegins, place, "a window from \(window.opens) to \(window.closes) ends before it begins")
            }
            if !Self.measures.contains(window.opens) || !Self.measures.contains(window.closes) {
                report(
                    .windowValue, place,
                    "a window from \(window.opens) to \(window.closes); give seconds of 0 to \(RoutingProblem.largestMeasure)")
            }
        }
        for (earlier, later) in zip(windows, windows.dropFirst()) where later.opens <= earlier.closes {
            report(
                .windowsNotApart, place,
                "windows have to be ascending and apart; one closes at \(earlier.closes), the next opens at \(later.opens)")
        }
    }

    private mutating func vehicles() {
        var seen: Set<Int> = []
        for vehicle in problem.vehicles {
            let place = "vehicle \(vehicle.id)"
            if !seen.insert(vehicle.id).inserted { report(.duplicateVehicle, place, "the id appears more than once; ids are unique") }
            if vehicle.count < 0 { report(.vehicleCount, place, "\(vehicle.count) copies; give zero or more") }
            if vehicle.capacity.count != problem.dimensionCount || vehicle.capacity.contains(where: { !Self.loads.contains($0) }) {
                report(
                    .vehicleCapacity, place,
                    "capacity \(vehicle.capacity); give \(problem.dimensionCount) figures of 0 to \(RoutingProblem.largestLoad)")
            }
            for location in [vehicle.startLocation, vehicle.endLocation] where !(0..<max(0, problem.travel.count)).contains(location) {
                report(.vehicleLocation, place, "location \(location) is not in the matrix of \(problem.travel.count)")
            }
            if vehicle.shifts.count != problem.dayCount {
                report(
                    .vehicleShift, place,
                    "shifts for \(vehicle.shifts.count) days; the problem has \(problem.dayCount) (nil where it does not work)")
            }
            for (day, shift) in vehicle.shifts.enumerated() {
                guard let shift else { continue }
                if shift.ends < shift.begins || !Self.measures.contains(shift.begins) || !Self.measures.contains(shift.ends) {
                    report(.vehicleShift, "\(place) day \(day)", "a shift from \(shift.begins) to \(shift.ends); give ascending seconds")
                }
            }
            if !(1...10_000).contains(vehicle.speedPercent) {
                report(.vehicleSpeed, place, "speed \(vehicle.speedPercent) percent; give 1 to 10000")
            }
            if !(0...50).contains(vehicle.reloads) || !Self.measures.contains(vehicle.reloadSeconds) {
                report(
                    .vehicleReloads, place,
                    "\(vehicle.reloads) reloads of \(vehicle.reloadSeconds) s; give 0 to 50, and a time of zero or more")
            }
            if !Self.costs.contains(vehicle.fixedCost) {
                report(.vehicleCost, place, "fixed cost \(vehicle.fixedCost); give 0 to \(RoutingProblem.largestCost)")
            }
        }
    }
}
