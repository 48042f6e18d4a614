extension ProblemCheck {
    /// Names everything wrong with the visits, one by one.
    mutating func visits() {
        var seen: Set<Int> = []
        for visit in problem.visits {
            let place = "visit \(visit.id)"
            if !seen.insert(visit.id).inserted { report(.duplicateVisit, place, "the id appears more than once; ids are unique") }
            if !(0..<max(0, problem.travel.count)).contains(visit.location) {
                report(.visitLocation, place, "location \(visit.location) is not in the matrix of \(problem.travel.count)")
            }
            checkDays(of: visit, place: place)
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

    private mutating func checkDays(of visit: Visit, place: String) {
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
}
