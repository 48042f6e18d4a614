extension ProblemCheck {
    /// Names what of a plan to begin from does not exist in the problem, or is in it twice.
    mutating func start(_ start: PlanStart) {
        if !Self.costs.contains(start.pricePerChange) {
            report(.startPrice, "start", "\(start.pricePerChange) per change; give 0 to \(RoutingProblem.largestCost)")
        }
        var slots: Set<[Int]> = []
        var seen: Set<Int> = []
        for (number, route) in start.routes.enumerated() {
            let place = "start route \(number)"
            if !works(vehicle: route.vehicle, copy: route.copy, day: route.day) {
                report(.startSlot, place, "vehicle \(route.vehicle) copy \(route.copy) does not exist or does not work on day \(route.day)")
            } else if !slots.insert([route.vehicle, route.copy, route.day]).inserted {
                report(.startDuplicateSlot, place, "an earlier route has the same vehicle and day; make them one route of several trips")
            }
            for visit in route.trips.joined() {
                if !problem.visits.indices.contains(visit) {
                    report(.startUnknownVisit, place, "visit at position \(visit) but there are \(problem.visits.count) from 0")
                } else if !seen.insert(visit).inserted {
                    report(.startDuplicateVisit, place, "visit \(problem.visits[visit].id) is in the plan already; the first place counts")
                }
            }
        }
    }
}
